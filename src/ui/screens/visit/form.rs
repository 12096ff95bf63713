//! What a tap does to the form: pure, so that it is tested without a screen.

use std::collections::BTreeSet;

use chuanmen_core::domain::{HouseholdId, Outcome};
use chuanmen_replica::api::{FormItem, NeighbourDoor, RetryAt, VisitDraft};

use super::answers::{changed, stored, visible};

/// How the 无变化 button stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Not tapped.
    Untouched,
    /// Everything is as last time.
    All,
    /// So many answers are new, the rest is as last time.
    Rest {
        /// How many differ.
        changed: usize,
    },
}

/// How the 无变化 button stands.
pub(super) fn same(draft: &VisitDraft, items: &[FormItem]) -> Same {
    match (&draft.outcome, changed(draft, items).0) {
        (Some(Outcome::Met), 0) if draft.unchanged => Same::All,
        (Some(Outcome::Met), changed) if changed > 0 => Same::Rest { changed },
        _ => Same::Untouched,
    }
}

/// 无变化: somebody was met, and every answer is as last time. One that there was none of last
/// time stays.
pub(super) fn set_unchanged(draft: &VisitDraft, items: &[FormItem]) -> VisitDraft {
    let mut next = VisitDraft {
        outcome: Some(Outcome::Met),
        unchanged: true,
        ..draft.clone()
    };
    let new = |code: &str| {
        let asked = items.iter().find(|one| one.item.code == code);
        asked.is_some_and(|one| one.last.is_empty())
    };
    next.answers.retain(|code, _| new(code));
    next
}

/// How the call went. What was typed for another outcome stays in the form until it is saved.
pub(super) fn set_outcome(draft: &VisitDraft, outcome: Outcome) -> VisitDraft {
    VisitDraft {
        outcome: Some(outcome),
        ..draft.clone()
    }
}

/// Another answer to a question, as typed or chosen.
pub(super) fn set_answer(draft: &VisitDraft, one: &FormItem, answer: &str) -> VisitDraft {
    let mut next = draft.clone();
    next.answers
        .insert(one.item.code.clone(), answer.to_owned());
    next
}

/// When to try again.
pub(super) fn set_retry(draft: &VisitDraft, retry: RetryAt) -> VisitDraft {
    VisitDraft {
        retry: Some(retry),
        ..draft.clone()
    }
}

/// What is saved: the parts of the form that the outcome shows, with every answer written out,
/// and without needs and wishes that say nothing.
pub(super) fn to_save(draft: &VisitDraft, items: &[FormItem]) -> VisitDraft {
    let mut visit = draft.clone();
    let met = visit.outcome == Some(Outcome::Met);
    if met {
        visit.unchanged = changed(draft, items).0 == 0;
        let answered = |one: &FormItem| (one.item.code.clone(), stored(draft, one));
        visit.answers = visible(draft, items).into_iter().map(answered).collect();
    } else {
        visit.unchanged = false;
        visit.answers.clear();
        visit.needs.clear();
        visit.wishes.clear();
        visit.signature = None;
    }
    visit.also.clear();
    visit.touched = None;
    if visit.outcome == Some(Outcome::NobodyHome) {
        visit.note.clear();
    } else {
        visit.retry = None;
    }
    visit.note = visit.note.trim().to_owned();
    visit.needs.retain(|need| says(&need.text));
    visit.wishes.retain(|wish| says(&wish.text));
    visit
}

/// Whether other doors of the floor can be saved with it.
pub(super) fn together(draft: &VisitDraft) -> bool {
    matches!(draft.outcome, Some(Outcome::Met | Outcome::NobodyHome)) && draft.corrects.is_none()
}

/// The other doors that are saved with it: those ticked that still wait for a visit.
pub(super) fn others(draft: &VisitDraft, doors: &[NeighbourDoor]) -> BTreeSet<HouseholdId> {
    let doors = doors.iter().map(|door| door.household);
    doors
        .filter(|door| together(draft) && draft.also.contains(door))
        .collect()
}

