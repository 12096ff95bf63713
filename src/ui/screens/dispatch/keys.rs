//! Arrow keys among the cards: up and down in a lane, left and right to the lanes beside it. One
//! card of each lane is in the tab order.

use std::collections::HashMap;
use std::rc::Rc;

use chuanmen_core::domain::NeedId;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use crate::device;

/// A sheet that closes is gone after so many milliseconds.
const CLOSING_MS: u32 = 30;

/// The cards that are drawn, by lane.
#[derive(Clone, Copy)]
pub(super) struct Cards {
    lanes: CopyValue<Vec<Vec<NeedId>>>,
    elements: CopyValue<HashMap<NeedId, Rc<MountedData>>>,
    here: Signal<Option<NeedId>>,
}

impl Cards {
    /// None yet. Call in a hook.
    pub(super) fn new() -> Self {
        Self {
            lanes: CopyValue::new(Vec::new()),
            elements: CopyValue::new(HashMap::new()),
            here: Signal::new(None),
        }
    }

    /// Which cards there are now.
    pub(super) fn lie_in(mut self, lanes: Vec<Vec<NeedId>>) {
        self.lanes.set(lanes);
    }

    /// Call from `onmounted` of a card.
    pub(super) fn mounted(mut self, card: NeedId, element: Rc<MountedData>) {
        self.elements.write().insert(card, element);
    }

    /// The card of a lane that is in the tab order: the one last focused, or the first.
    pub(super) fn stop(self, lane: &[NeedId]) -> Option<NeedId> {
        let here = (self.here)().filter(|here| lane.contains(here));
        here.or(lane.first().copied())
    }

    /// Call from `onkeydown` of a card: focuses the next one; false for a key that is not for
    /// moving.
    pub(super) fn key(self, event: &KeyboardEvent, card: NeedId) -> bool {
        let Some(next) = neighbour(&self.lanes.peek(), card, &event.key()) else {
            return false;
        };
        event.prevent_default();
        self.focus_later(next);
        true
    }

    /// The card that takes the place of one that leaves its lane.
    pub(super) fn heir(self, card: NeedId) -> Option<NeedId> {
        heir(&self.lanes.peek(), card)
    }

    /// Remembers where one is.
    pub(super) fn is_at(mut self, card: NeedId) {
        if *self.here.peek() != Some(card) {
            self.here.set(Some(card));
        }
    }

    /// Focuses a card, once it is drawn and what covers it is gone.
    pub(super) fn focus_later(self, card: NeedId) {
        self.is_at(card);
        // Whoever asks may be gone by then, and the desk too.
        spawn_forever(async move {
            device::sleep(CLOSING_MS).await;
            let element = self.elements.try_peek().ok();
            let element = element.and_then(|elements| elements.get(&card).cloned());
            if let Some(element) = element {
                // Where a shell cannot move the focus, nothing else is lost.
                drop(element.set_focus(true).await);
            }
        });
    }
}

/// Which lane a card is in, and the how manieth it is there.
fn place_of(lanes: &[Vec<NeedId>], card: NeedId) -> Option<(usize, usize)> {
    let mut places = lanes.iter().enumerate().map(|(lane, cards)| {
        let at = cards.iter().position(|one| *one == card)?;
        Some((lane, at))
    });
    places.find_map(|place| place)
}

/// Where a key leads from a card; nowhere at an end.
fn neighbour(lanes: &[Vec<NeedId>], card: NeedId, key: &Key) -> Option<NeedId> {
    let (lane, at) = place_of(lanes, card)?;
    let cards = lanes.get(lane)?;
    // The lane beside it that holds any, at the same height or its end.
    let beside = |cards: &Vec<NeedId>| cards.get(at).or(cards.last()).copied();
    match key {
        Key::ArrowDown => cards.get(at + 1).copied(),
        Key::ArrowUp => cards.get(at.checked_sub(1)?).copied(),
        Key::Home => cards.first().copied(),
        Key::End => cards.last().copied(),
        Key::ArrowRight => lanes.get(lane + 1..)?.iter().find_map(beside),
        Key::ArrowLeft => lanes.get(..lane)?.iter().rev().find_map(beside),
        _ => None,
    }
}

/// The card below, or else the one above.
fn heir(lanes: &[Vec<NeedId>], card: NeedId) -> Option<NeedId> {
    neighbour(lanes, card, &Key::ArrowDown).or_else(|| neighbour(lanes, card, &Key::ArrowUp))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(number: u32) -> NeedId {
        let text = format!("01930000-0000-7000-8000-{number:012}");
        text.parse().unwrap()
    }

    fn lanes() -> Vec<Vec<NeedId>> {
        let lane = |numbers: &[u32]| numbers.iter().copied().map(need).collect();
        vec![lane(&[1, 2, 3]), lane(&[]), lane(&[4, 5])]
    }

    #[test]
    fn arrows_stay_in_a_lane_and_leap_over_empty_ones() {
        for (from, key, to) in [
            (1, Key::ArrowDown, Some(2)),
            (3, Key::ArrowDown, None),
            (1, Key::ArrowUp, None),
            (2, Key::ArrowUp, Some(1)),
            (1, Key::End, Some(3)),
            (3, Key::Home, Some(1)),
            (1, Key::ArrowRight, Some(4)),
            (3, Key::ArrowRight, Some(5)),
            (4, Key::ArrowRight, None),
            (5, Key::ArrowLeft, Some(2)),
            (1, Key::ArrowLeft, None),
            (1, Key::Enter, None),
            (9, Key::ArrowDown, None),
        ] {
            let found = neighbour(&lanes(), need(from), &key);
            assert_eq!(found, to.map(need), "{from} {key:?}");
        }
    }

    #[test]
    fn after_a_card_that_leaves_comes_the_one_below_or_the_one_above() {
        assert_eq!(heir(&lanes(), need(1)), Some(need(2)));
        assert_eq!(heir(&lanes(), need(3)), Some(need(2)));
        assert_eq!(heir(&[vec![need(1)]], need(1)), None);
    }
}
