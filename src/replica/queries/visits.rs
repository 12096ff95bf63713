use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Host, HouseholdId, Kind, Outcome, Visit, VisitId};
use chuanmen_core::merge::{Record, RecordId};
use rusqlite::Connection;

use super::doors::{UNCORRECTED, retry_of};
use super::people::People;
use super::{Catalogue, Merged};
use crate::api::{RetryAt, VisitRow};
use crate::storage::{StorageError, Store, record_of};

/// How many visits a household or an organisation shows.
const SHOWN: i64 = 10;

/// The question under which it is kept when somebody is more likely home: `answer/retry`.
pub(crate) const RETRY: &str = "retry";

/// The last visit at which somebody was met.
pub(crate) fn last_met(
    connection: &Connection,
    household: HouseholdId,
) -> Result<Option<Visit>, StorageError> {
    let sql = format!(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind = 'visit' AND home IN (SELECT value FROM json_each(?1)) AND outcome = ?2
             AND NOT deleted AND {UNCORRECTED}
         ORDER BY ended_at DESC, id DESC LIMIT 1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let home = Merged::load(connection)?.json_of(household)?;
    let mut rows = statement.query([home.as_str(), Outcome::Met.as_str()])?;
    let record = rows.next()?.map(record_of).transpose()?;
    Ok(record.and_then(|record| Visit::read(&record)))
}

/// A visit.
pub(crate) fn one(store: &Store, id: VisitId) -> Result<Option<Visit>, StorageError> {
    let found = store.find(id.into())?;
    let record = found.map(|(_, record)| record);
    let record = record.filter(|record| record.kind == Kind::Visit && !record.is_deleted());
    Ok(record.and_then(|record| Visit::read(&record)))
}

/// Whether another visit puts this one right.
pub(crate) fn is_corrected(connection: &Connection, visit: &Visit) -> Result<bool, StorageError> {
    let sql = format!("SELECT NOT ({UNCORRECTED}) FROM record WHERE id = ?1 AND kind = 'visit'");
    let corrected = connection
        .prepare_cached(&sql)?
        .query_row([visit.id.to_string()], |row| row.get(0))?;
    Ok(corrected)
}

/// The column that names whom a visit was paid to.
const fn column(host: Host) -> &'static str {
    match host {
        Host::Household(_) => "home",
        Host::Organisation(_) => "organisation",
    }
}

/// When somebody was last met.
pub(super) fn met_at(
    connection: &Connection,
    host: Host,
) -> Result<Option<UnixMillis>, StorageError> {
    let sql = format!(
        "SELECT MAX(ended_at) FROM record
         WHERE kind = 'visit' AND {} = ?1 AND outcome = ?2 AND NOT deleted AND {UNCORRECTED}",
        column(host)
    );
    let id = RecordId::from(host).to_string();
    let met_at: Option<i64> = connection
        .prepare_cached(&sql)?
        .query_row([id.as_str(), Outcome::Met.as_str()], |row| row.get(0))?;
    Ok(met_at.map(UnixMillis))
}

/// The last visits to somebody, newest first, and how many there are in all.
pub(super) fn recent(
    connection: &Connection,
    host: Host,
    catalogue: &Catalogue,
    people: &People,
) -> Result<(Vec<VisitRow>, u32), StorageError> {
    let sql = format!(
        "SELECT id, kind, fields, clocks, pending, COUNT(*) OVER () AS in_all FROM record
         WHERE kind = 'visit' AND {} IN (SELECT value FROM json_each(?1)) AND NOT deleted
             AND {UNCORRECTED}
         ORDER BY ended_at DESC, id DESC LIMIT ?2",
        column(host)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let hosts = Merged::load(connection)?.json_of_host(host)?;
    let mut rows = statement.query((hosts, SHOWN))?;
    let (mut visits, mut in_all) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        in_all = row.get("in_all")?;
        let pending = row.get::<_, i64>("pending")? > 0;
        visits.extend(visit_row(&record_of(row)?, pending, catalogue, people));
    }
    Ok((visits, in_all))
}

fn visit_row(
    record: &Record,
    pending: bool,
    catalogue: &Catalogue,
    people: &People,
) -> Option<VisitRow> {
    let visit = Visit::read(record)?;
    Some(VisitRow {
        id: visit.id,
        unchanged: visit.unchanged,
        attention: catalogue.attention(&visit.answers),
        at: visit.ended_at,
        by: people.name(visit.visitor),
        retry: retry(&visit),
        outcome: visit.outcome,
        note: visit.note,
        pending,
        own: people.is_me(visit.visitor),
        photos: visit.photos,
        signature: visit.signature,
    })
}

/// When somebody is more likely home.
pub(super) fn retry(visit: &Visit) -> Option<RetryAt> {
    retry_of(visit.answers.get(RETRY)?)
}
