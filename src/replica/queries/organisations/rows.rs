use std::collections::HashMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Organisation, OrganisationId, Outcome, narrow};
use rusqlite::Connection;

use super::super::areas::AreaOrder;
use super::super::lives::{Lives, need_stories};
use super::super::search::TypedName;
use super::super::{Areas, Reading, read};
use crate::api::OrganisationRow;
use crate::storage::StorageError;

/// How many are found at most.
const FOUND: usize = 50;
/// How well one fits whose address or note, not its name, holds what was typed.
const IN_THE_TEXT: u8 = 3;
/// The fewest digits that stand for a telephone.
const TAIL: usize = 4;

/// All organisations by place, or what fits `text`, best first; closed ones last.
pub(in crate::queries) fn answer(
    reading: Reading<'_>,
    text: &str,
) -> Result<Vec<OrganisationRow>, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let words: Vec<_> = text.split_whitespace().collect();
    let mut found: Vec<_> = super::all(connection)?
        .into_iter()
        .filter_map(|one| Some((fit(&one, &words)?, one)))
        .collect();
    found.sort_by_cached_key(|(fit, one)| {
        (
            one.closed,
            *fit,
            order(&areas, one),
            one.name.clone(),
            one.id,
        )
    });
    if !words.is_empty() {
        found.truncate(FOUND);
    }
    let (met, open) = (met(connection)?, open_needs(connection)?);
    let row = |(_, one): (u8, Organisation)| OrganisationRow {
        id: one.id,
        compound: super::compound(&areas, &one),
        place: super::place(&areas, &one),
        open_needs: open.get(&one.id).copied().unwrap_or_default(),
        met_at: met.get(&one.id).copied(),
        closed: one.closed,
        name: one.name,
        trade: one.trade,
    };
    Ok(found.into_iter().map(row).collect())
}

/// By building; those that stand in none come last.
fn order(areas: &Areas, one: &Organisation) -> (bool, Option<AreaOrder>) {
    let place = one.site.building.map(|building| areas.order(building));
    (place.is_none(), place)
}

/// How well an organisation fits all the words, as well as the worst of them; none if a word is
/// nowhere.
fn fit(one: &Organisation, words: &[&str]) -> Option<u8> {
    let mut fits = words.iter().map(|word| fit_word(one, word));
    fits.try_fold(0, |worst, fit| Some(fit?.max(worst)))
}

/// 0 to 2 as a name does (see [`TypedName::fit`]), 1 for the end of a telephone, then by address
/// and note.
fn fit_word(one: &Organisation, word: &str) -> Option<u8> {
    let named = TypedName::parse(word).and_then(|typed| {
        let names = [&one.name, &one.contact.name];
        names.into_iter().filter_map(|name| typed.fit(name)).min()
    });
    let digits: String = word.chars().map(narrow).collect();
    let is_tail = digits.len() >= TAIL && digits.bytes().all(|byte| byte.is_ascii_digit());
    let called = || {
        let mut phones = [&one.phone, &one.contact.phone].into_iter();
        (is_tail && phones.any(|phone| phone.ends_with(&digits))).then_some(1)
    };
    let held = || {
        let mut texts = [&one.site.address, &one.note].into_iter();
        texts.any(|text| text.contains(word)).then_some(IN_THE_TEXT)
    };
    named.or_else(called).or_else(held)
}

/// When somebody was last met at each.
fn met(connection: &Connection) -> Result<HashMap<OrganisationId, UnixMillis>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT organisation, MAX(ended_at) FROM record INDEXED BY organisation_matters
         WHERE kind = 'visit' AND organisation IS NOT NULL AND outcome = ?1 AND NOT deleted
         GROUP BY organisation",
    )?;
    let mut rows = statement.query([Outcome::Met.as_str()])?;
    let mut met = HashMap::new();
    while let Some(row) = rows.next()? {
        if let (Some(id), Some(at)) = (read::id(row, 0)?, read::int(row, 1)?) {
            met.insert(id, UnixMillis(at));
        }
    }
    Ok(met)
}

/// How many needs of each are open.
fn open_needs(connection: &Connection) -> Result<HashMap<OrganisationId, u32>, StorageError> {
    let mut open = HashMap::new();
    for story in need_stories(connection, Lives::OfOrganisations)? {
        if let Some(id) = story
            .need
            .organisation
            .filter(|_| story.life.state.is_open())
        {
            *open.entry(id).or_insert(0) += 1;
        }
    }
    Ok(open)
}
