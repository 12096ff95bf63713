use chuanmen_core::domain::WishLife;

use super::homes::Homes;
use super::lives::{Lives, WishStory, WishWords, waiting_first, wish_stories, wishers};
use super::people::People;
use super::{Areas, Reading};
use crate::api::WishRow;
use crate::storage::StorageError;

/// Every wish on this device, what waits for this person first.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<WishRow>, StorageError> {
    let areas = Areas::load(reading.connection())?;
    rows(reading, Lives::All, &areas, |_| true)
}

/// Some wishes as rows, what waits for this person first.
pub(super) fn rows(
    reading: Reading<'_>,
    which: Lives,
    areas: &Areas,
    keep: impl Fn(&WishLife) -> bool,
) -> Result<Vec<WishRow>, StorageError> {
    let connection = reading.connection();
    let mut stories = wish_stories(connection, which, reading.now)?;
    stories.retain(|story| keep(&story.life));
    let homes = Homes::load(connection, stories.iter().map(|story| story.wish.household))?;
    let words = WishWords {
        areas,
        homes: &homes,
        people: &People::load(reading.store)?,
        wishers: &wishers(connection, &stories)?,
        me: reading.store.session().map(|me| me.account),
        now: reading.now,
    };
    let row = |story: &WishStory| story.row(&words);
    let mut rows: Vec<_> = stories.iter().map(row).collect();
    waiting_first(&mut rows, reading.store.session());
    Ok(rows)
}
