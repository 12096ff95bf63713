//! The organisations of a grid: all of them, found as one types, one of them, and their forms.

mod form;
mod one;
mod rows;

use std::collections::HashMap;

use chuanmen_core::domain::{Kind, Organisation, OrganisationId};
use rusqlite::Connection;

use super::{Areas, Reading, names};
use crate::storage::{StorageError, record_of};

pub(super) use form::{building_choices, call as call_form, organisation as form};
pub(super) use one::answer as one;
pub(super) use rows::answer as rows;

/// The names of some organisations.
pub(super) fn names(
    connection: &Connection,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>, StorageError> {
    names::of(connection, &Kind::Organisation, ids)
}

/// Every organisation on this device.
fn all(connection: &Connection) -> Result<Vec<Organisation>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind = 'organisation' AND NOT deleted",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(Organisation::read(&record_of(row)?));
    }
    Ok(found)
}

/// `花卉园小区 3 栋 底商 5 号`; empty for one that is not on this device.
pub(super) fn address_of(
    reading: Reading<'_>,
    id: OrganisationId,
    areas: &Areas,
) -> Result<String, StorageError> {
    let found = reading.store.find(id.into())?;
    let found = found.and_then(|(_, record)| Organisation::read(&record));
    Ok(found.map(|one| address(areas, &one)).unwrap_or_default())
}

/// `3 栋 底商 5 号`: the building and what else finds it.
fn place(areas: &Areas, organisation: &Organisation) -> String {
    let building = organisation.site.building;
    let building = building.map(|id| areas.building(id).name);
    joined([
        building.unwrap_or_default(),
        organisation.site.address.clone(),
    ])
}

/// `花卉园小区`; empty where it stands in no building that is known here.
fn compound(areas: &Areas, organisation: &Organisation) -> String {
    let building = organisation.site.building;
    building.map(|id| areas.compound_of(id)).unwrap_or_default()
}

/// `花卉园小区 3 栋 底商 5 号`
fn address(areas: &Areas, organisation: &Organisation) -> String {
    joined([compound(areas, organisation), place(areas, organisation)])
}

fn joined(parts: [String; 2]) -> String {
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}
