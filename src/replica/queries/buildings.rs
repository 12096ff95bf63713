use std::collections::BTreeMap;

use chuanmen_core::domain::{Access, Scope};

use super::{Areas, Reading};
use crate::api::{BuildingChoice, CompoundChoice};
use crate::storage::StorageError;

/// Every compound and building of the community, those of this device's grids first.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<CompoundChoice>, StorageError> {
    let areas = Areas::load(reading.connection())?;
    let scopes = reading.store.scopes()?;
    let writes = |grid| {
        let mut held = scopes.iter().filter(|held| held.access == Access::Write);
        held.any(|held| held.scope == Scope::Grid(grid))
    };
    let mut compounds = BTreeMap::new();
    let mut buildings: Vec<_> = areas.buildings.keys().copied().collect();
    buildings.sort_by_cached_key(|id| (areas.order(*id), *id));
    for id in buildings {
        let building = areas.building(id);
        let Some(compound) = building.compound else {
            continue;
        };
        let (grid, number, _) = areas.order(id);
        let lies_in = areas.grid_of(id);
        let held = lies_in.is_some_and(writes);
        let choice = || CompoundChoice {
            id: compound,
            name: areas.name(compound),
            grid: lies_in.map(|grid| areas.name(grid)).unwrap_or_default(),
            held,
            buildings: Vec::new(),
        };
        let choice = compounds
            .entry((!held, grid, number, compound))
            .or_insert_with(choice);
        choice.buildings.push(BuildingChoice {
            id,
            name: building.name,
        });
    }
    Ok(compounds.into_values().collect())
}