fn says(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What stands before the names of the fields of each need and wish in an error about what
/// [`to_save`] gave: those that say nothing are not counted there.
pub(super) struct Paths {
    pub(super) needs: Vec<String>,
    pub(super) wishes: Vec<String>,
}

/// The paths of the entries of a form.
pub(super) fn paths(draft: &VisitDraft) -> Paths {
    let texts = |set: &str, texts: Vec<&str>| {
        let mut said = 0;
        let path = |text: &str| {
            let path = format!("{set}/{said}/");
            said += usize::from(says(text));
            path
        };
        texts.into_iter().map(path).collect()
    };
    Paths {
        needs: texts(
            "needs",
            draft.needs.iter().map(|need| &*need.text).collect(),
        ),
        wishes: texts(
            "wishes",
            draft.wishes.iter().map(|wish| &*wish.text).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::{ChecklistItem, Urgency};
    use chuanmen_replica::api::{DoorState, NeedDraft};

    fn item(item: ChecklistItem, last: &str) -> FormItem {
        FormItem {
            item,
            last: last.into(),
        }
    }

    fn items() -> Vec<FormItem> {
        let words = |code| ChecklistItem::words(code, code, "平稳", "有变化");
        ["health", "power_gas"]
            .map(|code| item(words(code), ChecklistItem::NORMAL))
            .into()
    }

    #[test]
    fn other_doors_are_saved_only_with_what_can_be_the_same_there() {
        let door = |number: u32| NeighbourDoor {
            household: format!("01930000-0000-7000-8000-{number:012}")
                .parse()
                .unwrap(),
            room: number.to_string(),
            name: String::new(),
            state: DoorState::DueToday,
            asks_first: None,
        };
        let doors = [door(501), door(503)];
        let draft = VisitDraft {
            // 504 was visited by a colleague meanwhile.
            also: [door(503).household, door(504).household].into(),
            ..VisitDraft::default()
        };
        for (outcome, many) in [
            (Outcome::Met, 1),
            (Outcome::NobodyHome, 1),
            (Outcome::Refused, 0),
            (Outcome::MovedAway, 0),
        ] {
            let form = set_outcome(&draft, outcome);
            assert_eq!(others(&form, &doors).len(), many);
        }
    }

    #[test]
    fn no_change_is_one_tap_and_says_that_somebody_was_met() {
        let draft = set_unchanged(&VisitDraft::default(), &items());
        assert_eq!(same(&draft, &items()), Same::All);
        let saved = to_save(&draft, &items());
        assert_eq!(saved.outcome, Some(Outcome::Met));
        assert!(saved.unchanged);
        assert_eq!(saved.answers.len(), 2);
        assert!(saved.answers.values().all(|answer| answer == "normal"));
    }

    #[test]
    fn an_edit_after_no_change_leaves_the_rest_as_it_was() {
        let items = items();
        let draft = set_answer(
            &set_unchanged(&VisitDraft::default(), &items),
            &items[1],
            ChecklistItem::ATTENTION,
        );
        assert_eq!(same(&draft, &items), Same::Rest { changed: 1 });
        let saved = to_save(&draft, &items);
        assert!(!saved.unchanged);
        assert_eq!(saved.answers["power_gas"], "attention");
        assert_eq!(saved.answers["health"], "normal");
        let back = set_answer(&draft, &items[1], ChecklistItem::NORMAL);
        assert_eq!(same(&back, &items), Same::All);
    }

    #[test]
    fn met_alone_does_not_press_no_change() {
        let draft = set_outcome(&VisitDraft::default(), Outcome::Met);
        assert_eq!(same(&draft, &items()), Same::Untouched);
    }

    #[test]
    fn nobody_home_saves_only_when_to_come_again() {
        let mut draft = set_answer(
            &VisitDraft::default(),
            &items()[0],
            ChecklistItem::ATTENTION,
        );
        draft.note = "插座松".into();
        draft.needs.push(NeedDraft {
            category: "other".into(),
            text: "灯不亮".into(),
            urgency: Urgency::Normal,
        });
        let draft = set_retry(&set_outcome(&draft, Outcome::NobodyHome), RetryAt::Evening);
        let saved = to_save(&draft, &items());
        assert_eq!(saved.retry, Some(RetryAt::Evening));
        assert!(saved.answers.is_empty() && saved.needs.is_empty() && saved.note.is_empty());
        let met = to_save(&set_outcome(&draft, Outcome::Met), &items());
        assert_eq!((met.retry, met.needs.len()), (None, 1));
        assert_eq!(met.note, "插座松", "what was typed is still in the form");
    }

    #[test]
    fn a_need_that_says_nothing_is_not_recorded() {
        let mut draft = set_outcome(&VisitDraft::default(), Outcome::Met);
        draft.needs.push(NeedDraft {
            category: "other".into(),
            text: "  ".into(),
            urgency: Urgency::Normal,
        });
        assert!(to_save(&draft, &items()).needs.is_empty());
        draft.needs.push(NeedDraft {
            text: "灯不亮".into(),
            ..draft.needs[0].clone()
        });
        assert_eq!(
            paths(&draft).needs[1],
            "needs/0/",
            "what is wrong with it is said at its own form"
        );
    }
}
