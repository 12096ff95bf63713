use std::collections::HashMap;

use chuanmen_core::domain::{Access, OrganisationId, Resource, ResourceId, Role};

use super::super::{Reading, organisations};
use super::{names, projects, resources};
use crate::api::{ReplicaError, ResourceRow, ResourceView};
use crate::storage::StorageError;

type Names = HashMap<OrganisationId, String>;

/// Every resource on this device: what can be had by sort and name, then what cannot.
pub(super) fn rows(reading: Reading<'_>) -> Result<Vec<ResourceRow>, StorageError> {
    let all = resources(reading.connection())?;
    let named = all
        .values()
        .filter_map(|(resource, ..)| resource.organisation);
    let owners = organisations::names(reading.connection(), named)?;
    let rows = all.values();
    let rows = rows.map(|(one, pending, of_grid)| row(reading, one, *pending, *of_grid, &owners));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| {
        let order = |row: &ResourceRow| (!row.available, !row.offered, row.kind.clone());
        (order(a), &a.name).cmp(&(order(b), &b.name))
    });
    Ok(rows)
}

fn row(
    reading: Reading<'_>,
    resource: &Resource,
    pending: bool,
    of_grid: bool,
    owners: &Names,
) -> ResourceRow {
    let owner = resource.organisation.and_then(|id| owners.get(&id));
    ResourceRow {
        id: resource.id,
        name: resource.name.clone(),
        kind: resource.kind.clone(),
        owner: owner.unwrap_or(&resource.owner).clone(),
        amount: resource.amount.clone(),
        hours: resource.hours.clone(),
        until: resource.until,
        available: resource.is_available(reading.today),
        offered: of_grid && !resource.listed,
        pending,
    }
}

/// One resource.
pub(in crate::queries) fn one(
    reading: Reading<'_>,
    id: ResourceId,
) -> Result<ResourceView, ReplicaError> {
    let known = resources(reading.connection())?.remove(&id);
    let (resource, pending, of_grid) = known.ok_or(ReplicaError::NotFound)?;
    let owners = organisations::names(reading.connection(), resource.organisation)?;
    let row = row(reading, &resource, pending, of_grid, &owners);
    let using = projects(reading.connection())?;
    let found = reading.store.find(id.into())?;
    let mut held = reading.store.scopes()?.into_iter();
    let writes = found.is_some_and(|(scope, _)| {
        held.any(|held| held.scope == scope && held.access == Access::Write)
    });
    let me = reading.store.session();
    let supervises = me.is_some_and(|me| me.role == Role::CommunitySupervisor);
    Ok(ResourceView {
        // What a supervisor took up is the community's: whoever offered it no longer changes it.
        may_change: writes && (supervises || row.offered),
        row,
        owner: resource.owner,
        organisation: resource.organisation,
        contact: resource.contact,
        note: resource.note,
        retired: resource.retired,
        projects: names(using.values(), |project| project.resources.contains(&id)),
    })
}
