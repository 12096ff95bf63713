use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AreaId, HouseholdId};

use super::{StorageError, Store, meta};

/// How many households are remembered as opened.
const REMEMBERED: usize = 20;

/// The round of a day, as it was planned. Where somebody called is not in it: the visits say that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its day; another day it is over.
    pub day: Date,
    /// The doors chosen when it was planned: it does not grow and shrink under way.
    pub doors: BTreeSet<HouseholdId>,
    /// Those of them left out since.
    pub skipped: BTreeSet<HouseholdId>,
}

/// What only this device knows of a person's way, under the same encryption as all else; a lock
/// keeps it.
impl Store {
    /// The last round planned.
    ///
    /// # Errors
    /// SQLite's.
    pub fn round(&self) -> Result<Option<Round>, StorageError> {
        Ok(meta::get(&self.connection, meta::name::ROUND)?.flatten())
    }

    /// Keeps a round, or that there is none.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_round(&mut self, round: Option<&Round>) -> Result<(), StorageError> {
        meta::set(&self.connection, meta::name::ROUND, &round)
    }

    /// The buildings that are climbed from below.
    ///
    /// # Errors
    /// SQLite's.
    pub fn upward(&self) -> Result<BTreeSet<AreaId>, StorageError> {
        Ok(meta::get(&self.connection, meta::name::UPWARD)?.unwrap_or_default())
    }

    /// From now on a building is climbed from below, or from its top.
    ///
    /// # Errors
    /// SQLite's.
    pub fn climb_upward(&mut self, building: AreaId, upward: bool) -> Result<(), StorageError> {
        let mut all = self.upward()?;
        let changed = if upward {
            all.insert(building)
        } else {
            all.remove(&building)
        };
        if changed {
            meta::set(&self.connection, meta::name::UPWARD, &all)?;
        }
        Ok(())
    }

    /// The households last opened or visited here, the last one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn recent(&self) -> Result<Vec<HouseholdId>, StorageError> {
        Ok(meta::get(&self.connection, meta::name::RECENT)?.unwrap_or_default())
    }

    /// Remembers that a household was opened or visited here.
    ///
    /// # Errors
    /// SQLite's.
    pub fn remember(&mut self, household: HouseholdId) -> Result<(), StorageError> {
        let mut recent = self.recent()?;
        if recent.first() == Some(&household) {
            return Ok(());
        }
        recent.retain(|known| *known != household);
        recent.insert(0, household);
        recent.truncate(REMEMBERED);
        meta::set(&self.connection, meta::name::RECENT, &recent)
    }
}
