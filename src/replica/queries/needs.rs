use super::homes::Homes;
use super::lives::{Lives, NeedStory, NeedWords, most_pressing_first, need_stories};
use super::{Areas, Catalogue, Reading, organisations};
use crate::api::NeedRow;
use crate::storage::StorageError;

/// Every need on this device, most pressing first.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<NeedRow>, StorageError> {
    let areas = Areas::load(reading.connection())?;
    let catalogue = Catalogue::load(reading.connection())?;
    rows(reading, Lives::All, &areas, &catalogue, |_| true)
}

/// Some needs as rows, most pressing first.
pub(super) fn rows(
    reading: Reading<'_>,
    which: Lives,
    areas: &Areas,
    catalogue: &Catalogue,
    keep: impl Fn(&NeedStory) -> bool,
) -> Result<Vec<NeedRow>, StorageError> {
    let connection = reading.connection();
    let mut stories = need_stories(connection, which)?;
    stories.retain(keep);
    let homes = Homes::load(
        connection,
        stories.iter().filter_map(|story| story.need.household),
    )?;
    let organisations = organisations::names(
        connection,
        stories.iter().filter_map(|story| story.need.organisation),
    )?;
    let words = NeedWords {
        areas,
        homes: &homes,
        organisations: &organisations,
        catalogue,
        today: reading.today,
    };
    let row = |story: &NeedStory| story.row(&words);
    let mut rows: Vec<_> = stories.iter().map(row).collect();
    most_pressing_first(&mut rows);
    Ok(rows)
}
