pub(super) mod words;

use chuanmen_core::domain::{Fields, Host, Kind};
use chuanmen_core::merge::{FieldConflict, Record, Stamp, Value};

use super::homes::Homes;
use super::people::People;
use super::{Areas, Catalogue, Merged, Reading, checklist, organisations};
use crate::api::{ConflictRow, ConflictSide};
use crate::storage::{StorageError, record_of};
use words::Words;

/// Disagreements not settled, the newest first. Those on the checklist and on campaigns are shown to whoever
/// sets them: nobody else could settle them.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<ConflictRow>, StorageError> {
    let sets = checklist::may_change(reading)?;
    let areas = Areas::load(reading.connection())?;
    let catalogue = Catalogue::load(reading.connection())?;
    let people = People::load(reading.store)?;
    rows(
        reading,
        disputed(reading, |record| {
            sets || !matches!(record.kind, Kind::ChecklistItem | Kind::Campaign)
        })?,
        &areas,
        &catalogue,
        &people,
    )
}

/// Those about a household and those who live there or about an organisation, and what they ask
/// for.
pub(super) fn of(
    reading: Reading<'_>,
    host: Host,
    areas: &Areas,
    catalogue: &Catalogue,
    people: &People,
) -> Result<Vec<ConflictRow>, StorageError> {
    let merged = Merged::load(reading.connection())?;
    let records = disputed(reading, |record| {
        host_of(record).map(|one| merged.host(one)) == Some(host)
    })?;
    rows(reading, records, areas, catalogue, people)
}

/// The few records on which people disagree.
fn disputed(
    reading: Reading<'_>,
    about: impl Fn(&Record) -> bool,
) -> Result<Vec<Record>, StorageError> {
    let mut statement = reading
        .connection()
        .prepare_cached("SELECT id, kind, fields, clocks FROM record WHERE disputed")?;
    let mut rows = statement.query([])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record_of(row)?);
    }
    records.retain(about);
    Ok(records)
}

/// The household or organisation that a record is about.
fn host_of(record: &Record) -> Option<Host> {
    match record.kind {
        Kind::Household => Some(Host::Household(record.id.into())),
        Kind::Organisation => Some(Host::Organisation(record.id.into())),
        _ => Host::read(&Fields(&record.fields)),
    }
}

fn rows(
    reading: Reading<'_>,
    records: Vec<Record>,
    areas: &Areas,
    catalogue: &Catalogue,
    people: &People,
) -> Result<Vec<ConflictRow>, StorageError> {
    let homes = Homes::load(
        reading.connection(),
        records
            .iter()
            .filter_map(host_of)
            .filter_map(Host::household),
    )?;
    let organisations = organisations::names(
        reading.connection(),
        records
            .iter()
            .filter_map(host_of)
            .filter_map(Host::organisation),
    )?;
    let words = Words {
        areas,
        catalogue,
        people,
        homes: &homes,
        organisations: &organisations,
    };
    let mut found = Vec::new();
    for record in &records {
        found.extend(
            record
                .conflicts()
                .map(|conflict| row(record, &conflict, &words)),
        );
    }
    found.sort_by_key(|row| std::cmp::Reverse(newest(row)));
    Ok(found)
}

fn newest(row: &ConflictRow) -> Stamp {
    let others = row.others.iter().map(|side| side.stamp);
    others.fold(row.shown.stamp, Stamp::max)
}

fn row(record: &Record, conflict: &FieldConflict<'_>, words: &Words<'_>) -> ConflictRow {
    let host = host_of(record);
    let side = |value: &Value, stamp: Stamp| ConflictSide {
        stamp,
        value: words.say(conflict.field, value),
        by: words.people.writer(stamp),
        mine: words.people.is_own(stamp),
        at: stamp.wall(),
    };
    // An organisation's own name is its subject.
    let place = host.filter(|_| record.kind != Kind::Organisation);
    let place = place.map(|host| words.host(host));
    ConflictRow {
        kind: record.kind.clone(),
        id: record.id,
        field: conflict.field.clone(),
        household: host.and_then(Host::household),
        place: place.unwrap_or_default(),
        subject: subject(record),
        shown: side(conflict.shown.0, conflict.shown.1),
        others: conflict
            .others
            .iter()
            .map(|rival| side(&rival.value, rival.stamp))
            .collect(),
    }
}

/// Whose it is: a resident's or an area's name, the text of a need or a wish.
fn subject(record: &Record) -> String {
    let fields = Fields(&record.fields);
    let name = fields.text("name").or_else(|| fields.text("text"));
    name.unwrap_or_default().to_owned()
}
