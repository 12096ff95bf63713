use uuid::Uuid;

use super::*;
use crate::domain::{Effect, Event, EventOrder, Kind, Role, StoredEvent, WithoutEffect};
use crate::merge::{EventId, RecordId, ReplicaId, Stamp};

/// Event number `seq` of a need, taken at that many seconds.
fn event(seq: u64, step: &NeedStep, fields: FieldsBuilder) -> StoredEvent {
    let at = UnixMillis(i64::try_from(seq).unwrap() * 1000);
    StoredEvent {
        event: Event {
            id: EventId(Uuid::from_u128(u128::from(seq))),
            kind: Kind::Need,
            subject: RecordId(Uuid::nil()),
            step: step.as_str().into(),
            fields: fields.build(),
        },
        author: AccountId(Uuid::nil()),
        stamp: Stamp::new(at, 0, ReplicaId(1)),
        order: EventOrder::Hub { seq, index: 0, at },
    }
}

fn lived(steps: &[NeedStep]) -> NeedLife {
    fold_need(
        (1..)
            .zip(steps)
            .map(|(seq, step)| event(seq, step, FieldsBuilder::new())),
    )
}

#[test]
fn a_need_goes_from_recorded_to_confirmed() {
    let dispatched = FieldsBuilder::new().set("party", Party::PropertyCompany.as_str());
    let content = FieldsBuilder::new().set("satisfaction", 5);
    let life = fold_need([
        event(1, &NeedStep::Accept, FieldsBuilder::new()),
        event(2, &NeedStep::Dispatch, dispatched),
        event(3, &NeedStep::Start, FieldsBuilder::new()),
        event(4, &NeedStep::Resolve, FieldsBuilder::new()),
        event(5, &NeedStep::Confirm, content),
    ]);
    assert_eq!(life.state, NeedState::Confirmed);
    assert_eq!(life.holder, Some(Party::PropertyCompany));
    assert_eq!(life.resolved_at, Some(UnixMillis(4000)));
    assert_eq!(life.satisfaction, Some(5));
}

#[test]
fn a_grid_member_settles_a_small_need_on_the_spot() {
    assert_eq!(lived(&[NeedStep::Resolve]).state, NeedState::Resolved);
    assert!(NeedStep::Resolve.is_allowed_to(&Role::GridMember));
}

#[test]
fn a_step_after_withdrawal_stays_in_the_timeline_without_effect() {
    let life = lived(&[NeedStep::Withdraw, NeedStep::Resolve]);
    assert_eq!(life.state, NeedState::Withdrawn);
    assert_eq!(
        life.timeline[1].effect,
        Effect::Without(WithoutEffect::DoesNotFollow)
    );
}

#[test]
fn a_step_of_a_newer_version_changes_nothing_and_is_kept() {
    let life = lived(&[NeedStep::Accept, NeedStep::Other("escalate".into())]);
    assert_eq!(life.state, NeedState::Accepted);
    assert_eq!(
        life.timeline[1].effect,
        Effect::Without(WithoutEffect::UnknownStep)
    );
    assert_eq!(&*life.timeline[1].event.event.step, "escalate");
}

#[test]
fn a_department_keeps_its_name_while_it_has_the_need_and_nobody_else_gets_one() {
    let to = |party: Party| {
        FieldsBuilder::new()
            .set("party", party.as_str())
            .set(NeedStep::DEPARTMENT, "城管局")
    };
    let named = event(1, &NeedStep::Dispatch, to(Party::Department));
    let begun = event(2, &NeedStep::Start, FieldsBuilder::new());
    assert_eq!(fold_need([named.clone(), begun]).department, "城管局");
    let back = event(2, &NeedStep::Return, FieldsBuilder::new());
    assert_eq!(fold_need([named.clone(), back]).department, "");
    let on = event(2, &NeedStep::Dispatch, to(Party::PropertyCompany));
    assert_eq!(fold_need([named.clone(), on]).department, "");
    // Who says only that a department goes on with it, means the one that has it.
    let unnamed = FieldsBuilder::new().set(NeedStep::PARTY, Party::Department.as_str());
    let goes_on = event(2, &NeedStep::Dispatch, unnamed);
    assert_eq!(fold_need([named, goes_on.clone()]).department, "城管局");
    assert_eq!(fold_need([goes_on]).department, "");
}

#[test]
fn a_returned_need_is_in_nobodys_hands() {
    let dispatched = FieldsBuilder::new().set("party", Party::OwnersCommittee.as_str());
    let life = fold_need([
        event(1, &NeedStep::Dispatch, dispatched),
        event(2, &NeedStep::Return, FieldsBuilder::new()),
    ]);
    assert_eq!((life.state, life.holder), (NeedState::Returned, None));
}

