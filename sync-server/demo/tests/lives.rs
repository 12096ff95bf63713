//! Needs, wishes and meetings, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Effect, Kind, Meeting, MeetingState, Need, NeedState, NeedStep, Project, Resource, Scope,
    WishState, WishStep, fold_meeting, fold_need, resolutions,
};

use super::big;

#[test]
fn every_state_occurs_and_every_step_had_its_effect() {
    let (needs, wishes, lines) = big().lives();
    assert!(NeedState::KNOWN.iter().all(|state| needs.contains(state)));
    assert!(WishState::KNOWN.iter().all(|state| wishes.contains(state)));
    for line in lines {
        assert_eq!(line.effect, Effect::Applied, "{:?}", line.event);
    }
}

#[test]
fn nobody_takes_a_step_that_is_not_theirs() {
    let accounts = big().demo.accounts.iter();
    let roles: BTreeMap<_, _> = accounts
        .map(|account| (account.id, &account.role))
        .collect();
    for event in big().events.values().flatten() {
        let role = roles[&event.author];
        let step = &*event.event.step;
        let allowed = match event.event.kind {
            Kind::Need => NeedStep::from(step).is_allowed_to(role),
            _ => WishStep::from(step).is_allowed_to(role),
        };
        assert!(allowed, "{step} by {role}");
    }
}

#[test]
fn needs_wait_resources_are_had_and_projects_bring_them_together() {
    let waiting = big().all(&Kind::Need, Need::read).into_iter();
    let waiting: BTreeSet<_> = waiting
        .filter(|(_, need)| need.awaits_resource)
        .map(|(_, need)| need.id)
        .collect();
    assert_eq!(waiting.len(), 8);
    for need in &waiting {
        assert!(fold_need(big().events_of((*need).into())).state.is_open());
    }
    let resources = big().all(&Kind::Resource, Resource::read).into_iter();
    let resources: BTreeSet<_> = resources.map(|(_, one)| one.id).collect();
    for (scope, project) in big().all(&Kind::Project, Project::read) {
        assert!(matches!(scope, Scope::Community(_)));
        assert!(project.needs.is_subset(&waiting) && !project.needs.is_empty());
        assert!(project.resources.is_subset(&resources) && !project.steps.is_empty());
    }
}

#[test]
fn one_meeting_was_held_about_open_needs_and_one_is_planned() {
    let meetings = big().all(&Kind::Meeting, Meeting::read);
    let mut states = Vec::new();
    for (scope, meeting) in &meetings {
        assert!(matches!(scope, Scope::Community(_)));
        let life = fold_meeting(big().events_of(meeting.id.into()));
        assert!(!meeting.agenda.is_empty());
        let mut resolved = 0;
        for need in &meeting.agenda {
            let events = big().events_of((*need).into());
            resolved += resolutions(meeting.id, life.closed_at, &events).len();
            assert!(fold_need(events).state.is_open());
        }
        states.push((life.state, resolved, meeting.attendance.len()));
    }
    states.sort();
    let held = (MeetingState::Held, 2, 5);
    assert_eq!(states, [held, (MeetingState::Planned, 0, 0)]);
}
