use chuanmen_core::domain::{
    NeedId, NeedState, NeedStep, Party, Relation, Role, Urgency, WishId, WishKind, WishState,
    WishStep,
};

use super::problem;
use crate::api::{
    Command, NeedDraft, NeedQuery, NeedsQuery, ReplicaError, TakeNeedStep, TakeWishStep, WishDraft,
    WishQuery, WishesQuery,
};
use crate::queries::tests::town::{THREE, Town};

fn need(town: &mut Town) -> NeedId {
    let household = town.household(THREE, "2", 5, "502");
    let need = NeedDraft {
        category: "public_facility".into(),
        text: "灯不亮".into(),
        urgency: Urgency::Urgent,
    };
    town.act(Command::RaiseNeed { household, need });
    town.ask(NeedsQuery {})[0].id
}

fn wish(town: &mut Town) -> WishId {
    let household = town.household(THREE, "2", 6, "602");
    town.resident(household, "赵秀兰", Relation::Head, &[]);
    let wish = WishDraft {
        resident: None,
        kind: WishKind::Service,
        text: "陪同复查".into(),
        needed_by: None,
    };
    town.act(Command::RaiseWish { household, wish });
    town.ask(WishesQuery {})[0].id
}

fn about_need(need: NeedId, step: NeedStep) -> TakeNeedStep {
    TakeNeedStep {
        need,
        step,
        note: String::new(),
        party: None,
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    }
}

fn about_wish(wish: WishId, step: WishStep) -> TakeWishStep {
    TakeWishStep {
        wish,
        step,
        note: String::new(),
        satisfaction: None,
        number: None,
        text: String::new(),
    }
}

#[test]
fn a_grid_member_settles_a_need_and_brings_the_residents_word() {
    let mut town = Town::new();
    let need = need(&mut town);
    town.act(Command::TakeNeedStep(about_need(need, NeedStep::Resolve)));
    let confirm = about_need(need, NeedStep::Confirm);
    let done = town.attempt(Command::TakeNeedStep(confirm.clone()));
    assert_eq!(problem(done), "satisfaction: empty");
    let done = TakeNeedStep {
        satisfaction: Some(6),
        ..confirm.clone()
    };
    assert_eq!(
        problem(town.attempt(Command::TakeNeedStep(done))),
        "satisfaction: form"
    );
    town.act(Command::TakeNeedStep(TakeNeedStep {
        satisfaction: Some(5),
        ..confirm
    }));
    let view = town.ask(NeedQuery { need });
    assert_eq!(
        (view.row.state, view.satisfaction),
        (NeedState::Confirmed, Some(5))
    );
}

#[test]
fn a_step_that_does_not_follow_or_is_not_this_persons_is_not_possible() {
    let mut town = Town::new();
    let need = need(&mut town);
    for step in [
        NeedStep::Confirm,
        NeedStep::Accept,
        NeedStep::Other("escalate".into()),
    ] {
        let done = town.attempt(Command::TakeNeedStep(about_need(need, step)));
        assert_eq!(done, Err(ReplicaError::StepNotPossible));
    }
    let wish = wish(&mut town);
    for step in [WishStep::Verify, WishStep::Claim, WishStep::Confirm] {
        let done = town.attempt(Command::TakeWishStep(about_wish(wish, step)));
        assert_eq!(done, Err(ReplicaError::StepNotPossible));
    }
}

#[test]
fn progress_and_return_need_a_word_and_dispatch_a_party() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let need = need(&mut town);
    let progress = about_need(need, NeedStep::Progress);
    assert_eq!(
        problem(town.attempt(Command::TakeNeedStep(progress))),
        "note: empty"
    );
    let dispatch = about_need(need, NeedStep::Dispatch);
    let done = town.attempt(Command::TakeNeedStep(dispatch.clone()));
    assert_eq!(problem(done), "party: empty");
    let party = Some(Party::PropertyCompany);
    town.act(Command::TakeNeedStep(TakeNeedStep {
        party: party.clone(),
        ..dispatch
    }));
    assert_eq!(town.ask(NeedQuery { need }).row.holder, party);
    let back = about_need(need, NeedStep::Return);
    assert_eq!(
        problem(town.attempt(Command::TakeNeedStep(back))),
        "note: empty"
    );
}

