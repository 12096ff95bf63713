//! The visits of a scope that a report looks at. A year of visits is long, what is asked of it is
//! short: of what lies before the window, the last time each household was met, and the last try.

use std::collections::BTreeSet;
use std::str::FromStr;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Outcome, VisitId};
use chuanmen_core::report::{Fact, VisitLine, Window};
use rusqlite::{Connection, Row};

use super::state;
use crate::store::{CommunityKey, FactVisitor, ScopeRow, StoreError};

pub(super) fn read(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    visit: &mut FactVisitor<'_>,
) -> Result<(), StoreError> {
    let scan = Scan {
        db,
        community,
        scope,
    };
    let corrected = scan.corrections(window, visit)?;
    scan.since(window, visit)?;
    scan.last_before(window, &corrected, visit)
}

struct Scan<'d> {
    db: &'d Connection,
    community: CommunityKey,
    scope: ScopeRow,
}

impl Scan<'_> {
    /// Visits before the window that correct others, and what all there are correct: a correction
    /// may be dated before what it corrects.
    fn corrections(
        &self,
        window: &Window,
        visit: &mut FactVisitor<'_>,
    ) -> Result<BTreeSet<VisitId>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT id, at, fields ->> '$.household', fields ->> '$.outcome',
                 fields ->> '$.corrects'
             FROM record INDEXED BY record_correction
             WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL
                 AND fields ->> '$.corrects' IS NOT NULL",
        )?;
        let mut corrected = BTreeSet::new();
        let mut rows = select.query((self.community.0, self.scope.number.0))?;
        while let Some(row) = rows.next()? {
            let line = line(row)?;
            corrected.extend(line.corrects);
            if line.at < window.since {
                visit(Fact::Line(self.scope.scope, line));
            }
        }
        Ok(corrected)
    }

    /// Visits in the window or after it: those that are listed as records, all others as lines.
    fn since(&self, window: &Window, visit: &mut FactVisitor<'_>) -> Result<(), StoreError> {
        let mut whole = self.db.prepare_cached(
            "SELECT id, kind, fields, clocks FROM record INDEXED BY record_visit
             WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL AND at BETWEEN ?3 AND ?4",
        )?;
        let mut lines = self.db.prepare_cached(
            "SELECT id, at, fields ->> '$.household', fields ->> '$.outcome',
                 fields ->> '$.corrects'
             FROM record INDEXED BY record_visit
             WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL AND at >= ?5
                 AND at NOT BETWEEN ?3 AND ?4",
        )?;
        let (community, scope) = (self.community.0, self.scope.number.0);
        // An empty span, if nothing is listed.
        let listed = window.listed.as_ref();
        let (from, to) = listed.map_or((0, -1), |span| (span.start().0, span.end().0));
        if listed.is_some() {
            let mut rows = whole.query((community, scope, from, to))?;
            while let Some(row) = rows.next()? {
                visit(Fact::Record(self.scope.scope, state::record(row)?));
            }
        }
        let mut rows = lines.query((community, scope, from, to, window.since.0))?;
        while let Some(row) = rows.next()? {
            visit(Fact::Line(self.scope.scope, line(row)?));
        }
        Ok(())
    }

    /// Of each household that was called on before the window: the last visit that stands, and the
    /// last one at which somebody was met.
    fn last_before(
        &self,
        window: &Window,
        corrected: &BTreeSet<VisitId>,
        visit: &mut FactVisitor<'_>,
    ) -> Result<(), StoreError> {
        let mut next = self.db.prepare_cached(
            "SELECT fields ->> '$.household' FROM record INDEXED BY record_called
             WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL
                 AND fields ->> '$.household' > ?3
             ORDER BY fields ->> '$.household' LIMIT 1",
        )?;
        let mut calls = self.db.prepare_cached(
            "SELECT id, at, fields ->> '$.household', fields ->> '$.outcome',
                 fields ->> '$.corrects'
             FROM record INDEXED BY record_called
             WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL
                 AND fields ->> '$.household' = ?3 AND at < ?4
             ORDER BY at DESC",
        )?;
        let (community, scope) = (self.community.0, self.scope.number.0);
        let mut household = String::new();
        loop {
            let mut found = next.query((community, scope, &household))?;
            let Some(row) = found.next()? else {
                return Ok(());
            };
            household = row.get(0)?;
            let mut rows = calls.query((community, scope, &household, window.since.0))?;
            let mut tried = false;
            while let Some(row) = rows.next()? {
                let line = line(row)?;
                if corrected.contains(&line.id) {
                    continue;
                }
                let met = line.outcome == Outcome::Met;
                // One that corrects another was told already.
                if (met || !tried) && line.corrects.is_none() {
                    visit(Fact::Line(self.scope.scope, line));
                }
                tried = true;
                if met {
                    break;
                }
            }
        }
    }
}

/// From columns id, at, household, outcome, corrects.
fn line(row: &Row<'_>) -> Result<VisitLine, StoreError> {
    let outcome = row.get_ref(3)?.as_str();
    let outcome = outcome.map_err(|why| StoreError::unreadable("outcome", why))?;
    Ok(VisitLine {
        id: VisitId(row.get(0)?),
        household: readable(row, 2)?,
        at: UnixMillis(row.get(1)?),
        outcome: Outcome::from(outcome),
        corrects: readable(row, 4)?,
    })
}

/// What does not read is not there, as when the whole record is read.
fn readable<T: FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str().ok();
    Ok(text.and_then(|text| text.parse().ok()))
}
