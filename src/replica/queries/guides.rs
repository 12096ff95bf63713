use std::collections::HashMap;

use chuanmen_core::domain::{Guide, GuideId};

use super::Reading;
use super::search::TypedName;
use crate::api::GuideRow;
use crate::storage::{StorageError, record_of};

/// How well an entry fits whose text, not its title, holds what was typed.
const IN_THE_TEXT: u8 = 3;

/// The service handbook: all of it by category, or what fits `text`, best first. Some hundred
/// records, read whole.
pub(super) fn answer(reading: Reading<'_>, text: &str) -> Result<Vec<GuideRow>, StorageError> {
    let mut guides = load(reading)?;
    // A category stands where its first entry does.
    let mut first: HashMap<String, i64> = HashMap::new();
    for (_, guide) in &guides {
        let order = first.entry(guide.category.clone()).or_insert(guide.order);
        *order = guide.order.min(*order);
    }
    let words: Vec<_> = text.split_whitespace().collect();
    guides.retain(|(_, guide)| fit(guide, &words).is_some());
    guides.sort_by_cached_key(|(id, guide)| {
        let category = first.get(&guide.category).copied();
        let place = (category, guide.category.clone(), guide.order);
        (fit(guide, &words), place, *id)
    });
    let row = |(id, guide): (GuideId, Guide)| GuideRow {
        id,
        title: guide.title,
        category: guide.category,
        summary: guide.summary,
    };
    Ok(guides.into_iter().map(row).collect())
}

/// Every entry that holds.
fn load(reading: Reading<'_>) -> Result<Vec<(GuideId, Guide)>, StorageError> {
    let mut statement = reading.connection().prepare_cached(
        "SELECT id, kind, fields, clocks FROM record WHERE kind = 'guide' AND NOT deleted",
    )?;
    let mut rows = statement.query([])?;
    let mut guides = Vec::new();
    while let Some(row) = rows.next()? {
        let record = record_of(row)?;
        let guide = Guide::read(&record).filter(|guide| !guide.retired);
        guides.extend(guide.map(|guide| (record.id.into(), guide)));
    }
    Ok(guides)
}

/// How well an entry fits all the words, as well as the worst of them: 0 to 2 as a title or
/// category does (see [`TypedName::fit`]), then by its text; none if a word is nowhere.
fn fit(guide: &Guide, words: &[&str]) -> Option<u8> {
    let mut fits = words.iter().map(|word| fit_word(guide, word));
    fits.try_fold(0, |worst, fit| Some(fit?.max(worst)))
}

fn fit_word(guide: &Guide, word: &str) -> Option<u8> {
    let typed = TypedName::parse(word);
    let named = typed.and_then(|typed| {
        let names = [&guide.title, &guide.category];
        names.into_iter().filter_map(|name| typed.fit(name)).min()
    });
    let texts = [&guide.summary, &guide.eligibility, &guide.place];
    let held = || {
        let mut texts = texts.into_iter().chain(&guide.papers);
        texts.any(|text| text.contains(word))
    };
    named.or_else(|| held().then_some(IN_THE_TEXT))
}
