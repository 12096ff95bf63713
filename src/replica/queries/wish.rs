use chuanmen_core::domain::{WishId, WishStep};
use rusqlite::Connection;

use super::homes::Homes;
use super::lives::{Lives, Recording, WishWords, timeline, wish_stories, wishers};
use super::people::People;
use super::{Areas, Reading};
use crate::api::{ReplicaError, WishView};
use crate::storage::StorageError;

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
        .map(|me| story.life.state.next_steps(&me.role))
        .unwrap_or_default();
    let next_number = match next.contains(&WishStep::Verify) {
        true => Some(next_number(connection)?),
        false => None,
    };
    Ok(WishView {
        row: story.row(&words),
        address: homes.address(&areas, story.wish.household),
        raised_by: recording.by.map(|by| people.name(by)).unwrap_or_default(),
        satisfaction: story.life.satisfaction,
        timeline: timeline(&story.life.timeline, &recording, &people),
        next,
        next_number,
    })
}

/// The largest number of a wish.
pub(crate) const LAST_NUMBER: i64 = 1_000_000;

/// The number for a wish that is verified now: the next after those on this device.
pub(crate) fn next_number(connection: &Connection) -> Result<i64, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT COALESCE(MAX(fields ->> '$.number'), 0) + 1 FROM event
         WHERE kind = 'wish' AND step = 'verify' AND fields ->> '$.number' < ?1",
    )?;
    Ok(statement.query_row([LAST_NUMBER], |row| row.get(0))?)
}

/// Whether another wish on this device was verified under a number.
pub(crate) fn is_anothers_number(
    connection: &Connection,
    number: i64,
    wish: WishId,
) -> Result<bool, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM event WHERE kind = 'wish' AND step = 'verify'
         AND fields ->> '$.number' = ?1 AND subject <> ?2",
    )?;
    Ok(statement.exists((number, wish.to_string()))?)
}
