//! What this person may do about a need: the likeliest step in the dock, the others behind 更多.

use chuanmen_core::domain::{NeedState, NeedStep};
use chuanmen_replica::api::{Command, NeedView, TakeNeedStep};
use dioxus::prelude::*;

use crate::ui::route::Route;
use crate::ui::screens::steps::{Ask, HandOver, Sheet, StepButtons, StepForm, Taken};
use crate::ui::text::{need_step_from, read_by, t};

/// The steps that a thumb finds first, in this order.
const LIKELY: [NeedStep; 6] = [
    NeedStep::Confirm,
    NeedStep::Accept,
    NeedStep::Dispatch,
    NeedStep::Start,
    NeedStep::Progress,
    NeedStep::Resolve,
];

/// The steps on offer; one of them may be open.
#[component]
pub(super) fn NeedSteps(
    state: NeedState,
    next: Vec<NeedStep>,
    open: Signal<Option<NeedStep>>,
) -> Element {
    let next = likeliest_first(&next);
    let words = next.iter().map(|step| need_step_from(&state, step));
    let words: Vec<_> = words.collect();
    let away = next.first() == Some(&NeedStep::Withdraw);
    let mut open = open;
    rsx! {
        StepButtons { steps: words, away, onpick: move |index: usize| open.set(next.get(index).cloned()) }
    }
}

/// Asks what the open step needs to be told, and takes it.
#[component]
pub(super) fn NeedStepSheet(need: NeedView, open: Signal<Option<NeedStep>>) -> Element {
    let mut open = open;
    let Some(step) = open() else { return rsx! {} };
    let id = need.row.id;
    let words = need_step_from(&need.row.state, &step);
    rsx! {
        Sheet { title: words.clone(), onclose: move |()| open.set(None),
            if step == NeedStep::Confirm {
                HandOver { to: Route::ConfirmNeed { id } }
            }
            StepForm {
                ask: asks(&step, &need),
                done: t!("step-saved", step = words),
                command: move |taken: Taken| Command::TakeNeedStep(TakeNeedStep {
                    need: id,
                    step: step.clone(),
                    note: taken.note,
                    party: taken.party,
                    satisfaction: taken.satisfaction,
                    into: taken.into,
                    contact: taken.contact,
                    department: taken.department,
                }),
                onsaved: move |()| open.set(None),
            }
        }
    }
}

fn likeliest_first(next: &[NeedStep]) -> Vec<NeedStep> {
    let rank = |step: &NeedStep| LIKELY.iter().position(|likely| likely == step);
    let mut next = next.to_vec();
    next.sort_by_key(|step| rank(step).unwrap_or(LIKELY.len()));
    next
}

/// What a step needs to be told.
fn asks(step: &NeedStep, need: &NeedView) -> Ask {
    let note_hint = read_by(&need.row, step);
    match step {
        NeedStep::Dispatch => Ask {
            party: true,
            suggested: need.suggested.clone(),
            note_hint: t!("step-note-told"),
            ..Ask::default()
        },
        NeedStep::Merge => Ask {
            into: need.twins.clone(),
            merged: Some(need.row.clone()),
            ..Ask::default()
        },
        NeedStep::Confirm => Ask {
            satisfaction: true,
            ..Ask::default()
        },
        NeedStep::Progress | NeedStep::Return => Ask {
            note_required: true,
            note_hint,
            ..Ask::default()
        },
        _ => Ask {
            note_hint,
            ..Ask::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use chuanmen_core::UnixMillis;
    use chuanmen_core::domain::{NeedId, Party, Urgency};
    use chuanmen_replica::api::NeedRow;

    use super::*;

    #[test]
    fn the_likeliest_step_comes_first_and_none_is_lost() {
        let next = [NeedStep::Withdraw, NeedStep::Resolve, NeedStep::Progress];
        let ordered = likeliest_first(&next);
        assert_eq!(
            ordered,
            [NeedStep::Progress, NeedStep::Resolve, NeedStep::Withdraw]
        );
    }

    #[test]
    fn who_notes_a_progress_is_told_that_the_party_that_has_the_need_reads_it() {
        let row = |state: NeedState| NeedRow {
            id: NeedId(Default::default()),
            text: "灯不亮".into(),
            category: "公共设施".into(),
            urgency: Urgency::Normal,
            state,
            holder: Some(Party::PropertyCompany),
            department: String::new(),
            household: None,
            organisation: None,
            place: String::new(),
            due_on: None,
            days_left: None,
            raised_at: UnixMillis(0),
            pending: false,
        };
        let begun = row(NeedState::InProgress);
        assert!(read_by(&begun, &NeedStep::Progress).contains("物业"));
        assert_eq!(read_by(&begun, &NeedStep::Merge), "");
        let done = row(NeedState::Resolved);
        assert_eq!(read_by(&done, &NeedStep::Confirm), "");
    }
}
