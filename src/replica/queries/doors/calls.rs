use std::collections::HashMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, Outcome};
use rusqlite::Connection;

use super::super::{Merged, read};
use super::Which;
use crate::api::RetryAt;
use crate::storage::StorageError;

/// What the calls at a door come to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Calls {
    /// When somebody was last met.
    pub(super) met_at: Option<UnixMillis>,
    /// The last call, whatever was found.
    pub(super) called_at: Option<UnixMillis>,
    /// The last call, if nobody was home then.
    pub(super) tried_at: Option<UnixMillis>,
    /// When to try again, if that was said then.
    pub(super) retry: Option<RetryAt>,
}

impl Calls {
    /// Adds a call that came after those before.
    fn add(&mut self, at: Option<i64>, outcome: &str, retry: Option<&str>) {
        let Some(at) = at.map(UnixMillis) else {
            return;
        };
        let nobody_home = outcome == Outcome::NobodyHome.as_str();
        if outcome == Outcome::Met.as_str() {
            self.met_at = Some(at);
        }
        self.called_at = Some(at);
        self.tried_at = nobody_home.then_some(at);
        self.retry = retry.filter(|_| nobody_home).and_then(retry_of);
    }
}

/// The calls at each door of a set, in one pass over an index.
pub(super) fn load(
    connection: &Connection,
    which: &Which,
) -> Result<HashMap<HouseholdId, Calls>, StorageError> {
    let merged = Merged::load(connection)?;
    let mut all = by_home(connection, which)?;
    for household in merged.several(which) {
        let family = Which::Of(merged.all_of(household));
        all.insert(household, of_one(connection, &family)?);
    }
    Ok(all)
}

/// The calls at one door that was entered several times.
fn of_one(connection: &Connection, family: &Which) -> Result<Calls, StorageError> {
    let sql = family.sql(include_str!("calls.sql"));
    let sql = sql.replace("{order}", "ended_at");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = family.rows(&mut statement)?;
    let mut calls = Calls::default();
    while let Some(row) = rows.next()? {
        let outcome = read::str(row, 2)?.unwrap_or_default();
        calls.add(read::int(row, 1)?, outcome, read::str(row, 3)?);
    }
    Ok(calls)
}

fn by_home(
    connection: &Connection,
    which: &Which,
) -> Result<HashMap<HouseholdId, Calls>, StorageError> {
    let sql = which.sql(include_str!("calls.sql"));
    let sql = sql.replace("{order}", "home, ended_at");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = which.rows(&mut statement)?;
    let mut all = HashMap::new();
    let (mut home, mut calls) = (String::new(), Calls::default());
    while let Some(row) = rows.next()? {
        let next = read::str(row, 0)?.unwrap_or_default();
        if next != home {
            all.extend(home.parse().ok().map(|home: HouseholdId| (home, calls)));
            calls = Calls::default();
            next.clone_into(&mut home);
        }
        let outcome = read::str(row, 2)?.unwrap_or_default();
        calls.add(read::int(row, 1)?, outcome, read::str(row, 3)?);
    }
    all.extend(home.parse().ok().map(|home: HouseholdId| (home, calls)));
    Ok(all)
}

/// The stored word of [`RetryAt`] read back; none for a word of a newer version.
pub(in crate::queries) fn retry_of(word: &str) -> Option<RetryAt> {
    serde_json::from_value(word.into()).ok()
}
