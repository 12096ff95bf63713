use std::rc::Rc;

use dioxus::prelude::*;

/// Arrow keys in a group of choices: one of them is in the tab order, arrows move on and choose.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Roving {
    elements: CopyValue<Vec<Option<Rc<MountedData>>>>,
}

/// The arrow keys of one group.
pub(crate) fn use_roving() -> Roving {
    use_hook(|| Roving {
        elements: CopyValue::new(Vec::new()),
    })
}

impl Roving {
    /// Call from `onmounted` of the choice at `index`.
    pub(crate) fn mounted(mut self, index: usize, element: Rc<MountedData>) {
        let mut elements = self.elements.write();
        if elements.len() <= index {
            elements.resize(index + 1, None);
        }
        elements[index] = Some(element);
    }

    /// Call from `onkeydown` of the choice at `index` of `count`: focuses the next one and tells
    /// which; none for a key that is not for moving.
    pub(crate) fn key(self, event: &KeyboardEvent, index: usize, count: usize) -> Option<usize> {
        let next = next(&event.key(), index, count)?;
        event.prevent_default();
        self.focus(next);
        Some(next)
    }

    /// Focuses the choice at `index`.
    pub(crate) fn focus(self, index: usize) {
        let element = self.elements.peek().get(index).cloned().flatten();
        if let Some(element) = element {
            spawn(async move {
                // Where a shell cannot move the focus, the choice has moved all the same.
                drop(element.set_focus(true).await);
            });
        }
    }
}

fn next(key: &Key, index: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match key {
        Key::ArrowRight | Key::ArrowDown if index >= last => 0,
        Key::ArrowRight | Key::ArrowDown => index + 1,
        Key::ArrowLeft | Key::ArrowUp if index == 0 => last,
        Key::ArrowLeft | Key::ArrowUp => index - 1,
        Key::Home => 0,
        Key::End => last,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(next(&Key::ArrowRight, 2, 3), Some(0));
        assert_eq!(next(&Key::ArrowUp, 0, 3), Some(2));
        assert_eq!(next(&Key::ArrowDown, 0, 3), Some(1));
        assert_eq!(next(&Key::End, 0, 3), Some(2));
        assert_eq!(next(&Key::Enter, 0, 3), None);
        assert_eq!(next(&Key::ArrowRight, 0, 0), None);
    }
}
