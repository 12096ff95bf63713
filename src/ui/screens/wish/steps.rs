//! What this person may do about a wish.

use chuanmen_core::domain::WishStep;
use chuanmen_replica::api::{Command, TakeWishStep, WishView};
use dioxus::prelude::*;

use crate::ui::route::Route;
use crate::ui::screens::steps::{Ask, HandOver, Sheet, StepButtons, StepForm, Taken};
use crate::ui::text::{t, wish_step};

/// The steps on offer; one of them may be open.
#[component]
pub(super) fn WishSteps(next: Vec<WishStep>, open: Signal<Option<WishStep>>) -> Element {
    let words: Vec<_> = next.iter().map(wish_step).collect();
    let away = matches!(next.first(), Some(WishStep::Withdraw | WishStep::Reject));
    let mut open = open;
    rsx! {
        StepButtons { steps: words, away, onpick: move |index: usize| open.set(next.get(index).cloned()) }
    }
}

/// Asks what the open step needs to be told, and takes it.
#[component]
pub(super) fn WishStepSheet(wish: WishView, open: Signal<Option<WishStep>>) -> Element {
    let mut open = open;
    let Some(step) = open() else { return rsx! {} };
    let id = wish.row.id;
    rsx! {
        Sheet { title: wish_step(&step), onclose: move |()| open.set(None),
            if step == WishStep::Confirm {
                HandOver { to: Route::ConfirmWish { id } }
            }
            StepForm {
                ask: asks(&step, &wish),
                done: t!("step-saved", step = wish_step(&step)),
                command: move |taken: Taken| Command::TakeWishStep(TakeWishStep {
                    wish: id,
                    step: step.clone(),
                    note: taken.note,
                    satisfaction: taken.satisfaction,
                    number: taken.number,
                    text: taken.text,
                }),
                onsaved: move |()| open.set(None),
            }
        }
    }
}

/// What a step needs to be told.
fn asks(step: &WishStep, wish: &WishView) -> Ask {
    match step {
        WishStep::Confirm => Ask {
            satisfaction: true,
            ..Ask::default()
        },
        WishStep::Verify => Ask {
            number: wish.next_number.or(Some(1)),
            ..Ask::default()
        },
        WishStep::Publish => Ask {
            text: Some(wish.row.text.clone()),
            ..Ask::default()
        },
        WishStep::Reject => Ask {
            note_required: true,
            ..Ask::default()
        },
        _ => Ask::default(),
    }
}
