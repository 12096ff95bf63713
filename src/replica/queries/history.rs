use std::collections::{BTreeMap, HashMap};

use chuanmen_core::domain::{Campaign, CareGround, Fields, HouseholdId, Kind, Resident};
use chuanmen_core::merge::{FieldName, Record, RecordId, Value};

use super::conflicts::words::Words;
use super::homes::Homes;
use super::people::People;
use super::{Areas, Catalogue, Merged, Reading, read};
use crate::api::{ChangeFate, ChangeRow, HistoryQuery, HistoryView, ReplicaError};
use crate::storage::{StorageError, Write};

/// What was changed, newest first, as far as this device saw it: what it was told as a snapshot
/// has only its last writes.
pub(super) fn answer(
    reading: Reading<'_>,
    asked: &HistoryQuery,
) -> Result<HistoryView, ReplicaError> {
    let connection = reading.connection();
    let household = Merged::load(connection)?.kept(asked.household);
    let (areas, catalogue) = (Areas::load(connection)?, Catalogue::load(connection)?);
    let people = People::load(reading.store)?;
    let mut told = Vec::new();
    for id in subjects(reading, household)? {
        let found = reading.store.find(id)?;
        if let Some((_, record)) = found {
            told.push((record, reading.store.writes(id)?));
        }
    }
    let writes = told.iter().flat_map(|(_, writes)| writes);
    let named = writes.filter_map(|write| write.value.as_text()?.parse().ok());
    let homes = Homes::load(connection, named.chain([household]))?;
    let words = Words {
        areas: &areas,
        catalogue: &catalogue,
        people: &people,
        homes: &homes,
        organisations: &HashMap::new(),
    };
    let mut view = HistoryView {
        household,
        title: homes.title(&areas, household),
        changes: Vec::new(),
        cut: false,
    };
    for (record, writes) in told {
        tell(&record, writes, &words, (&mut view.changes, &mut view.cut));
    }
    newest_first(&mut view.changes);
    Ok(view)
}

/// Who changed what the community has set, and when: of these records, newest first.
pub(super) fn of_catalogue(
    reading: Reading<'_>,
    records: &[RecordId],
) -> Result<Vec<ChangeRow>, ReplicaError> {
    let connection = reading.connection();
    let (areas, catalogue) = (Areas::load(connection)?, Catalogue::load(connection)?);
    let people = People::load(reading.store)?;
    let homes = Homes::load(connection, [])?;
    let words = Words {
        areas: &areas,
        catalogue: &catalogue,
        people: &people,
        homes: &homes,
        organisations: &HashMap::new(),
    };
    let (mut changes, mut cut) = (Vec::new(), false);
    for id in records {
        let found = reading.store.find(*id)?;
        if let Some((_, record)) = found.filter(|(_, one)| one.kind.is_of_a_catalogue()) {
            let writes = reading.store.writes(*id)?;
            tell(&record, writes, &words, (&mut changes, &mut cut));
        }
    }
    newest_first(&mut changes);
    Ok(changes)
}

fn newest_first(changes: &mut [ChangeRow]) {
    let key = |row: &ChangeRow| (row.stamp, row.id, row.field.clone());
    changes.sort_by_key(|row| std::cmp::Reverse(key(row)));
}

