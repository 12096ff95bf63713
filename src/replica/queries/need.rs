use chuanmen_core::domain::{Access, Fields, Host, Need, NeedId, NeedStep, Scope, StoredEvent};

use super::homes::Homes;
use super::lives::{Lives, NeedStory, NeedWords, Recording, need_stories, timeline};
use super::people::People;
use super::{Areas, Catalogue, Reading, lists, needs, organisations};
use crate::api::{NeedName, NeedRow, NeedView, ReplicaError};
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
    let mut timeline = timeline(&story.life.timeline, &recording, &people);
    for (row, entry) in timeline.iter_mut().zip(story.life.timeline.iter().rev()) {
        row.into = into_which(reading, &entry.event)?;
    }
    let merged = match story.life.into {
        Some(into) => names(
            reading,
            Lives::One(into.into()),
            (&areas, &catalogue),
            |_| true,
        )?,
        None => Vec::new(),
    };
    let here = Lives::MergedInto(need);
    let merged_here = names(reading, here, (&areas, &catalogue), |other| {
        other.life.into == Some(need)
    })?;
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
        timeline,
        merged_into: merged.into_iter().next(),
        merged_here,
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

/// What a need asks for that another was merged into; empty for any other step.
fn into_which(reading: Reading<'_>, event: &StoredEvent) -> Result<String, StorageError> {
    let Some(into) = Fields(&event.event.fields).parse::<NeedId>(NeedStep::INTO) else {
        return Ok(String::new());
    };
    let found = reading.store.find(into.into())?;
    let found = found.and_then(|(_, record)| Need::read(&record));
    Ok(found.map(|need| need.text).unwrap_or_default())
}

/// Some needs, to be led to.
fn names(
    reading: Reading<'_>,
    which: Lives,
    (areas, catalogue): (&Areas, &Catalogue),
    keep: impl Fn(&NeedStory) -> bool,
) -> Result<Vec<NeedName>, StorageError> {
    let rows = needs::rows(reading, which, areas, catalogue, keep)?;
    let name = |row: NeedRow| NeedName {
        id: row.id,
        text: row.text,
        place: row.place,
    };
    Ok(rows.into_iter().map(name).collect())
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
    rows.sort_by_key(|row| (!is_of_same_place(row, story), row.category != category));
    let mut twins = Vec::new();
    for row in rows {
        if twins.len() < TWINS && scope(row.id)? == here {
            twins.push(row);
        }
    }
    Ok(twins)
}
