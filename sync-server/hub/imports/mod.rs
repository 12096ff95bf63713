//! Lists of areas and residents: judged by what a community has, written the way that everything
//! goes, and taken back.

mod desk;
mod desk_views;
mod patches;
mod recover;
mod undo;
mod write;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chuanmen_core::domain::{AccountId, AreaId, Scope};
use chuanmen_core::merge::Record;
use chuanmen_core::protocol::ScopeNumber;

use super::{Hub, HubError};
use crate::import::{ImportKind, Matching, Meanings, Plan, Sheet, Standing, judge};
use crate::store::{CommunityKey, ImportId, ImportRow, ImportState, ReadTxn};

pub(crate) use desk::Desk;
pub use desk::FILE_VALID;
pub use undo::{Left, LeftBecause, Undone};

/// Whose import it is, of which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOf {
    /// The file's name, to be recognised later.
    pub file: String,
    /// The account; none at the command line.
    pub author: Option<AccountId>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportDone {
    /// Which it is, to take it back.
    pub id: ImportId,
    /// Records that it added.
    pub added: usize,
    /// Records of the plan that were there by the time that it was their turn.
    pub left: usize,
    /// Whether it came to its end.
    pub state: ImportState,
    /// As it was judged before the first of it was written.
    pub plan: Plan,
}

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Records written.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// Asked between two transactions; breaking cancels what comes after.
pub type Watch<'w> = dyn FnMut(Progress) -> ControlFlow<()> + 'w;

impl Hub {
    /// Matches the headings of a list: as somebody says now, as was said before, as they usually
    /// mean.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn match_import(
        &self,
        community: AreaId,
        kind: ImportKind,
        sheet: &Sheet,
        said: &Meanings,
    ) -> Result<Matching, HubError> {
        let read = self.store.read()?;
        let mut known = read.meanings(key(&*read, community)?, kind)?;
        known.extend(said.clone());
        Ok(Matching::find(sheet, kind, &known))
    }

    /// What an import of this list would do, without doing it.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn check_import(
        &self,
        community: AreaId,
        sheet: &Sheet,
        matching: &Matching,
    ) -> Result<Plan, HubError> {
        let read = self.store.read()?;
        let records = everything(&*read, key(&*read, community)?)?;
        Ok(self.judged(community, (sheet, matching), &records))
    }

    fn judged(
        &self,
        community: AreaId,
        (sheet, matching): (&Sheet, &Matching),
        records: &[(Scope, Record)],
    ) -> Plan {
        let today = chuanmen_core::china_date(self.now());
        let standing = Standing::gather(community, records);
        judge(sheet, matching, &standing, today)
    }

    /// The lists that were imported into a community, newest first.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn imports(&self, community: AreaId) -> Result<Vec<ImportRow>, HubError> {
        let read = self.store.read()?;
        Ok(read.imports(key(&*read, community)?)?)
    }
}

/// Every record of a community, with the scope it lies in.
fn everything(
    read: &dyn ReadTxn,
    community: CommunityKey,
) -> Result<Vec<(Scope, Record)>, HubError> {
    let rows = read.scopes(community)?.into_iter();
    let scopes = rows.map(|row| row.scope).collect();
    Ok(read.facts(community, &scopes)?.records)
}

/// How far the log of each scope is that what an import brings lies in: while they stay as they
/// are, nobody has written there.
type Heads = BTreeMap<ScopeNumber, u64>;

fn heads(read: &dyn ReadTxn, community: CommunityKey) -> Result<Heads, HubError> {
    let rows = read.scopes(community)?.into_iter();
    let own = |scope: Scope| {
        matches!(
            scope,
            Scope::Grid(_) | Scope::Community(_) | Scope::Health(_)
        )
    };
    // One that was only given a number holds nothing.
    let used = rows.filter(|row| row.head > 0 && own(row.scope));
    Ok(used.map(|row| (row.number, row.head)).collect())
}

fn key(read: &dyn ReadTxn, community: AreaId) -> Result<CommunityKey, HubError> {
    let key = read.community(community)?;
    key.ok_or_else(|| HubError::Invalid(format!("no community {community}")))
}
