use std::collections::BTreeMap;

use chuanmen_core::domain::{Fields, Household, HouseholdId, Housing, Relation};
use chuanmen_core::merge::{FieldName, Patch, Record, Value};
use rusqlite::Connection;

use super::find;
use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::invalid;
use crate::queries;
use crate::storage::{StorageError, record_of};

/// A household that was entered twice becomes one again. The one entered first stays: its place
/// and what is known of it stand, and what only the other knows is taken over. Those who live in
/// the other, its needs and wishes are re-addressed; its visits never change, and are told of the
/// one that stays because the other says what it became.
///
/// # Errors
/// `household: form` for one and the same, `household: apart` for two in different grids: no save
/// writes into two.
pub(in crate::commands) fn merge(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    twin: HouseholdId,
) -> Result<Outcome, ReplicaError> {
    let (one, other) = (find(desk, household)?, find(desk, twin)?);
    if one.2.id == other.2.id {
        return Err(invalid("household", "form"));
    }
    if one.0 != other.0 {
        return Err(invalid("household", "apart"));
    }
    let (kept, gone) = if one.2.id < other.2.id {
        (one, other)
    } else {
        (other, one)
    };
    let (scope, record, home) = kept;
    let mut patches = vec![Patch::edit(&record, taken_over(&record, &home, &gone.1))];
    let became = BTreeMap::from([
        (FieldName::known(Record::DELETED), true.into()),
        (FieldName::known(Household::MERGED_INTO), home.id.into()),
    ]);
    patches.push(Patch::edit(&gone.1, became));
    let connection = desk.store.connection();
    let has_head = queries::residents_of(connection, home.id)?
        .iter()
        .any(|resident| resident.relation == Some(Relation::Head));
    for record in belongings(connection, gone.2.id)? {
        patches.push(Patch::edit(
            &record,
            readdressed(&record, home.id, has_head),
        ));
    }
    let title = desk.title(Some(home.id))?;
    desk.save_edit(scope, patches, title)
}

/// What the household that goes knows and the other does not.
fn taken_over(kept: &Record, home: &Household, gone: &Record) -> BTreeMap<FieldName, Value> {
    let fields = Fields(&gone.fields);
    let mut set = BTreeMap::new();
    if home.note.is_empty()
        && let Some(note) = fields.text("note")
    {
        set.insert(FieldName::known("note"), note.into());
    }
    // A flat that one of the two knows to be lived in is.
    let lived_in = fields
        .word::<Housing>("housing")
        .filter(|housing| *housing != Housing::Vacant);
    if home.housing == Housing::Vacant
        && let Some(housing) = lived_in
    {
        set.insert(FieldName::known("housing"), housing.as_str().into());
    }
    // Fields that only newer versions know.
    let known = [
        "place",
        "note",
        "housing",
        Record::DELETED,
        Household::MERGED_INTO,
    ];
    let strange = gone
        .fields
        .iter()
        .filter(|(field, _)| !known.contains(&field.as_str()) && !kept.fields.contains_key(*field));
    set.extend(strange.map(|(field, value)| (field.clone(), value.clone())));
    set
}

/// What names a household and may change: those who live there, needs, wishes.
fn belongings(
    connection: &Connection,
    household: HouseholdId,
) -> Result<Vec<Record>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind IN ('resident', 'need', 'wish') AND home = ?1
             AND scope = (SELECT scope FROM record WHERE id = ?1)",
    )?;
    let mut rows = statement.query([household.to_string()])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record_of(row)?);
    }
    Ok(records)
}

/// A household has one head.
fn readdressed(record: &Record, home: HouseholdId, has_head: bool) -> BTreeMap<FieldName, Value> {
    let mut set = BTreeMap::from([(FieldName::known("household"), home.into())]);
    let relation = Fields(&record.fields).word::<Relation>("relation");
    if has_head && relation == Some(Relation::Head) {
        set.insert(FieldName::known("relation"), Value::NULL);
    }
    set
}
