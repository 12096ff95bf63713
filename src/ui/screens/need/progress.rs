use chuanmen_core::domain::NeedState;
use dioxus::prelude::*;

use crate::ui::components::{Shape, StateShape};
use crate::ui::text::t;

/// How far a need is: six steps, the present one half filled.
#[component]
pub(super) fn Progress(state: NeedState) -> Element {
    let Some(reached) = reached(&state) else {
        return rsx! { p { class: "ended", {crate::ui::text::need_state(&state)} } };
    };
    let words = [
        t!("step-recorded"),
        t!("step-accepted"),
        t!("step-dispatched"),
        t!("step-working"),
        t!("step-resolved"),
        t!("step-confirmed"),
    ];
    let all = words.len();
    rsx! {
        ol { class: "steps", "aria-label": t!("progress-words", reached = reached, all = all),
            for (number, word) in (1..).zip(words) {
                li { class: look(number, reached, &state).0,
                    StateShape { shape: look(number, reached, &state).1 }
                    {word}
                }
            }
        }
    }
}

/// The step that a need is at, from 1; none if it ended another way.
const fn reached(state: &NeedState) -> Option<usize> {
    Some(match state {
        NeedState::Recorded => 1,
        NeedState::Accepted | NeedState::Returned | NeedState::Reopened => 2,
        NeedState::Dispatched => 3,
        NeedState::InProgress => 4,
        NeedState::Resolved => 5,
        NeedState::Confirmed => 6,
        NeedState::Merged | NeedState::Withdrawn | NeedState::Other(_) => return None,
    })
}

/// A step's class and shape. What is confirmed is done; any other present step is under way.
fn look(number: usize, reached: usize, state: &NeedState) -> (&'static str, Shape) {
    match number.cmp(&reached) {
        std::cmp::Ordering::Less => ("dn", Shape::Done),
        std::cmp::Ordering::Equal if *state == NeedState::Confirmed => ("dn", Shape::Done),
        std::cmp::Ordering::Equal => ("n", Shape::Half),
        std::cmp::Ordering::Greater => ("", Shape::Due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confirmed_need_has_nothing_half_done() {
        assert_eq!(look(6, 6, &NeedState::Confirmed), ("dn", Shape::Done));
        assert_eq!(look(4, 4, &NeedState::InProgress), ("n", Shape::Half));
    }

    #[test]
    fn a_withdrawn_need_has_no_way_to_go() {
        assert_eq!(reached(&NeedState::Withdrawn), None);
    }
}
