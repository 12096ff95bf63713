//! What a push needs to know of the store.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::AreaId;
use chuanmen_core::merge::{EventId, Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::{Refusal, RefusalCode, ScopeNumber};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::column::{json, parsed, parsed_maybe};
use crate::store::{AnswerRow, CommunityKey, Digest, Outcome, ScopeRow, StoreError};

pub(super) fn epoch(db: &Connection) -> Result<u64, StoreError> {
    let mut select = db.prepare_cached("SELECT epoch FROM hub")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

pub(super) fn demo(db: &Connection) -> Result<Option<String>, StoreError> {
    let mut select = db.prepare_cached("SELECT demo FROM hub")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

pub(super) fn communities(db: &Connection) -> Result<Vec<(CommunityKey, AreaId)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT community, area FROM community ORDER BY community")?;
    let rows = select.query_map([], |row| {
        Ok((CommunityKey(row.get(0)?), AreaId(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn community(db: &Connection, area: AreaId) -> Result<Option<CommunityKey>, StoreError> {
    let mut select = db.prepare_cached("SELECT community FROM community WHERE area = ?1")?;
    let found = select.query_row([area.0], |row| row.get(0).map(CommunityKey));
    Ok(found.optional()?)
}

pub(super) fn clock(db: &Connection, community: CommunityKey) -> Result<Stamp, StoreError> {
    let mut select = db.prepare_cached("SELECT clock FROM community WHERE community = ?1")?;
    select.query_row([community.0], |row| Ok(parsed(row, "clock")))?
}

pub(super) fn scopes(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<ScopeRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT number, name, head, floor FROM scope WHERE community = ?1 ORDER BY number",
    )?;
    let mut rows = select.query([community.0])?;
    let mut scopes = Vec::new();
    while let Some(row) = rows.next()? {
        scopes.push(ScopeRow {
            number: ScopeNumber(row.get("number")?),
            scope: parsed(row, "name")?,
            head: row.get("head")?,
            floor: row.get("floor")?,
        });
    }
    Ok(scopes)
}

pub(super) fn grids(
    db: &Connection,
    community: CommunityKey,
) -> Result<BTreeSet<AreaId>, StoreError> {
    // Areas lie in the community's own scope; a grid named elsewhere is none.
    let mut select = db.prepare_cached(
        "SELECT record.id
         FROM community
         JOIN scope ON scope.community = community.community
         JOIN record ON record.community = scope.community AND record.scope = scope.number
         WHERE community.community = ?1
           AND scope.name = ?2
           AND record.kind = 'area' AND record.fields ->> '$.level' = 'grid'
           AND coalesce(record.fields ->> '$.deleted', 0) <> 1",
    )?;
    let mut area = db.prepare_cached("SELECT area FROM community WHERE community = ?1")?;
    let area: Option<Uuid> = area.query_row([community.0], |row| row.get(0)).optional()?;
    let Some(area) = area else {
        return Ok(BTreeSet::new());
    };
    let name = chuanmen_core::domain::Scope::Community(AreaId(area)).to_string();
    let rows = select.query_map((community.0, name), |row| row.get(0).map(AreaId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn records(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
) -> Result<Vec<Record>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND id = ?3",
    )?;
    let mut records = Vec::new();
    for id in ids {
        let mut rows = select.query((community.0, scope.0, id.0))?;
        if let Some(row) = rows.next()? {
            records.push(record(row)?);
        }
    }
    Ok(records)
}

/// From columns id, kind, fields, clocks.
pub(super) fn record(row: &Row<'_>) -> Result<Record, StoreError> {
    let kind = row.get_ref("kind")?.as_str();
    Ok(Record {
        kind: kind
            .map_err(|why| StoreError::unreadable("kind", why))?
            .into(),
        id: RecordId(row.get("id")?),
        fields: json(row, "fields")?,
        clocks: json(row, "clocks")?,
    })
}

pub(super) fn events_known(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<EventId>,
) -> Result<BTreeSet<EventId>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT 1 FROM event WHERE community = ?1 AND scope = ?2 AND id = ?3")?;
    let mut known = BTreeSet::new();
    for id in ids {
        if select.exists((community.0, scope.0, id.0))? {
            known.insert(*id);
        }
    }
    Ok(known)
}

pub(super) fn answers(
    db: &Connection,
    community: CommunityKey,
    ids: &BTreeSet<TransactionId>,
) -> Result<Vec<AnswerRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT hash, at, scope, seq, restamped, refusal, detail FROM txn
         WHERE community = ?1 AND id = ?2",
    )?;
    let mut answers = Vec::new();
    for id in ids {
        let mut rows = select.query((community.0, id.0))?;
        if let Some(row) = rows.next()? {
            answers.push(AnswerRow {
                id: *id,
                hash: Digest(row.get("hash")?),
                outcome: outcome(row)?,
            });
        }
    }
    Ok(answers)
}

fn outcome(row: &Row<'_>) -> Result<Outcome, StoreError> {
    if let Some(code) = row.get::<_, Option<String>>("refusal")? {
        let detail: Option<String> = row.get("detail")?;
        let code = RefusalCode::from(code.as_str());
        return Ok(Outcome::Refused(Refusal::new(
            code,
            detail.unwrap_or_default(),
        )));
    }
    Ok(Outcome::Accepted {
        scope: ScopeNumber(row.get("scope")?),
        seq: row.get("seq")?,
        at: UnixMillis(row.get("at")?),
        restamped: parsed_maybe(row, "restamped")?,
    })
}

pub(super) fn restamps(
    db: &Connection,
    community: CommunityKey,
    claimed: &BTreeSet<Stamp>,
) -> Result<BTreeMap<Stamp, Stamp>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT restamped FROM txn WHERE community = ?1 AND claimed = ?2 ORDER BY at LIMIT 1",
    )?;
    let mut restamps = BTreeMap::new();
    for stamp in claimed {
        let mut rows = select.query((community.0, stamp.to_string()))?;
        if let Some(row) = rows.next()? {
            restamps.insert(*stamp, parsed(row, "restamped")?);
        }
    }
    Ok(restamps)
}
