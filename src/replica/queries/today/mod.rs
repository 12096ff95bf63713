mod trips;

use chuanmen_core::china_date;
use chuanmen_core::domain::{Due, NeedState, WishState};
use jiff::civil::Date;

use super::doors::{self, Doorway, Which, is_on_todays_climb};
use super::lives::Lives;
use super::{Areas, Catalogue, Reading, needs, wishes};
use crate::api::{Coverage, NeedRow, TodayView};
use crate::storage::StorageError;

/// How many days ahead an open need is followed up.
const NEED_DAYS: i64 = 7;

/// What to do today.
pub(super) fn answer(reading: Reading<'_>) -> Result<TodayView, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let all = doors::load(connection, &Which::All, &catalogue, reading.today)?;
    let coverage = coverage(&all, reading.today);
    let mut climbed = all;
    climbed.retain(|door| is_on_todays_climb(door.due, reading.today));
    let heads = doors::heads(connection, &enough_for(&climbed))?;
    Ok(TodayView {
        date: reading.today,
        coverage,
        trips: trips::trips(climbed, &heads, &areas, &catalogue),
        needs: followed_up(reading, &areas, &catalogue)?,
        wishes: wishes::rows(reading, Lives::All, &areas, |life| {
            life.state == WishState::Fulfilled
        })?,
    })
}

/// Care households met this month.
fn coverage(doors: &[Doorway], today: Date) -> Coverage {
    let is_care = |door: &&Doorway| !door.tags.is_empty() && door.due != Due::Never;
    let this_month = |door: &Doorway| {
        door.met_at
            .is_some_and(|at| china_date(at) >= today.first_of_month())
    };
    doors
        .iter()
        .filter(is_care)
        .fold(Coverage::default(), |so_far, door| Coverage {
            seen: so_far.seen + u32::from(this_month(door)),
            total: so_far.total + 1,
        })
}

/// A list of ids is looked up one by one: past some hundreds, reading all is faster.
fn enough_for(doors: &[Doorway]) -> Which {
    if doors.len() > 500 {
        Which::All
    } else {
        Which::Of(doors.iter().map(|door| door.household).collect())
    }
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
