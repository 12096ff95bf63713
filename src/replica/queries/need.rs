use chuanmen_core::domain::{Access, Host, NeedId, NeedStep, Scope};

use super::homes::Homes;
use super::lives::{Lives, NeedStory, NeedWords, Recording, need_stories, timeline};
use super::people::People;
use super::{Areas, Catalogue, Reading, lists, needs, organisations};
use crate::api::{NeedRow, NeedView, ReplicaError};
use crate::storage::StorageError;

/// How many needs one is offered to merge into.
const TWINS: usize = 20;

/// One need with its timeline.
pub(super) fn answer(reading: Reading<'_>, need: NeedId) -> Result<NeedView, ReplicaError> {
    let connection = reading.connection();
    let story = need_stories(connection, Lives::One(need.into()))?.pop();
    let story = story.ok_or(ReplicaError::NotFound)?;
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let people = People::load(reading.store)?;
    let household = story.need.household;
    let homes = Homes::load(connection, household)?;
    let organisations = organisations::names(connection, story.need.organisation)?;
    let words = NeedWords {
        areas: &areas,
        homes: &homes,
        organisations: &organisations,
        catalogue: &catalogue,
        today: reading.today,
    };
    let recording = Recording {
        by: story.need.raised_by,
        at: story.need.raised_at,
        pending: story.record_pending,
    };
    let next = reading
        .store
        .session()
        .map(|me| story.life.state.next_steps(&me.role));
    let next = next.unwrap_or_default();
    let twins = match next.contains(&NeedStep::Merge) {
        true => twins(reading, &story, &areas, &catalogue)?,
        false => Vec::new(),
    };
    Ok(NeedView {
        row: story.row(&words),
        address: match (story.need.host(), story.need.area) {
            (Some(Host::Household(home)), _) => homes.address(&areas, home),
            (Some(Host::Organisation(id)), _) => organisations::address_of(reading, id, &areas)?,
            (None, Some(area)) => areas.address(area, ""),
            (None, None) => String::new(),
        },
        household_name: household.map(|home| homes.head(home)).unwrap_or_default(),
        raised_by: recording.by.map(|by| people.name(by)).unwrap_or_default(),
        satisfaction: story.life.satisfaction,
        suggested: catalogue
            .categories
            .get(&story.need.category)
            .and_then(|category| category.party.clone()),
        timeline: timeline(&story.life.timeline, &recording, &people),
        // Nothing to merge it into, no merging.
        next: next
            .into_iter()
            .filter(|step| *step != NeedStep::Merge || !twins.is_empty())
            .collect(),
        twins,
        projects: lists::answering(connection, story.need.id)?,
        awaits_resource: story.need.awaits_resource,
        may_await: story.life.state.is_open() && may_write(reading, story.need.id)?,
    })
}

/// Whether this device may change a need.
fn may_write(reading: Reading<'_>, id: NeedId) -> Result<bool, StorageError> {
    let found = reading.store.find(id.into())?;
    let Some((scope @ Scope::Grid(_), _)) = found else {
        return Ok(false);
    };
    let mut held = reading.store.scopes()?.into_iter();
    Ok(held.any(|held| held.scope == scope && held.access == Access::Write))
}

/// Whether both are of one household or organisation.
fn is_of_same_place(row: &NeedRow, story: &NeedStory) -> bool {
    let need = &story.need;
    let household = row.household.is_some() && row.household == need.household;
    let organisation = row.organisation.is_some() && row.organisation == need.organisation;
    household || organisation
}

/// The open needs that one could be merged into, those alike first.
fn twins(
    reading: Reading<'_>,
    story: &NeedStory,
    areas: &Areas,
    catalogue: &Catalogue,
) -> Result<Vec<NeedRow>, StorageError> {
    let scope = |id: NeedId| -> Result<_, StorageError> {
        Ok(reading.store.find(id.into())?.map(|(scope, _)| scope))
    };
    let here = scope(story.need.id)?;
    let mut rows = needs::rows(reading, Lives::All, areas, catalogue, |other| {
        other.life.state.is_open() && other.need.id != story.need.id
    })?;
    let category = catalogue.category_name(&story.need.category);
    rows.sort_by_key(|row| row.category != category && !is_of_same_place(row, story));
    let mut twins = Vec::new();
    for row in rows {
        if twins.len() < TWINS && scope(row.id)? == here {
            twins.push(row);
        }
    }
    Ok(twins)
}