#[test]
fn a_grid_member_is_offered_only_what_follows_and_what_is_theirs() {
    let steps = NeedState::Resolved.next_steps(&Role::GridMember);
    assert_eq!(steps, [NeedStep::Confirm, NeedStep::Reopen]);
    assert!(NeedState::Recorded.next_steps(&Role::Volunteer).is_empty());
}

#[test]
fn a_supervisor_takes_a_merging_or_a_withdrawal_back_and_nobody_by_mistake() {
    for step in [NeedStep::Merge, NeedStep::Withdraw] {
        let meant = FieldsBuilder::new().set(NeedStep::TAKES_BACK, true);
        let ended = event(1, &step, FieldsBuilder::new());
        let life = fold_need([ended.clone(), event(2, &NeedStep::Reopen, meant)]);
        assert_eq!(life.state, NeedState::Reopened);
        // Meant for the need as it was resolved, and come late.
        let late = fold_need([ended, event(2, &NeedStep::Reopen, FieldsBuilder::new())]);
        assert_eq!(late.state, lived(&[step]).state);
        let next = |role| late.state.next_steps(&role);
        assert_eq!(next(Role::CommunitySupervisor), [NeedStep::Reopen]);
        assert_eq!(next(Role::GridMember), []);
    }
}

#[test]
fn a_need_that_is_kept_takes_over_the_earlier_day_and_the_higher_urgency() {
    let (early, late) = (Date::constant(2026, 11, 20), Date::constant(2026, 11, 27));
    let (urgent, normal) = (Urgency::Urgent, Urgency::Normal);
    for (kept, merged, taken) in [
        (
            (Some(late), &normal),
            (Some(early), &urgent),
            (Some(early), Some(urgent.clone())),
        ),
        ((Some(early), &urgent), (Some(late), &normal), (None, None)),
        ((Some(early), &urgent), (Some(early), &urgent), (None, None)),
        ((None, &normal), (Some(late), &normal), (Some(late), None)),
        ((Some(late), &normal), (None, &normal), (None, None)),
    ] {
        assert_eq!(Need::taken_over(kept, merged), taken);
    }
}

#[test]
fn a_dispatch_takes_a_need_from_whom_it_says_and_from_nobody_else() {
    let (company, committee) = (Party::PropertyCompany, Party::OwnersCommittee);
    let to = |party: &Party, from: Option<&str>| {
        FieldsBuilder::new()
            .set(NeedStep::PARTY, party.as_str())
            .maybe(NeedStep::FROM, from)
    };
    let given = event(1, &NeedStep::Dispatch, to(&company, Some(NeedStep::NOBODY)));
    let begun = event(2, &NeedStep::Start, FieldsBuilder::new());
    let then = |party: &Party, from: Option<&str>| {
        let last = event(3, &NeedStep::Dispatch, to(party, from));
        let life = fold_need([given.clone(), begun.clone(), last]);
        (life.holder, life.state, life.timeline[2].effect.clone())
    };
    let late = Effect::Without(WithoutEffect::AlreadyWith {
        party: company.clone(),
        department: String::new(),
    });
    let stays = (Some(company.clone()), NeedState::InProgress, late);
    // Who had not heard that the company has it, or means to take it from another.
    assert_eq!(then(&committee, Some(NeedStep::NOBODY)), stays);
    assert_eq!(then(&committee, Some(Party::GridUnit.as_str())), stays);
    assert_eq!(then(&company, Some(NeedStep::NOBODY)), stays);
    // Who knows, a meeting, and an older version.
    let goes = (
        Some(committee.clone()),
        NeedState::Dispatched,
        Effect::Applied,
    );
    assert_eq!(then(&committee, Some(company.as_str())), goes);
    assert_eq!(then(&committee, None), goes);
    // Given back meanwhile: whoever it was to be taken from, it is free.
    let back = event(2, &NeedStep::Return, FieldsBuilder::new());
    let on = event(
        3,
        &NeedStep::Dispatch,
        to(&committee, Some(company.as_str())),
    );
    assert_eq!(fold_need([given.clone(), back, on]).holder, Some(committee));
}

#[test]
fn a_grade_goes_with_the_result_that_it_was_given_for() {
    let graded = |seq, grade| {
        let fields = FieldsBuilder::new().set("satisfaction", grade);
        event(seq, &NeedStep::Confirm, fields)
    };
    let step = |seq, step| event(seq, &step, FieldsBuilder::new());
    let mut events = vec![step(1, NeedStep::Resolve), graded(2, 2)];
    events.push(step(3, NeedStep::Reopen));
    let life = fold_need(events.clone());
    assert_eq!((life.resolved_at, life.satisfaction), (None, None));
    events.push(step(4, NeedStep::Resolve));
    let life = fold_need(events.clone());
    assert_eq!(life.resolved_at, Some(UnixMillis(4000)));
    assert_eq!(life.satisfaction, None);
    events.push(graded(5, 5));
    assert_eq!(fold_need(events).satisfaction, Some(5));
}
