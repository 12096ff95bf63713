//! Giving out what is new: for each scope that a device holds, a page of its log, or of its
//! records as they stand if the device has nothing yet.

mod budget;
mod log;
mod page;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::protocol::{Cursor, GrantedScope, Position, ScopeNumber};

use self::budget::Budget;
use crate::auth::Holdings;
use crate::store::{CommunityKey, ReadTxn, ScopeRow, StoreError};

pub(super) use self::page::RawPage;

/// What is new for a device.
#[derive(Default)]
pub(super) struct Pull {
    pub(super) granted: Vec<GrantedScope>,
    pub(super) withdrawn: Vec<ScopeNumber>,
    pub(super) pages: Vec<RawPage>,
    pub(super) more: bool,
}

/// What a device asks for.
pub(super) struct Wish<'a> {
    pub(super) community: CommunityKey,
    pub(super) holdings: &'a Holdings,
    /// Where it stands; nothing if its cursors are of another epoch.
    pub(super) cursors: &'a [Cursor],
    /// Bytes of pages that it takes.
    pub(super) take: usize,
    /// What the same response answers: its sender has it.
    pub(super) answered: &'a BTreeSet<(ScopeNumber, u64)>,
}

/// Reads heads and pages in one snapshot.
pub(super) fn pull(read: &dyn ReadTxn, wish: &Wish<'_>) -> Result<Pull, StoreError> {
    let mut known: BTreeMap<_, _> = wish
        .cursors
        .iter()
        .map(|cursor| (cursor.scope, cursor.position))
        .collect();
    let mut pull = Pull::default();
    let mut budget = Budget::new(wish.take);
    for row in read.scopes(wish.community)? {
        let Some(holding) = wish.holdings.get(&row.scope) else {
            continue;
        };
        let position = known.remove(&row.number);
        if position.is_none() {
            pull.granted.push(GrantedScope {
                number: row.number,
                scope: Some(row.scope),
                access: holding.access,
            });
        }
        let start = Start::of(position, &row);
        let (page, more) = start.page(read, wish, &row, &mut budget)?;
        pull.pages.extend(page);
        pull.more |= more;
    }
    pull.withdrawn = known.into_keys().collect();
    Ok(pull)
}

/// Where reading a scope begins.
enum Start {
    /// After a transaction of the log.
    Log(u64),
    /// In the records as they stand.
    Snapshot(snapshot::Place),
}

impl Start {
    /// A cursor that cannot be served (nothing yet, older than the log is kept, ahead of the hub)
    /// begins the scope anew.
    fn of(position: Option<Position>, row: &ScopeRow) -> Self {
        match position {
            Some(Position::Log { seq }) if seq > 0 && (row.floor..=row.head).contains(&seq) => {
                Self::Log(seq)
            }
            Some(Position::Snapshot { head, after }) if (row.floor..=row.head).contains(&head) => {
                Self::Snapshot(snapshot::Place {
                    head,
                    after: Some(after),
                    first: false,
                })
            }
            _ => Self::Snapshot(snapshot::Place {
                head: row.head,
                after: None,
                first: position.is_none(),
            }),
        }
    }

    /// A page, unless there is nothing new or no room; and whether there is more after it.
    fn page(
        self,
        read: &dyn ReadTxn,
        wish: &Wish<'_>,
        row: &ScopeRow,
        budget: &mut Budget,
    ) -> Result<(Option<RawPage>, bool), StoreError> {
        match self {
            Self::Log(seq) => log::page(read, wish, row, seq, budget),
            Self::Snapshot(place) => snapshot::page(read, wish.community, row, place, budget),
        }
    }
}
