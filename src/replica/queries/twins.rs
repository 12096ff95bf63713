//! People who may have been entered before.

use std::collections::BTreeMap;

use chuanmen_core::domain::{CitizenId, Resident, ResidentId};
use pinyin::ToPinyin;
use rusqlite::Params;

use super::doors::{self, Which};
use super::{Areas, Catalogue, Merged, Reading, residents};
use crate::api::{TwinRow, TwinSign, TwinsQuery};
use crate::storage::{StorageError, record_of};

/// Who may be the one whose form this is, the surest first.
pub(super) fn answer(
    reading: Reading<'_>,
    typed: &TwinsQuery,
) -> Result<Vec<TwinRow>, StorageError> {
    let name = typed.name.trim();
    let number = CitizenId::parse(&typed.citizen_id).ok();
    let mut found: BTreeMap<ResidentId, (TwinSign, Resident)> = BTreeMap::new();
    let mut add = |sign: TwinSign, resident: Resident| {
        if typed.resident != Some(resident.id) {
            found.entry(resident.id).or_insert((sign, resident));
        }
    };
    if let Some(number) = &number {
        let same = "citizen_number = ?1 AND citizen_number IS NOT NULL";
        for resident in those(reading, same, [number.as_str()])? {
            add(TwinSign::Number, resident);
        }
        for resident in those(reading, "person = ?1", [name])? {
            if resident.born == Some(number.born()) {
                add(TwinSign::NameAndBirth, resident);
            }
        }
    }
    for resident in residents::of(reading.connection(), typed.household)? {
        if is_similar(name, &resident.name) {
            add(TwinSign::SimilarName, resident);
        }
    }
    rows(reading, found.into_values().collect())
}

/// Residents for whom a condition holds.
fn those(
    reading: Reading<'_>,
    condition: &str,
    parameters: impl Params,
) -> Result<Vec<Resident>, StorageError> {
    let mut statement = reading.connection().prepare_cached(&format!(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind = 'resident' AND {condition} AND NOT deleted"
    ))?;
    let mut rows = statement.query(parameters)?;
    let mut residents = Vec::new();
    while let Some(row) = rows.next()? {
        residents.extend(Resident::read(&record_of(row)?));
    }
    Ok(residents)
}

fn rows(
    reading: Reading<'_>,
    found: Vec<(TwinSign, Resident)>,
) -> Result<Vec<TwinRow>, StorageError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let merged = Merged::load(connection)?;
    let homes = found
        .iter()
        .map(|(_, resident)| merged.kept(resident.household));
    let doors = doors::load(
        connection,
        &Which::Of(homes.collect()),
        &catalogue,
        reading.today,
    )?;
    let place = |resident: &Resident| {
        let door = doors
            .iter()
            .find(|door| door.household == merged.kept(resident.household));
        door.map(|door| areas.spot(door.building, &door.unit, &door.room))
    };
    let mut rows: Vec<_> = found
        .into_iter()
        .map(|(sign, resident)| TwinRow {
            place: place(&resident).unwrap_or_default(),
            resident: resident.id,
            household: merged.kept(resident.household),
            name: resident.name,
            sign,
        })
        .collect();
    rows.sort_by_key(|row| (row.sign, row.resident));
    Ok(rows)
}

/// Whether two names are easily taken for each other: the same, of the same sound, or of three
/// characters and more with one of them different. Brothers and sisters share most of a short one.
fn is_similar(typed: &str, known: &str) -> bool {
    if typed.is_empty() || known.is_empty() {
        return false;
    }
    typed == known || sound(typed) == sound(known) || differs_in_one(typed, known)
}

fn differs_in_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let different = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.len() == b.len() && a.len() > 3 && different == 1
}

/// How a name sounds, without tones.
fn sound(name: &str) -> Vec<String> {
    let plain = |c: char| c.to_pinyin().map(|reading| reading.plain().to_owned());
    name.chars()
        .map(|c| plain(c).unwrap_or_else(|| c.to_lowercase().collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_similar;

    #[test]
    fn names_are_similar_by_sound_and_by_all_but_one_of_many_characters() {
        for (a, b) in [
            ("李国华", "李国华"),
            ("李国华", "李国花"),
            ("玉应罕", "玉英罕"),
            ("阿卜杜拉", "阿不杜拉"),
            ("ana", "Ana"),
        ] {
            assert!(is_similar(a, b), "{a} {b}");
        }
    }

    #[test]
    fn brothers_and_sisters_are_not_taken_for_each_other() {
        for (a, b) in [
            ("李国华", "李国强"),
            ("李明", "李亮"),
            ("", "李明"),
            ("李", "李明"),
        ] {
            assert!(!is_similar(a, b), "{a} {b}");
        }
    }
}
