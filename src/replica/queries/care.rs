use chuanmen_core::china_date;
use chuanmen_core::domain::Due;
use jiff::civil::Date;

use super::climbs::Climbs;
use super::doors::{self, Doorway, Which};
use super::today::birthdays::elders;
use super::{Areas, Catalogue, Reading};
use crate::api::{CareList, Trip};
use crate::storage::StorageError;

/// Households that somebody looks after, by building as they stand.
pub(super) fn answer(reading: Reading<'_>, list: CareList) -> Result<Vec<Trip>, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let mut doors = doors::load(connection, &Which::All, &catalogue, reading.today)?;
    match list {
        CareList::Unseen => doors.retain(|door| is_care(door) && !is_seen(door, reading.today)),
        CareList::Elders => {
            let elders = elders(connection, reading.today)?;
            doors.retain(|door| door.due != Due::Never && elders.contains_key(&door.household));
        }
    }
    let climbs = Climbs::of(reading, &areas, &catalogue, &doors)?;
    Ok(climbs.as_they_stand(doors))
}

/// Whether somebody with a care tag lives there.
pub(super) fn is_care(door: &Doorway) -> bool {
    !door.tags.is_empty() && door.due != Due::Never
}

/// Whether somebody was met there this month.
pub(super) fn is_seen(door: &Doorway, today: Date) -> bool {
    door.met_at
        .is_some_and(|at| china_date(at) >= today.first_of_month())
}
