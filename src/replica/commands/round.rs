use std::collections::BTreeSet;

use chuanmen_core::domain::HouseholdId;

use super::desk::Desk;
use super::typed::invalid;
use crate::api::{Outcome, ReplicaError, RoundStep, Staircase};
use crate::queries::{self, Catalogue};
use crate::storage::Round;

/// Does something about the round of the day.
pub(super) fn take(desk: &mut Desk<'_>, step: RoundStep) -> Result<Outcome, ReplicaError> {
    match step {
        RoundStep::Plan { staircases, all } => plan(desk, &staircases, all)?,
        RoundStep::GoOn => go_on(desk)?,
        RoundStep::Skip { household, skip } => leave_out(desk, household, skip)?,
        RoundStep::End => desk.store.keep_round(None)?,
        RoundStep::Climb { building, upward } => desk.store.climb_upward(building, upward)?,
    }
    Ok(Outcome::Done)
}

/// Remembers that a household was opened here.
pub(super) fn opened(desk: &mut Desk<'_>, household: HouseholdId) -> Result<Outcome, ReplicaError> {
    let found = desk.store.find(household.into())?;
    found.ok_or(ReplicaError::NotFound)?;
    desk.store.remember(household)?;
    Ok(Outcome::Done)
}

fn plan(desk: &mut Desk<'_>, staircases: &[Staircase], all: bool) -> Result<(), ReplicaError> {
    let connection = desk.store.connection();
    let catalogue = Catalogue::load(connection)?;
    let doors = queries::round::doors(connection, staircases, all, &catalogue, desk.today())?;
    begin(desk, doors)
}

/// What an earlier day's round has left is today's.
fn go_on(desk: &mut Desk<'_>) -> Result<(), ReplicaError> {
    let round = desk.store.round()?.ok_or(ReplicaError::NotFound)?;
    let connection = desk.store.connection();
    let catalogue = Catalogue::load(connection)?;
    let left = queries::round::left(connection, &round, &catalogue, desk.today())?;
    begin(desk, left.into_iter().map(|door| door.household).collect())
}

fn begin(desk: &mut Desk<'_>, doors: BTreeSet<HouseholdId>) -> Result<(), ReplicaError> {
    if doors.is_empty() {
        return Err(invalid("staircases", "empty"));
    }
    let round = Round {
        day: desk.today(),
        doors,
        skipped: BTreeSet::new(),
    };
    Ok(desk.store.keep_round(Some(&round))?)
}

fn leave_out(desk: &mut Desk<'_>, household: HouseholdId, skip: bool) -> Result<(), ReplicaError> {
    let today = desk.today();
    let round = desk.store.round()?;
    let mut round = round
        .filter(|round| round.day == today && round.doors.contains(&household))
        .ok_or(ReplicaError::NotFound)?;
    if skip {
        round.skipped.insert(household);
    } else {
        round.skipped.remove(&household);
    }
    Ok(desk.store.keep_round(Some(&round))?)
}
