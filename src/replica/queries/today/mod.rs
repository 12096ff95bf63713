pub(super) mod birthdays;
pub(super) mod hours;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Due, NeedState, WishState};
use jiff::civil::Date;

use super::care::{is_care, is_seen};
use super::climbs::{Climbs, in_order};
use super::doors::{self, Doorway, Which, is_on_todays_climb};
use super::lives::Lives;
use super::{Areas, Catalogue, Reading, needs, round, wishes};
use crate::api::{Coverage, Door, NeedRow, RoundLine, TodayView, Trip};
use crate::storage::StorageError;
use hours::{comes_again, is_evening, is_good_time, is_this_evening};

/// How many days ahead an open need is followed up.
const NEED_DAYS: i64 = 7;

/// What to do today.
pub(super) fn answer(reading: Reading<'_>) -> Result<TodayView, StorageError> {
    let connection = reading.connection();
    let today = reading.today;
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let all = doors::load(connection, &Which::All, &catalogue, today)?;
    let coverage = coverage(&all, today);

    let planned = round::planned(reading)?;
    let left = planned
        .as_ref()
        .and_then(|round| round::left_over(round, &all, today));
    let planned = planned.filter(|round| round.day == today);
    let some = |wanted: &dyn Fn(&Doorway) -> bool| -> Vec<_> {
        all.iter().filter(|door| wanted(door)).cloned().collect()
    };
    let climbed = some(&|door| is_on_todays_climb(door.due, today));
    let again = some(&|door| is_worth_another_try(door, reading.now));
    let own = planned.as_ref().map(|round| &round.doors);
    let own = some(&|door| own.is_some_and(|doors| doors.contains(&door.household)));

    let drawn = climbed.iter().chain(&again).chain(&own);
    let climbs = Climbs::of(reading, &areas, &catalogue, drawn)?;
    let trips = climbs.most_pressing_first(climbed);
    let again = climbs.as_they_stand(again);
    let round = planned.map(|planned| round::view(reading, planned, own, climbs).line);
    Ok(TodayView {
        date: today,
        coverage,
        next: next(round.as_ref(), &trips, &again, reading.now),
        trips,
        again,
        evening: is_evening(reading.now),
        round,
        left,
        birthdays: birthdays::birthdays(connection, &areas, today)?,
        festivals: birthdays::festivals(connection, today)?,
        needs: followed_up(reading, &areas, &catalogue)?,
        wishes: wishes::rows(reading, Lives::All, &areas, |life| {
            life.state == WishState::Fulfilled
        })?,
    })
}

/// Whether nobody was home there and it is worth trying again today.
fn is_worth_another_try(door: &Doorway, now: UnixMillis) -> bool {
    let tried = door.tried_at.filter(|_| door.due != Due::Never);
    tried.is_some_and(|at| comes_again(at, door.retry, now))
}

/// The door to go to next: along the round, if there is one with doors left. In the evening one
/// where nobody was home by day, and which was not tried since. Else the first of the most pressing climb where nobody called
/// today, and where no other hour was named; if there is no such door, of another hour; if all
/// were tried, one that is worth trying again, or the first.
fn next(
    round: Option<&RoundLine>,
    trips: &[Trip],
    again: &[Trip],
    now: UnixMillis,
) -> Option<Door> {
    if let Some(door) = round.and_then(|round| round.next.as_ref()) {
        return Some(door.clone());
    }
    let again = || in_order(again);
    let untried = |door: &&Door| !door.tried_at.is_some_and(|at| is_this_evening(at, now));
    let ahead = || in_order(trips).filter(|door| !door.called);
    let now_good = |door: &&Door| is_good_time(door.retry, now);
    is_evening(now)
        .then(|| again().find(untried))
        .flatten()
        .or_else(|| ahead().find(now_good))
        .or_else(|| ahead().next())
        .or_else(|| again().next())
        .or_else(|| in_order(trips).next())
        .cloned()
}

/// Care households met this month.
fn coverage(doors: &[Doorway], today: Date) -> Coverage {
    let care = doors.iter().filter(|door| is_care(door));
    care.fold(Coverage::default(), |so_far, door| Coverage {
        seen: so_far.seen + u32::from(is_seen(door, today)),
        total: so_far.total + 1,
    })
}

/// Open needs due within a week or returned, and those that wait for the resident's word.
fn followed_up(
    reading: Reading<'_>,
    areas: &Areas,
    catalogue: &Catalogue,
) -> Result<Vec<NeedRow>, StorageError> {
    needs::rows(reading, Lives::All, areas, catalogue, |story| {
        match story.life.state {
            NeedState::Returned | NeedState::Resolved => true,
            _ => story
                .days_left(reading.today)
                .is_some_and(|days| days <= NEED_DAYS),
        }
    })
}