#[test]
fn which_department_a_need_is_with_is_told_until_it_is_somebody_elses() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let need = need(&mut town);
    let mut dispatch = |party, department: &str| {
        let take = TakeNeedStep {
            party: Some(party),
            department: department.into(),
            ..about_need(need, NeedStep::Dispatch)
        };
        town.attempt(Command::TakeNeedStep(take)).map(|_| {
            let view = town.ask(NeedQuery { need });
            (view.row.department, view.timeline[0].department.clone())
        })
    };
    let told = dispatch(Party::Department, " 城管局\u{200b} ").unwrap();
    assert_eq!(told, ("城管局".into(), "城管局".into()));
    let long = dispatch(Party::Department, &"局".repeat(200));
    assert_eq!(problem(long), "department: too_long");
    let told = dispatch(Party::PropertyCompany, "城管局").unwrap();
    assert_eq!(told, (String::new(), String::new()));
}

#[test]
fn each_step_that_is_offered_can_be_taken() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let id = need(&mut town);
    for step in town.ask(NeedQuery { need: id }).next {
        let id = need(&mut town);
        town.act(Command::TakeNeedStep(TakeNeedStep {
            note: "好".into(),
            party: Some(Party::Community),
            satisfaction: Some(4),
            ..about_need(id, step)
        }));
    }
}

#[test]
fn a_supervisor_verifies_wishes_with_the_next_number_and_claims_one() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let first = wish(&mut town);
    let number = Some(26);
    town.act(Command::TakeWishStep(TakeWishStep {
        number,
        ..about_wish(first, WishStep::Verify)
    }));
    let second = {
        wish(&mut town);
        let rows = town.ask(WishesQuery {});
        rows.into_iter().find(|row| row.id != first).unwrap().id
    };
    let same = TakeWishStep {
        number,
        ..about_wish(second, WishStep::Verify)
    };
    let taken = problem(town.attempt(Command::TakeWishStep(same)));
    assert_eq!(taken, "number: taken");
    assert_eq!(town.ask(WishQuery { wish: second }).next_number, Some(27));
    town.act(Command::TakeWishStep(about_wish(second, WishStep::Verify)));
    assert_eq!(town.ask(WishQuery { wish: second }).row.number, Some(27));
    for step in [WishStep::Publish, WishStep::Claim] {
        town.act(Command::TakeWishStep(about_wish(second, step)));
    }
    let row = town.ask(WishQuery { wish: second }).row;
    assert!(row.state == WishState::Claimed && row.claim.unwrap().mine);
    let again = town.attempt(Command::TakeWishStep(about_wish(second, WishStep::Claim)));
    assert_eq!(again, Err(ReplicaError::StepNotPossible));
}

#[test]
fn a_need_is_merged_into_another_open_one_of_its_grid() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let first = need(&mut town);
    assert!(
        !town
            .ask(NeedQuery { need: first })
            .next
            .contains(&NeedStep::Merge)
    );
    let household = town.household(THREE, "2", 7, "702");
    let again = NeedDraft {
        category: "public_facility".into(),
        text: "灯还是不亮".into(),
        urgency: Urgency::Normal,
    };
    town.act(Command::RaiseNeed {
        household,
        need: again,
    });
    let view = town.ask(NeedQuery { need: first });
    let into = view.twins[0].id;
    assert!(view.next.contains(&NeedStep::Merge));
    let merge = |into| {
        Command::TakeNeedStep(TakeNeedStep {
            into,
            ..about_need(first, NeedStep::Merge)
        })
    };
    assert_eq!(problem(town.attempt(merge(None))), "into: empty");
    assert_eq!(problem(town.attempt(merge(Some(first)))), "into: form");
    town.act(merge(Some(into)));
    let merged = town.ask(NeedQuery { need: first });
    assert_eq!(merged.row.state, NeedState::Merged);
    let other = town.ask(NeedQuery { need: into });
    assert_eq!(merged.timeline[0].into, other.row.text);
    assert_eq!(merged.merged_into.as_ref().map(|need| need.id), Some(into));
    let here: Vec<_> = other.merged_here.iter().map(|need| need.id).collect();
    assert_eq!(here, [first]);
    assert_eq!(other.row.urgency, Urgency::Urgent, "as the first was");
    assert!(other.twins.is_empty(), "what is merged takes no other");
    assert_eq!(merged.next, [NeedStep::Reopen]);
    town.act(Command::TakeNeedStep(about_need(first, NeedStep::Reopen)));
    let back = town.ask(NeedQuery { need: first });
    assert_eq!(back.row.state, NeedState::Reopened);
    assert!(back.timeline[0].takes_back && back.merged_into.is_none());
    assert!(town.ask(NeedQuery { need: into }).merged_here.is_empty());
}
