use std::collections::{BTreeMap, HashMap};

use chuanmen_core::domain::AreaId;

use super::areas::Building;
use super::doors::{self, Which, is_due_this_month};
use super::{Areas, Catalogue, Reading};
use crate::api::{BuildingRow, CompoundRow, DoorState, PlacesView};
use crate::storage::StorageError;

/// How the doors of a building stand, counted.
#[derive(Default)]
struct Count {
    households: u32,
    late: u32,
    due: u32,
}

/// Compounds and buildings with households on this device.
pub(super) fn answer(reading: Reading<'_>) -> Result<PlacesView, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let mut counts: HashMap<AreaId, Count> = HashMap::new();
    for door in doors::load(connection, &Which::All, &catalogue, reading.today)? {
        let count = counts.entry(door.building).or_default();
        count.households += 1;
        count.late += u32::from(matches!(door.state, DoorState::Late { .. }));
        count.due += u32::from(is_due_this_month(door.due, reading.today));
    }
    let mut compounds: BTreeMap<_, CompoundRow> = BTreeMap::new();
    let mut buildings: Vec<_> = counts.into_iter().collect();
    buildings.sort_by_cached_key(|(id, _)| (areas.order(*id), *id));
    for (id, count) in buildings {
        let Building { name, compound, .. } = areas.building(id);
        let Some(compound) = compound else {
            continue;
        };
        let (grid, number, _) = areas.order(id);
        let row = || CompoundRow {
            id: compound,
            name: areas.name(compound),
            buildings: Vec::new(),
        };
        let row = compounds
            .entry((grid, number, compound))
            .or_insert_with(row);
        row.buildings.push(BuildingRow {
            id,
            name,
            households: count.households,
            late: count.late,
            due: count.due,
        });
    }
    Ok(PlacesView {
        compounds: compounds.into_values().collect(),
    })
}
