use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Event, FieldsBuilder, Kind, Outcome, Scope, Visit};
use chuanmen_core::merge::{EventId, RecordId};

use super::chance::Chance;
use super::families::Home;
use super::ledger::Ledger;

/// A grid with its homes and three months of visits.
pub(super) struct GridStory<'d> {
    pub(super) scope: Scope,
    pub(super) member: AccountId,
    pub(super) homes: &'d [Home],
    /// In the order of time, with the index of the home.
    pub(super) visits: &'d [(usize, Visit)],
}

/// A step in a life, before it is an event.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) at: UnixMillis,
    pub(super) by: AccountId,
    pub(super) word: &'static str,
    pub(super) fields: FieldsBuilder,
}

impl GridStory<'_> {
    /// The last visit before a moment that met somebody at a home `fits` takes, so that a need or
    /// a wish was told on it; any visit that met somebody, if no such home was met in time.
    pub(super) fn told_before(
        &self,
        moment: UnixMillis,
        fits: impl Fn(&Home) -> bool,
    ) -> Option<(usize, &Visit)> {
        let until = self
            .visits
            .partition_point(|(_, visit)| visit.ended_at <= moment);
        let before = || self.visits.iter().take(until).rev();
        let met = || before().filter(|(_, visit)| visit.outcome == Outcome::Met);
        let fitting = met()
            .take(40)
            .find(|(home, _)| self.homes.get(*home).is_some_and(&fits));
        let (home, visit) = fitting.or_else(|| met().next())?;
        Some((*home, visit))
    }
}

/// Enters the steps of a life.
pub(super) fn enter(
    steps: Vec<Step>,
    kind: &Kind,
    subject: RecordId,
    scope: Scope,
    ledger: &mut Ledger,
    chance: &mut Chance,
) {
    for step in steps {
        let event = Event {
            id: EventId(chance.id(step.at)),
            kind: kind.clone(),
            subject,
            step: step.word.into(),
            fields: step.fields.build(),
        };
        ledger.step(step.at, scope, step.by, event);
    }
}
