//! Households: added, moved, taken away, split, merged.

mod doors;
mod merging;
mod moving;
mod splitting;
mod taken_away;

use chuanmen_core::domain::{HouseholdId, Housing, Outcome as VisitOutcome, ResidentId, WishKind};

use crate::api::{
    Command, DoorForm, HouseholdForm, HouseholdQuery, HouseholdView, Outcome, VisitDraft, WishDraft,
};
use crate::queries::tests::town::{THREE, Town};

fn door(unit: &str, room: &str) -> DoorForm {
    DoorForm {
        building: THREE,
        unit: unit.into(),
        floor: None,
        room: room.into(),
    }
}

fn add(town: &mut Town, unit: &str, room: &str) -> HouseholdId {
    let form = HouseholdForm {
        door: door(unit, room),
        housing: Housing::Rent,
        note: "敲门要大声".into(),
    };
    made(town.act(Command::AddHousehold(form)))
}

fn made(outcome: Outcome) -> HouseholdId {
    match outcome {
        Outcome::NewHousehold { household, .. } => household,
        other => panic!("a household, not {other:?}"),
    }
}

fn view(town: &Town, household: HouseholdId) -> HouseholdView {
    town.ask(HouseholdQuery { household })
}

fn names(town: &Town, household: HouseholdId) -> Vec<String> {
    let residents = view(town, household).residents.into_iter();
    residents.map(|one| one.name).collect()
}

fn undo(town: &mut Town, outcome: &Outcome) {
    let transaction = match outcome {
        Outcome::Saved { transaction } | Outcome::NewHousehold { transaction, .. } => *transaction,
        other => panic!("saved, not {other:?}"),
    };
    assert_eq!(town.act(Command::Undo { transaction }), Outcome::Done);
}

fn calls(town: &mut Town, household: HouseholdId) {
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::Met),
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
}

fn wishes(town: &mut Town, household: HouseholdId, whose: ResidentId) {
    let wish = WishDraft {
        resident: Some(whose),
        kind: WishKind::Goods,
        text: "一副老花镜".into(),
        needed_by: None,
    };
    town.act(Command::RaiseWish { household, wish });
}
