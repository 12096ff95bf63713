use chuanmen_core::domain::WishId;

use super::homes::Homes;
use super::lives::{Lives, Recording, WishWords, timeline, wish_stories, wishers};
use super::people::People;
use super::{Areas, Reading};
use crate::api::{ReplicaError, WishView};

/// One wish with its timeline.
pub(super) fn answer(reading: Reading<'_>, wish: WishId) -> Result<WishView, ReplicaError> {
    let connection = reading.connection();
    let stories = wish_stories(connection, Lives::One(wish.into()), reading.now)?;
    let story = stories.first().ok_or(ReplicaError::NotFound)?;
    let areas = Areas::load(connection)?;
    let people = People::load(reading.store)?;
    let homes = Homes::load(connection, [story.wish.household])?;
    let words = WishWords {
        areas: &areas,
        homes: &homes,
        people: &people,
        wishers: &wishers(connection, &stories)?,
        me: reading.store.session().map(|me| me.account),
        now: reading.now,
    };
    let recording = Recording {
        by: story.wish.raised_by,
        at: story.wish.raised_at,
        pending: story.record_pending,
    };
    let next = reading
        .store
        .session()
        .map(|me| story.life.state.next_steps(&me.role));
    Ok(WishView {
        row: story.row(&words),
        address: homes.address(&areas, story.wish.household),
        raised_by: recording.by.map(|by| people.name(by)).unwrap_or_default(),
        satisfaction: story.life.satisfaction,
        timeline: timeline(&story.life.timeline, &recording, &people),
        next: next.unwrap_or_default(),
    })
}
