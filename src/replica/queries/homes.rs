//! Where the households of a list live, and who heads them.

use std::collections::{BTreeSet, HashMap};

use chuanmen_core::domain::{AreaId, HouseholdId};
use rusqlite::Connection;

use super::doors::{self, Which};
use super::{Areas, Merged, read};
use crate::storage::StorageError;

/// Where a household lives.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) building: AreaId,
    pub(super) unit: String,
    pub(super) room: String,
}

/// The homes of some households.
#[derive(Debug, Default)]
pub(super) struct Homes {
    places: HashMap<HouseholdId, Home>,
    heads: HashMap<HouseholdId, String>,
    merged: Merged,
}

impl Homes {
    /// Reads them: two statements, however many.
    pub(super) fn load(
        connection: &Connection,
        households: impl IntoIterator<Item = HouseholdId>,
    ) -> Result<Self, StorageError> {
        let merged = Merged::load(connection)?;
        let households = households.into_iter().map(|one| merged.kept(one));
        let households: BTreeSet<_> = households.collect();
        if households.is_empty() {
            return Ok(Self::default());
        }
        let which = Which::at_least(households);
        let heads = doors::heads(connection, &which)?;
        let mut statement = connection.prepare_cached(&which.places())?;
        let mut rows = which.rows(&mut statement)?;
        let mut places = HashMap::new();
        while let Some(row) = rows.next()? {
            let (household, building) = (read::id(row, 0)?, read::id(row, 1)?);
            if let (Some(household), Some(building)) = (household, building) {
                let (unit, room) = (read::text(row, 2)?, read::text(row, 4)?);
                places.insert(
                    household,
                    Home {
                        building,
                        unit,
                        room,
                    },
                );
            }
        }
        Ok(Self {
            places,
            heads,
            merged,
        })
    }

    /// The household that one is by now.
    pub(super) fn kept(&self, household: HouseholdId) -> HouseholdId {
        self.merged.kept(household)
    }

    /// `3-2-502`; empty if the household is not on this device.
    pub(super) fn title(&self, areas: &Areas, household: HouseholdId) -> String {
        let home = self.places.get(&self.merged.kept(household));
        home.map(|home| areas.title(home.building, &home.unit, &home.room))
            .unwrap_or_default()
    }

    /// `3-2-502`, or `花卉园小区 3-2-502` as [`Areas::spot`] has it; empty if the household is not
    /// on this device.
    pub(super) fn spot(&self, areas: &Areas, household: HouseholdId) -> String {
        let home = self.places.get(&self.merged.kept(household));
        home.map(|home| areas.spot(home.building, &home.unit, &home.room))
            .unwrap_or_default()
    }

    /// `花卉园小区 3 栋 2 单元`; empty if the household is not on this device.
    pub(super) fn address(&self, areas: &Areas, household: HouseholdId) -> String {
        let home = self.places.get(&self.merged.kept(household));
        home.map(|home| areas.address(home.building, &home.unit))
            .unwrap_or_default()
    }

    /// The head of a household; empty if nobody is known.
    pub(super) fn head(&self, household: HouseholdId) -> String {
        let kept = self.merged.kept(household);
        self.heads.get(&kept).cloned().unwrap_or_default()
    }
}
