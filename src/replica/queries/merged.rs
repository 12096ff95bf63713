use std::borrow::Cow;
use std::collections::HashMap;

use chuanmen_core::domain::{Host, HouseholdId};
use rusqlite::Connection;

use super::doors::Which;
use super::read;
use crate::storage::StorageError;

/// A household of a chain has so many after it, at most.
const LONGEST_CHAIN: usize = 100;

/// The households that were entered twice and are gone, and which one each became. What names one
/// that is gone (a visit never changes; a need may arrive late) is told of the one that stayed.
#[derive(Debug, Default)]
pub(crate) struct Merged(HashMap<HouseholdId, HouseholdId>);

impl Merged {
    /// Reads them: mostly none.
    pub(crate) fn load(connection: &Connection) -> Result<Self, StorageError> {
        let mut statement = connection.prepare_cached(
            "SELECT id, merged_into FROM record
             WHERE kind = 'household' AND merged_into IS NOT NULL AND deleted",
        )?;
        let mut rows = statement.query([])?;
        let mut merged = HashMap::new();
        while let Some(row) = rows.next()? {
            let (gone, kept) = (read::id(row, 0)?, read::id(row, 1)?);
            // As `Household::successor`: always into the smaller id.
            if let (Some(gone), Some(kept)) = (gone, kept)
                && kept < gone
            {
                merged.insert(gone, kept);
            }
        }
        Ok(Self(merged))
    }

    /// The household that one is by now: itself, mostly.
    pub(crate) fn kept(&self, mut household: HouseholdId) -> HouseholdId {
        for _ in 0..LONGEST_CHAIN {
            match self.0.get(&household) {
                Some(next) => household = *next,
                None => break,
            }
        }
        household
    }

    /// The same of whom a visit was paid to.
    pub(super) fn host(&self, host: Host) -> Host {
        match host {
            Host::Household(household) => self.kept(household).into(),
            organisation => organisation,
        }
    }

    /// A household and those that became it.
    pub(crate) fn all_of(&self, household: HouseholdId) -> Vec<HouseholdId> {
        let gone = self.0.keys().copied();
        let gone = gone.filter(|gone| self.kept(*gone) == household);
        std::iter::once(household).chain(gone).collect()
    }

    /// The same households by the names they ever had.
    pub(super) fn widen<'w>(&self, which: &'w Which) -> Cow<'w, Which> {
        match which {
            Which::Of(households) if !self.0.is_empty() => {
                let all = households.iter().flat_map(|one| self.all_of(*one));
                Cow::Owned(Which::Of(all.collect()))
            }
            _ => Cow::Borrowed(which),
        }
    }

    /// Those that others became, among these.
    pub(super) fn several(&self, which: &Which) -> Vec<HouseholdId> {
        let mut kept: Vec<_> = self.0.values().map(|into| self.kept(*into)).collect();
        kept.sort_unstable();
        kept.dedup();
        if let Which::Of(households) = which {
            kept.retain(|one| households.contains(one));
        }
        kept
    }

    /// As [`Merged::json_of`]; an organisation alone.
    pub(super) fn json_of_host(&self, host: Host) -> Result<String, StorageError> {
        match host {
            Host::Household(household) => self.json_of(household),
            Host::Organisation(id) => {
                let ids = serde_json::to_string(&[id]);
                ids.map_err(|why| StorageError::corrupt("ids", why))
            }
        }
    }

    /// A household and those that became it as a JSON list, for `json_each`.
    pub(super) fn json_of(&self, household: HouseholdId) -> Result<String, StorageError> {
        let ids = serde_json::to_string(&self.all_of(household));
        ids.map_err(|why| StorageError::corrupt("ids", why))
    }
}
