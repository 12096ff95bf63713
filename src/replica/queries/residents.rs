use std::collections::{BTreeMap, HashMap};

use chuanmen_core::domain::{CareGround, CitizenId, HouseholdId, Relation, Resident};
use jiff::civil::Date;
use rusqlite::Connection;

use super::doors::Which;
use super::{Catalogue, Merged, read};
use crate::api::ResidentView;
use crate::storage::{StorageError, record_of};

/// What is known of somebody's care tags, by code.
type Grounds = BTreeMap<String, CareGround>;

/// Who lives in a household: the head first, then as they are to the head, then by age.
pub(crate) fn of(
    connection: &Connection,
    household: HouseholdId,
) -> Result<Vec<Resident>, StorageError> {
    let known = with_grounds(connection, household)?;
    Ok(known.into_iter().map(|(resident, _)| resident).collect())
}

/// The same, with what is known of their care tags.
pub(super) fn with_grounds(
    connection: &Connection,
    household: HouseholdId,
) -> Result<Vec<(Resident, Grounds)>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind = 'resident' AND home IN (SELECT value FROM json_each(?1)) AND NOT deleted",
    )?;
    let merged = Merged::load(connection)?;
    let mut rows = statement.query([merged.json_of(household)?])?;
    let mut residents = Vec::new();
    while let Some(row) = rows.next()? {
        let record = record_of(row)?;
        let grounds = CareGround::all(&record.fields);
        residents.extend(Resident::read(&record).map(|resident| (resident, grounds)));
    }
    residents.sort_by_cached_key(|(resident, _)| {
        let relation = resident.relation.as_ref();
        let known = Relation::KNOWN
            .iter()
            .position(|known| Some(known) == relation);
        (
            known.unwrap_or(usize::MAX),
            resident.born.unwrap_or(Date::MAX),
            resident.id,
        )
    });
    Ok(residents)
}

/// The names of those who live in each household of a set, head first.
pub(super) fn names(
    connection: &Connection,
    which: &Which,
) -> Result<HashMap<HouseholdId, Vec<String>>, StorageError> {
    let merged = Merged::load(connection)?;
    let which = merged.widen(which);
    let sql = which.sql(
        "SELECT home, person FROM record
         WHERE kind = 'resident' AND NOT deleted AND {which} ORDER BY relation IS NOT 'head', key",
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = which.rows(&mut statement)?;
    let mut names: HashMap<_, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            names
                .entry(merged.kept(household))
                .or_default()
                .push(read::text(row, 1)?);
        }
    }
    Ok(names)
}

/// A resident as shown: numbers masked.
pub(super) fn view(
    (resident, grounds): (Resident, Grounds),
    catalogue: &Catalogue,
    today: Date,
) -> ResidentView {
    let shown = resident.care_tags.iter().map(String::as_str);
    let tags = catalogue.sorted(shown.filter(|code| catalogue.shows(code)));
    let tag = |code: &str| (code.to_owned(), catalogue.tag_name(code));
    let tags = tags.into_iter().map(tag).collect();
    let both = |(head, tail): (&str, &str)| (head.to_owned(), tail.to_owned());
    ResidentView {
        id: resident.id,
        age: resident.age(today),
        born: resident.born,
        citizen_id: resident
            .citizen_id
            .as_ref()
            .map(CitizenId::masked)
            .map(both),
        phone: masked_phone(&resident.phone),
        name: resident.name,
        sex: resident.sex,
        relation: resident.relation,
        grounds,
        ethnicity: resident.ethnicity,
        tags,
        party_member: resident.party_member,
        family_doctor: resident.family_doctor,
        note: resident.note,
    }
}

/// The first three and the last four digits; of a number too short to hide anything, the last two.
pub(super) fn masked_phone(phone: &str) -> Option<(String, String)> {
    let digits: Vec<char> = phone.chars().collect();
    let (head, tail) = match digits.len() {
        0 => return None,
        8.. => (3, 4),
        _ => (0, 2),
    };
    let tail = digits.len().saturating_sub(tail);
    Some((
        digits.iter().take(head).collect(),
        digits.iter().skip(tail).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_masked_whatever_its_length() {
        let masked = |phone: &str| masked_phone(phone).unwrap();
        assert_eq!(masked("13800692907"), ("138".into(), "2907".into()));
        assert_eq!(masked("12345"), (String::new(), "45".into()));
        assert_eq!(masked_phone(""), None);
    }
}
