use std::collections::BTreeMap;

use chuanmen_core::domain::{AreaId, Due};

use super::super::areas::by_number;
use super::super::doors::{self, Which, is_to_visit};
use super::super::{Areas, Catalogue, Reading};
use crate::api::{DoorState, PlanBuilding, PlanCompound, PlanUnit, PlanView};
use crate::storage::StorageError;

/// Where a round may go: every building in which somebody lives.
pub(in crate::queries) fn plan(reading: Reading<'_>) -> Result<PlanView, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let mut counts: BTreeMap<(AreaId, String), PlanUnit> = BTreeMap::new();
    for door in doors::load(connection, &Which::All, &catalogue, reading.today)? {
        if door.due == Due::Never {
            continue;
        }
        let staircase = (door.building, door.unit.clone());
        let unit = counts.entry(staircase).or_insert_with(|| PlanUnit {
            unit: door.unit,
            doors: 0,
            due: 0,
            late: 0,
        });
        unit.doors += 1;
        unit.due += u32::from(is_to_visit(door.due, reading.today));
        unit.late += u32::from(matches!(door.state, DoorState::Late { .. }));
    }
    let mut units: Vec<_> = counts.into_iter().collect();
    units.sort_by_cached_key(|((building, unit), _)| {
        (areas.order(*building), *building, by_number(unit))
    });
    let mut compounds: Vec<PlanCompound> = Vec::new();
    for ((building, _), unit) in units {
        let Some(compound) = areas.building(building).compound else {
            continue;
        };
        if compounds.last().is_none_or(|last| last.id != compound) {
            compounds.push(PlanCompound {
                id: compound,
                name: areas.name(compound),
                buildings: Vec::new(),
            });
        }
        let Some(buildings) = compounds.last_mut().map(|last| &mut last.buildings) else {
            continue;
        };
        match buildings.last_mut() {
            Some(last) if last.id == building => last.units.push(unit),
            _ => buildings.push(PlanBuilding {
                id: building,
                name: areas.name(building),
                units: vec![unit],
            }),
        }
    }
    Ok(PlanView { compounds })
}
