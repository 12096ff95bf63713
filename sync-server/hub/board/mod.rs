//! The community's board, and what claimants are told: both follow from wishes and their lives,
//! and are written anew, in the same commit, whenever something happens to one. A wish stands in
//! its grid; the board shows it without whose it is; a claimant who does not hold the grid is told
//! that in their own scope, for as long as the claim lives.

mod forget;
mod pen;
mod showing;
mod touched;

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Fields, Kind, Scope};
use chuanmen_core::merge::{HybridClock, RecordId};
use chuanmen_core::protocol::ScopeNumber;

use self::showing::Showing;
use super::{Hub, HubError};
use crate::store::{CommunityKey, Entry, PostingRow, StoreError, WriteTxn};

pub(super) use self::forget::forget;
pub(super) use self::pen::{Pen, ids_of};
pub(super) use self::showing::{head_of, named};
pub(super) use self::touched::Touched;

/// Entries to append, by scope.
pub(super) type Entries = BTreeMap<ScopeNumber, Vec<Entry>>;

/// Writes what the board and claimants are to see of what was touched, and returns the entries
/// that tell of it. Where nothing reads differently, nothing is written.
pub(super) fn reflect(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    touched: Touched,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    if touched.is_empty() {
        return Ok(Entries::new());
    }
    let mut names = touched.names();
    for (scope, resident) in &touched.residents {
        let found = txn
            .as_read()
            .records(community, *scope, &[*resident].into())?;
        let home = found.first().map(|record| Fields(&record.fields));
        names.extend(home.and_then(|fields| fields.parse::<RecordId>("household")));
    }
    let mut rows = txn.as_read().postings(community, &names)?;
    for row in &mut rows {
        if let Some(to) = touched.moved_to(row) {
            row.scope = to;
            txn.put_posting(community, row)?;
        }
    }
    let behind: BTreeMap<RecordId, PostingRow> =
        rows.into_iter().map(|row| (row.wish.into(), row)).collect();
    let mut wishes = touched.wishes;
    wishes.extend(behind.iter().map(|(wish, row)| (row.scope, *wish)));
    let mut pen = Pen::new(txn, community, clock, now)?;
    for (scope, wish) in wishes {
        let row = behind.get(&wish);
        // An id that was forged after one of another grid is not that grid's wish.
        if row.is_none_or(|row| row.scope == scope) {
            show(&mut pen, scope, wish, row)?;
        }
    }
    Ok(pen.entries())
}

/// Brings what is said of one wish up to date.
fn show(
    pen: &mut Pen<'_>,
    scope: ScopeNumber,
    wish: RecordId,
    row: Option<&PostingRow>,
) -> Result<(), StoreError> {
    let Some(showing) = Showing::load(pen, scope, wish)? else {
        return match row {
            Some(row) => pen.unnote(&[row.id].into()),
            None => Ok(()),
        };
    };
    let posting = showing.posting();
    if posting.is_none() && row.is_none() {
        return Ok(());
    }
    let noted = showing.row(posting.as_ref());
    if row != Some(&noted) {
        pen.note(&noted)?;
    }
    let board = Scope::Board(pen.home());
    match posting {
        Some(posting) => pen.write(board, Kind::Posting, posting.id.into(), posting.fields())?,
        None => pen.take_away(board, &[noted.id.into()].into())?,
    }
    for (to, claim) in showing.claims(pen)? {
        pen.tell(to, Kind::Claim, claim.id.into(), claim.fields())?;
    }
    Ok(())
}

impl Hub {
    /// Has claims end that have run out by the hub's clock: the board says so, and whoever made
    /// them no longer knows whose the wish is.
    pub(super) fn end_claims(
        &self,
        community: CommunityKey,
        now: UnixMillis,
    ) -> Result<(), HubError> {
        let mut txn = self.store.write()?;
        let over = txn.as_read().claims_over(community, now)?;
        let touched = Touched {
            wishes: over
                .iter()
                .map(|row| (row.scope, row.wish.into()))
                .collect(),
            ..Touched::default()
        };
        let mut clock = HybridClock::resume(txn.as_read().clock(community)?, 0);
        let entries = reflect(&mut *txn, community, touched, &mut clock, now)?;
        txn.put_clock(community, clock.last())?;
        for (scope, entries) in entries {
            txn.append(community, scope, &entries)?;
        }
        txn.commit()?;
        self.news.tell(community);
        Ok(())
    }
}
