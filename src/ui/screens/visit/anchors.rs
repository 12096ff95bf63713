use std::collections::HashMap;
use std::rc::Rc;

use dioxus::prelude::*;

/// The places of a form by the names of their fields, to scroll to.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Anchors {
    places: CopyValue<HashMap<String, Rc<MountedData>>>,
    /// Where the form begins, until that place is there.
    wanted: CopyValue<Option<String>>,
}

/// The places of this form; it begins at the one that was touched last.
pub(super) fn use_anchors(touched: Option<String>) -> Anchors {
    use_context_provider(|| Anchors {
        places: CopyValue::new(HashMap::new()),
        wanted: CopyValue::new(touched),
    })
}

impl Anchors {
    /// Call from `onmounted` of the place of `field`.
    pub(super) fn mounted(mut self, field: &str, element: Rc<MountedData>) {
        self.places.write().insert(field.to_owned(), element);
        let wanted = self.wanted.peek().clone();
        if wanted.is_some_and(|wanted| within(&wanted).any(|name| name == field)) {
            self.wanted.set(None);
            self.go(field);
        }
    }

    /// Scrolls to the place of `field`, and focuses the question there: not the field in it, whose
    /// keyboard would hide what one comes back to.
    pub(super) fn go(self, field: &str) {
        let places = self.places.peek();
        let Some(element) = within(field).find_map(|name| places.get(name).cloned()) else {
            return;
        };
        spawn(async move {
            // Where a shell cannot scroll or move the focus, the form is there all the same.
            drop(element.set_focus(true).await);
            drop(element.scroll_to(ScrollBehavior::Instant).await);
        });
    }
}

/// `needs/0/text`, then `needs/0`, then `needs`.
fn within(field: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(field), |name| Some(name.rsplit_once('/')?.0))
}

/// The place of a field.
#[component]
pub(super) fn Anchor(field: &'static str, children: Element) -> Element {
    let anchors = use_context::<Anchors>();
    rsx! {
        div {
            class: "anchor",
            tabindex: "-1",
            onmounted: move |event| anchors.mounted(field, event.data()),
            {children}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_field_is_looked_for_at_its_place_and_then_around_it() {
        let names: Vec<_> = within("needs/0/text").collect();
        assert_eq!(names, ["needs/0/text", "needs/0", "needs"]);
    }
}
