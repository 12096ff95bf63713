use chuanmen_core::domain::ProjectId;

use super::super::Reading;
use super::{Known, of, projects, resource, waiting};
use crate::api::{ProjectFormView, ProjectRow, ProjectView, ReplicaError};

impl Known {
    /// As in a list.
    pub(super) fn row(&self) -> ProjectRow {
        let left = self.steps.iter().find(|step| !step.done);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        ProjectRow {
            id: self.id,
            name: self.name.clone(),
            state: self.state.clone(),
            party: self.party.clone(),
            budget: self.budget,
            done: count(self.steps.iter().filter(|step| step.done).count()),
            steps: count(self.steps.len()),
            next_on: left.and_then(|step| step.on),
            pending: self.pending,
        }
    }
}

/// One project.
pub(in crate::queries) fn one(
    reading: Reading<'_>,
    id: ProjectId,
) -> Result<ProjectView, ReplicaError> {
    let known = projects(reading.connection())?.remove(&id);
    let known = known.ok_or(ReplicaError::NotFound)?;
    view(reading, &known)
}

fn view(reading: Reading<'_>, known: &Known) -> Result<ProjectView, ReplicaError> {
    let mut needs = waiting(reading, |id| known.needs.contains(&id))?;
    needs.retain(|row| known.needs.contains(&row.id));
    let elsewhere = known.needs.len().saturating_sub(needs.len());
    let resources = resource::rows(reading)?;
    Ok(ProjectView {
        row: known.row(),
        needs_elsewhere: u32::try_from(elsewhere).unwrap_or(u32::MAX),
        needs,
        resources: of(&resources, |id| known.resources.contains(&id)),
        steps: known.steps.clone(),
        result: known.result.clone(),
    })
}

/// The form of a project, or of a new one.
pub(in crate::queries) fn form(
    reading: Reading<'_>,
    id: Option<ProjectId>,
) -> Result<ProjectFormView, ReplicaError> {
    let known = match id {
        Some(id) => Some(one(reading, id)?),
        None => None,
    };
    let uses = |id| {
        let mut used = known.iter().flat_map(|known| &known.resources);
        used.any(|row| row.id == id)
    };
    let answers = |id| {
        let mut answered = known.iter().flat_map(|known| &known.needs);
        answered.any(|row| row.id == id)
    };
    let mut resources = resource::rows(reading)?;
    resources.retain(|row| (row.available && !row.offered) || uses(row.id));
    Ok(ProjectFormView {
        needs: waiting(reading, answers)?,
        resources,
        known,
    })
}
