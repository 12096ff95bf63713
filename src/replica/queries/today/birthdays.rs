//! Days on which a visit is kind: birthdays and the festivals of the old.

use std::collections::BTreeMap;

use chuanmen_core::domain::{Festival, HouseholdId, Resident};
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::Connection;

use super::super::homes::Homes;
use super::super::{Areas, Merged, read};
use crate::api::{Birthday, FestivalDay};
use crate::storage::{StorageError, record_of};

/// How many days after today are looked at.
const AHEAD: i32 = 6;
/// From how many years on somebody is old.
pub(in crate::queries) const OLD: i16 = 70;

/// The birthdays of the coming week of those who have a care tag or are old by then, the soonest
/// first, of one day the oldest.
pub(super) fn birthdays(
    connection: &Connection,
    areas: &Areas,
    today: Date,
) -> Result<Vec<Birthday>, StorageError> {
    let days: BTreeMap<String, Date> = (0..=AHEAD)
        .map(|ahead| today.saturating_add(ahead.days()))
        .flat_map(|day| keys(day).map(move |key| (key, day)))
        .collect();
    let wanted: Vec<_> = days.keys().collect();
    let wanted = serde_json::to_string(&wanted);
    let wanted = wanted.map_err(|why| StorageError::corrupt("days", why))?;
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record WHERE key IN (
             SELECT key FROM record INDEXED BY resident_births
             WHERE kind = 'resident' AND born IS NOT NULL AND NOT deleted
                 AND substr(born, 6) IN (SELECT value FROM json_each(?1)))",
    )?;
    let mut rows = statement.query([wanted])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(resident) = Resident::read(&record_of(row)?) else {
            continue;
        };
        let Some(born) = resident.born else {
            continue;
        };
        let Some(day) = days.get(&key(born)) else {
            continue;
        };
        let age = day.year() - born.year();
        if age > 0 && (age >= OLD || !resident.care_tags.is_empty()) {
            found.push((*day, age, resident));
        }
    }
    let homes = Homes::load(
        connection,
        found.iter().map(|(.., resident)| resident.household),
    )?;
    let mut birthdays: Vec<_> = found
        .into_iter()
        .map(|(day, age, resident)| Birthday {
            day,
            household: homes.kept(resident.household),
            place: homes.title(areas, resident.household),
            name: resident.name,
            age,
        })
        // Of a household that is not on this device (any more) there is no door to go to.
        .filter(|birthday| !birthday.place.is_empty())
        .collect();
    birthdays.sort_by(|a, b| {
        let order = |it: &Birthday| (it.day, -it.age);
        order(a).cmp(&order(b)).then_with(|| a.place.cmp(&b.place))
    });
    Ok(birthdays)
}

/// `02-28`
fn key(day: Date) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// The birth dates that are kept on a day: those of 29 February on the 28th of other years.
fn keys(day: Date) -> impl Iterator<Item = String> {
    let stands_in = (day.month(), day.day()) == (2, 28) && !day.in_leap_year();
    std::iter::once(key(day)).chain(stands_in.then(|| "02-29".to_owned()))
}

/// The festivals of the coming week, with how many old people there are.
pub(super) fn festivals(
    connection: &Connection,
    today: Date,
) -> Result<Vec<FestivalDay>, StorageError> {
    let mut festivals = Vec::new();
    for (day, festival) in Festival::coming(today, AHEAD) {
        let elders = elders(connection, day)?.values().sum();
        if elders > 0 {
            festivals.push(FestivalDay {
                day,
                festival,
                elders,
            });
        }
    }
    Ok(festivals)
}

/// The households where somebody is old on `day`, and how many there are.
pub(in crate::queries) fn elders(
    connection: &Connection,
    day: Date,
) -> Result<BTreeMap<HouseholdId, u32>, StorageError> {
    let merged = Merged::load(connection)?;
    let youngest = day.saturating_sub(i32::from(OLD).years());
    let mut statement = connection.prepare_cached(
        "SELECT home, count(*) FROM record INDEXED BY resident_births
         WHERE kind = 'resident' AND born <= ?1 AND NOT deleted GROUP BY home",
    )?;
    let mut rows = statement.query([youngest.to_string()])?;
    let mut elders: BTreeMap<HouseholdId, u32> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            let count = read::int(row, 1)?.unwrap_or_default();
            let there = elders.entry(merged.kept(household)).or_default();
            *there += u32::try_from(count).unwrap_or_default();
        }
    }
    Ok(elders)
}