/// The household by every name it had, and everybody who lives there or moved out of it.
fn subjects(reading: Reading<'_>, household: HouseholdId) -> Result<Vec<RecordId>, StorageError> {
    let merged = Merged::load(reading.connection())?;
    let mut ids: Vec<RecordId> = merged
        .all_of(household)
        .into_iter()
        .map(RecordId::from)
        .collect();
    let mut statement = reading.connection().prepare_cached(
        "SELECT DISTINCT id FROM record
         WHERE kind = 'resident' AND home IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([merged.json_of(household)?])?;
    while let Some(row) = rows.next()? {
        ids.extend(read::id(row, 0)?.map(RecordId));
    }
    Ok(ids)
}

/// Adds what is known of one record.
fn tell(
    record: &Record,
    writes: Vec<Write>,
    words: &Words<'_>,
    (changes, cut): (&mut Vec<ChangeRow>, &mut bool),
) {
    let subject = match record.kind {
        Kind::Resident => Fields(&record.fields).string("name"),
        _ => String::new(),
    };
    // What nobody had seen anything of before, and the record was made under it.
    let first = writes.iter().map(|write| write.stamp).min();
    let makes = |write: &Write| {
        Some(write.stamp) == first && write.base.as_ref().is_some_and(Vec::is_empty)
    };
    let mut fields: BTreeMap<FieldName, Vec<Write>> = BTreeMap::new();
    let mut entered = None::<Write>;
    for write in writes {
        if makes(&write) {
            entered.get_or_insert_with(|| write.clone());
        }
        fields.entry(write.field.clone()).or_default().push(write);
    }
    let row = |write: &Write| ChangeRow {
        kind: record.kind.clone(),
        id: record.id,
        subject: subject.clone(),
        field: None,
        tag: String::new(),
        before: None,
        after: String::new(),
        by: words.people.writer(write.stamp),
        phone: words.people.phone(write.stamp),
        mine: words.people.is_own(write.stamp),
        at: write.stamp.wall(),
        stamp: write.stamp,
        fate: if write.pending {
            ChangeFate::Waiting
        } else {
            ChangeFate::Taken
        },
    };
    changes.extend(entered.iter().map(row));
    for (field, mut writes) in fields {
        let code = tag_of(&field).or(field.member_of(Campaign::TAG));
        if code.is_some_and(|code| !words.catalogue.shows(code)) {
            continue;
        }
        writes.sort_by_key(|write| write.stamp);
        let tag = tag_of(&field).map(|code| words.catalogue.tag_name(code));
        for (index, write) in writes.iter().enumerate() {
            if makes(write) {
                continue;
            }
            let before = before(&writes, index);
            *cut |= before.is_none();
            let before = before.map(|value| words.say(&field, &value));
            let after = words.say(&field, &write.value);
            // A tag and its ground are written together; one that says nothing new is no change.
            if before.as_ref() == Some(&after) && write.base.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            changes.push(ChangeRow {
                field: Some(field.clone()),
                tag: tag.clone().unwrap_or_default(),
                before,
                after,
                fate: fate(record, &field, &writes, write),
                ..row(write)
            });
        }
    }
}

/// The code of the care tag that a field is about.
fn tag_of(field: &FieldName) -> Option<&str> {
    [Resident::CARE_TAG, CareGround::SINCE, CareGround::REASON]
        .iter()
        .find_map(|set| field.member_of(set))
}

/// What stood there before a write: nothing if its author saw nothing, else what they saw; none if
/// that is not known here.
fn before(writes: &[Write], index: usize) -> Option<Value> {
    let write = writes.get(index)?;
    match write.base.as_deref() {
        Some([]) => Some(Value::NULL),
        Some(seen) => {
            let newest = seen.iter().max()?;
            let known = writes.iter().find(|one| one.stamp == *newest)?;
            Some(known.value.clone())
        }
        None => None,
    }
}

fn fate(record: &Record, field: &FieldName, writes: &[Write], write: &Write) -> ChangeFate {
    if write.pending {
        return ChangeFate::Waiting;
    }
    let disputed = record.conflict(field).is_some_and(|conflict| {
        let others = conflict.others.iter();
        others
            .map(|rival| rival.stamp)
            .any(|stamp| stamp == write.stamp)
    });
    if disputed {
        return ChangeFate::Disputed;
    }
    // A writer who had seen several values chose between them.
    let chose_another = |one: &Write| {
        let seen = one.base.as_deref().unwrap_or_default();
        seen.len() > 1 && seen.contains(&write.stamp) && one.value != write.value
    };
    if writes.iter().any(chose_another) {
        ChangeFate::Lost
    } else {
        ChangeFate::Taken
    }
}
