//! The community's three lists (三清单): needs that wait for a resource, resources, projects.

mod project;
mod resource;

use std::collections::BTreeMap;

use chuanmen_core::domain::{NeedId, Project, ProjectId, Resource, ResourceId, Scope};
use chuanmen_core::merge::Record;
use rusqlite::Connection;

use super::lives::Lives;
use super::{Areas, Catalogue, Reading, needs};
use crate::api::{ListsView, NeedRow, ProjectName, ResourceRow, WaitingNeed};
use crate::storage::{StorageError, record_of};

pub(super) use project::{form, one as project};
pub(super) use resource::one as resource;

/// All three.
pub(super) fn answer(reading: Reading<'_>) -> Result<ListsView, StorageError> {
    let projects = projects(reading.connection())?;
    let waiting = waiting(reading, |_| false)?
        .into_iter()
        .map(|row| WaitingNeed {
            projects: names(projects.values(), |project| project.needs.contains(&row.id)),
            row,
        });
    let needs = waiting.collect();
    let resources = resource::rows(reading)?;
    let mut rows: Vec<_> = projects.values().map(Known::row).collect();
    rows.sort_by(|a, b| {
        (&a.state, a.next_on.is_none(), a.next_on, &a.name).cmp(&(
            &b.state,
            b.next_on.is_none(),
            b.next_on,
            &b.name,
        ))
    });
    Ok(ListsView {
        needs,
        resources,
        projects: rows,
    })
}

/// The open needs that wait for a resource, and those that `also` names, whatever they are.
fn waiting(
    reading: Reading<'_>,
    also: impl Fn(NeedId) -> bool,
) -> Result<Vec<NeedRow>, StorageError> {
    let areas = Areas::load(reading.connection())?;
    let catalogue = Catalogue::load(reading.connection())?;
    needs::rows(reading, Lives::All, &areas, &catalogue, |story| {
        let waits = story.need.awaits_resource && story.life.state.is_open();
        waits || also(story.need.id)
    })
}

/// A project, and whether something of it is not delivered yet.
struct Known {
    project: Project,
    pending: bool,
}

impl std::ops::Deref for Known {
    type Target = Project;
    fn deref(&self) -> &Project {
        &self.project
    }
}

/// The projects that answer a need.
pub(super) fn answering(
    connection: &Connection,
    need: NeedId,
) -> Result<Vec<ProjectName>, StorageError> {
    let projects = projects(connection)?;
    Ok(names(projects.values(), |project| {
        project.needs.contains(&need)
    }))
}

fn names<'p>(
    projects: impl Iterator<Item = &'p Known>,
    which: impl Fn(&Project) -> bool,
) -> Vec<ProjectName> {
    let chosen = projects.filter(|known| which(&known.project));
    let name = |known: &Known| ProjectName {
        id: known.id,
        name: known.name.clone(),
    };
    chosen.map(name).collect()
}

fn projects(connection: &Connection) -> Result<BTreeMap<ProjectId, Known>, StorageError> {
    let mut projects = BTreeMap::new();
    for (record, pending, _) in all(connection, "project")? {
        if let Some(project) = Project::read(&record) {
            projects.insert(project.id, Known { project, pending });
        }
    }
    Ok(projects)
}

/// Resources by id, each with whether it is pending and lies in a grid.
fn resources(
    connection: &Connection,
) -> Result<BTreeMap<ResourceId, (Resource, bool, bool)>, StorageError> {
    let mut resources = BTreeMap::new();
    for (record, pending, scope) in all(connection, "resource")? {
        if let Some(resource) = Resource::read(&record) {
            let of_grid = matches!(scope, Some(Scope::Grid(_)));
            resources.insert(resource.id, (resource, pending, of_grid));
        }
    }
    Ok(resources)
}

/// The records of a kind, whether each is pending, and its scope.
fn all(
    connection: &Connection,
    kind: &str,
) -> Result<Vec<(Record, bool, Option<Scope>)>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT record.id, kind, fields, clocks, pending, scope.name FROM record
         JOIN scope ON scope.key = record.scope WHERE kind = ?1 AND NOT deleted",
    )?;
    let mut rows = statement.query([kind])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let scope: String = row.get("name")?;
        let pending = row.get::<_, i64>("pending")? > 0;
        found.push((record_of(row)?, pending, scope.parse().ok()));
    }
    Ok(found)
}

fn of(rows: &[ResourceRow], chosen: impl Fn(ResourceId) -> bool) -> Vec<ResourceRow> {
    rows.iter().filter(|row| chosen(row.id)).cloned().collect()
}
