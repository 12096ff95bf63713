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
    Ok(OrganisationFormView {
        known: id.map(|id| super::one(reading, id)).transpose()?,
        left: reading.store.draft(DraftKey::of_organisation(id))?,
        compounds: compounds(&areas, &grids),
        grids: grids
            .into_iter()
            .map(|grid| (grid, areas.name(grid)))
            .collect(),
    })
}

/// The buildings of these grids, by compound.
fn compounds(areas: &Areas, grids: &[AreaId]) -> Vec<BuildingChoices> {
    let own: BTreeSet<_> = grids.iter().collect();
    let is_own = |id: &AreaId| areas.grid_of(*id).is_some_and(|grid| own.contains(&grid));
    let mut buildings: Vec<_> = areas.buildings.keys().copied().filter(is_own).collect();
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
