use chuanmen_core::domain::{Host, NeedId, NeedStep};

use super::homes::Homes;
use super::lives::{Lives, NeedWords, Recording, need_stories, timeline};
use super::people::People;
use super::{Areas, Catalogue, Reading, organisations};
use crate::api::{NeedView, ReplicaError};

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
    // Merging asks which need it goes into; no command carries that yet.
    let next = next.unwrap_or_default().into_iter();
    Ok(NeedView {
        row: story.row(&words),
        address: match story.need.host() {
            Some(Host::Household(home)) => homes.address(&areas, home),
            Some(Host::Organisation(id)) => organisations::address_of(reading, id, &areas)?,
            None => String::new(),
        },
        household_name: household.map(|home| homes.head(home)).unwrap_or_default(),
        raised_by: recording.by.map(|by| people.name(by)).unwrap_or_default(),
        satisfaction: story.life.satisfaction,
        timeline: timeline(&story.life.timeline, &recording, &people),
        next: next.filter(|step| *step != NeedStep::Merge).collect(),
    })
}
