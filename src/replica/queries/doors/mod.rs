//! The facts of a set of households, and from them how each door stands: computed here and
//! nowhere else, so that Today, the board, the search and the household itself never disagree.

mod calls;
mod state;
mod which;

use std::collections::HashMap;

use chuanmen_core::domain::{AreaId, Due, HouseholdId, Housing, due_date};
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;
use rusqlite::Connection;

use super::{Catalogue, Merged, read};
use crate::api::{DoorState, RetryAt};
use crate::storage::StorageError;

pub(super) use calls::retry_of;
pub(super) use state::{is_due_this_month, is_on_todays_climb, is_to_visit};
pub(super) use which::UNCORRECTED;
pub(super) use which::stands;
pub(crate) use which::{Which, is_standing};

/// What is known of one door.
#[derive(Debug, Clone)]
pub(crate) struct Doorway {
    pub(crate) household: HouseholdId,
    pub(crate) building: AreaId,
    pub(crate) unit: String,
    pub(crate) floor: i64,
    pub(crate) room: String,
    /// Codes of the care tags of those who live there, in the order of lists.
    pub(crate) tags: Vec<String>,
    /// When somebody was last met.
    pub(crate) met_at: Option<UnixMillis>,
    /// The last call, whatever was found.
    pub(crate) called_at: Option<UnixMillis>,
    /// The last call, if nobody was home then.
    pub(crate) tried_at: Option<UnixMillis>,
    /// When to try again, if that was said then.
    pub(crate) retry: Option<RetryAt>,
    /// When it is due.
    pub(crate) due: Due,
    /// How it stands.
    pub(crate) state: DoorState,
    /// Overdue days × care weight.
    pub(crate) pressure: i64,
}

impl Doorway {
    /// Whether somebody called there on `day` or since.
    pub(super) fn called_since(&self, day: Date) -> bool {
        self.called_at.is_some_and(|at| china_date(at) >= day)
    }
}

/// Reads the doors of a set, in no order. Three statements, however many doors.
pub(crate) fn load(
    connection: &Connection,
    which: &Which,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Vec<Doorway>, StorageError> {
    let mut tags = tags(connection, which, catalogue)?;
    let mut calls = calls::load(connection, which)?;
    let mut statement = connection.prepare_cached(&which.places())?;
    let mut rows = which.rows(&mut statement)?;
    let mut doors = Vec::new();
    while let Some(row) = rows.next()? {
        let (household, building) = (read::id(row, 0)?, read::id(row, 1)?);
        let (Some(household), Some(building)) = (household, building) else {
            continue;
        };
        let housing = read::word(row, 5)?.unwrap_or(Housing::Own);
        let tags = tags.remove(&household).unwrap_or_default();
        let calls = calls.remove(&household).unwrap_or_default();
        let codes = || tags.iter().map(String::as_str);
        let due = due_date(
            &catalogue.rules,
            &housing,
            codes(),
            calls.met_at.map(china_date),
            today,
        );
        doors.push(Doorway {
            household,
            building,
            unit: read::text(row, 2)?,
            floor: read::int(row, 3)?.unwrap_or_default(),
            room: read::text(row, 4)?,
            state: state::of(due, calls.tried_at.is_some(), today),
            pressure: due.days_late(today) * catalogue.rules.weight(codes()),
            tags,
            met_at: calls.met_at,
            called_at: calls.called_at,
            tried_at: calls.tried_at,
            retry: calls.retry,
            due,
        });
    }
    Ok(doors)
}

/// One door; none if there is no such household.
pub(crate) fn one(
    connection: &Connection,
    household: HouseholdId,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Option<Doorway>, StorageError> {
    Ok(load(connection, &Which::one(household), catalogue, today)?.pop())
}

/// The head of each household of a set; somebody else of it where none is known.
pub(super) fn heads(
    connection: &Connection,
    which: &Which,
) -> Result<HashMap<HouseholdId, String>, StorageError> {
    let merged = Merged::load(connection)?;
    let which = merged.widen(which);
    let sql = which.sql(include_str!("heads.sql"));
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = which.rows(&mut statement)?;
    let mut heads = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            // One that is gone tells a name only where nobody else is known.
            let kept = merged.kept(household);
            if kept == household || !heads.contains_key(&kept) {
                heads.insert(kept, read::text(row, 1)?);
            }
        }
    }
    Ok(heads)
}

/// The care tags of those who live behind each door, in the order of lists.
pub(crate) fn tags(
    connection: &Connection,
    which: &Which,
    catalogue: &Catalogue,
) -> Result<HashMap<HouseholdId, Vec<String>>, StorageError> {
    let merged = Merged::load(connection)?;
    let which = merged.widen(which);
    let sql = which.sql(include_str!("cared.sql"));
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = which.rows(&mut statement)?;
    let mut tags: HashMap<HouseholdId, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            let codes = tags.entry(merged.kept(household)).or_default();
            codes.push(read::text(row, 1)?);
        }
    }
    for codes in tags.values_mut() {
        let sorted = catalogue.sorted(codes.iter().map(String::as_str));
        *codes = sorted.into_iter().map(str::to_owned).collect();
    }
    Ok(tags)
}
