//! A household or an organisation that moved to another grid takes late edits along: whoever was offline meanwhile
//! could not know, and had the grant when the edit was made.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{Fields, Host};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::{Refusal, RefusalCode, ScopeNumber, Transaction};

use super::judge::Judge;
use crate::store::Gone;

impl Judge<'_> {
    /// The scope that everything a transaction writes to has moved to; none if nothing moved.
    pub(super) fn route(&self, transaction: &Transaction) -> Result<Option<ScopeNumber>, Refusal> {
        let Some(home) = self.loaded.scopes.get(&transaction.scope) else {
            return Ok(None);
        };
        if self.loaded.gone.is_empty() {
            return Ok(None);
        }
        let patches = transaction.patches.iter();
        let written: BTreeMap<_, _> = patches
            .map(|patch| (patch.id, self.gone(*home, patch)))
            .collect();
        let subjects = transaction.events.iter().map(|event| {
            let told = written.get(&event.subject).copied();
            told.unwrap_or_else(|| self.loaded.gone.get(&(*home, event.subject)).copied())
        });
        let ways: BTreeSet<_> = written.values().copied().chain(subjects).collect();
        if ways.contains(&Some(Gone::Erased)) {
            return Err(Refusal::new(RefusalCode::Erased, "erased on request"));
        }
        match ways.into_iter().collect::<Vec<_>>()[..] {
            [] | [None] => Ok(None),
            [Some(Gone::To(number))] => Ok(Some(number)),
            _ => Err(Refusal::new(
                RefusalCode::Moved,
                "part of it moved to another scope",
            )),
        }
    }

    /// Where a patch's record went, or whom it says it belongs to.
    fn gone(&self, home: ScopeNumber, patch: &Patch) -> Option<Gone> {
        let gone = |id: RecordId| self.loaded.gone.get(&(home, id)).copied();
        let is_here = self.loaded.records.contains_key(&(home, patch.id));
        gone(patch.id).or_else(|| host(patch).filter(|_| !is_here).and_then(gone))
    }
}

/// The household or organisation that a new record names; the resident, if it is of their health.
pub(super) fn host(patch: &Patch) -> Option<RecordId> {
    let fields = Fields(&patch.set);
    if patch.kind.is_of_health() {
        return fields.parse("resident");
    }
    Host::read(&fields).map(RecordId::from)
}
