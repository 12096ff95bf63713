use std::collections::BTreeSet;

use chuanmen_core::domain::{AreaId, OrganisationId};

use super::super::{Areas, Reading};
use crate::api::{BuildingChoices, CallFormView, OrganisationFormView, ReplicaError};
use crate::storage::DraftKey;

/// The form of an organisation, or of a new one.
pub(in crate::queries) fn organisation(
    reading: Reading<'_>,
    id: Option<OrganisationId>,
) -> Result<OrganisationFormView, ReplicaError> {
    let areas = Areas::load(reading.connection())?;
    let mut grids = reading.store.own_grids()?;
    grids.sort_by_key(|grid| areas.grids.get(grid).copied());
    let own: BTreeSet<_> = grids.iter().copied().collect();
    Ok(OrganisationFormView {
        known: id.map(|id| super::one(reading, id)).transpose()?,
        left: reading.store.draft(DraftKey::of_organisation(id))?,
        compounds: building_choices(&areas, |building| {
            let grid = areas.grid_of(building);
            grid.is_some_and(|grid| own.contains(&grid))
        }),
        grids: grids
            .into_iter()
            .map(|grid| (grid, areas.name(grid)))
            .collect(),
    })
}

/// The buildings to choose from, by compound, in the order of lists.
pub(in crate::queries) fn building_choices(
    areas: &Areas,
    may: impl Fn(AreaId) -> bool,
) -> Vec<BuildingChoices> {
    let mut buildings: Vec<_> = areas
        .buildings
        .keys()
        .copied()
        .filter(|id| may(*id))
        .collect();
    buildings.sort_by_cached_key(|id| (areas.order(*id), *id));
    let mut compounds: Vec<BuildingChoices> = Vec::new();
    for id in buildings {
        let (compound, choice) = (areas.compound_of(id), (id, areas.name(id)));
        match compounds.last_mut() {
            Some(last) if last.compound == compound => last.buildings.push(choice),
            _ => compounds.push(BuildingChoices {
                compound,
                buildings: vec![choice],
            }),
        }
    }
    compounds
}

/// The form of a call.
pub(in crate::queries) fn call(
    reading: Reading<'_>,
    id: OrganisationId,
) -> Result<CallFormView, ReplicaError> {
    let known = super::one(reading, id)?;
    Ok(CallFormView {
        organisation: id,
        name: known.name,
        draft: reading.store.draft(DraftKey::Call(id))?,
        categories: known.categories,
    })
}
