use std::collections::BTreeMap;

use chuanmen_core::domain::{Resident, ResidentId, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, Value};
use rusqlite::Connection;

use crate::api::{Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::queries::health_of;
use crate::storage::{DraftKey, Save, StorageError, record_of};

/// One person who was entered twice becomes one again: what is known of `twin` alone joins what is
/// known of `resident`, which stays where both know something; the wishes of both are of one. The
/// record entered first, of the smaller id, is kept whichever is named first: two people who merge
/// the same two at the same time merge them the same way, and neither deletes what the other keeps.
///
/// # Errors
/// [`ReplicaError::StepNotPossible`] for one and the same, and for two in different scopes: no
/// transaction writes into two.
pub(in crate::commands) fn merge(
    desk: &mut Desk<'_>,
    resident: ResidentId,
    twin: ResidentId,
) -> Result<Outcome, ReplicaError> {
    let (scope, named, person) = super::find(desk, resident)?;
    let (other, second, _) = super::find(desk, twin)?;
    if resident == twin || scope != other {
        return Err(ReplicaError::StepNotPossible);
    }
    let (kept_id, gone_id) = (resident.min(twin), resident.max(twin));
    let (kept, gone, known) = if kept_id == resident {
        let known = missing(&named, &second);
        (named, second, known)
    } else {
        let known = all_of(&named);
        (second, named, known)
    };
    let became = BTreeMap::from([
        (FieldName::known(Record::DELETED), true.into()),
        (
            FieldName::known(Resident::MERGED_INTO),
            kept_id.to_string().into(),
        ),
    ]);
    let mut patches = vec![Patch::edit(&kept, known), Patch::edit(&gone, became)];
    patches.extend(
        wishes_of(desk.store.connection(), gone_id)?
            .iter()
            .map(|wish| {
                let whose = (FieldName::known("resident"), kept_id.to_string().into());
                Patch::edit(wish, BTreeMap::from([whose]))
            }),
    );
    patches.retain(|patch| !patch.is_empty());
    let place = desk.title(Some(person.household))?;
    let summary = Summary {
        place,
        subject: person.name,
        ..Summary::default()
    };
    let merged = desk.save(Save {
        scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            edits: 1,
            ..summary.clone()
        },
        draft: Some(DraftKey::Resident(gone_id)),
    })?;
    carry_health(desk, scope, (kept_id, gone_id), summary)?;
    Ok(merged)
}

/// What is of the twin's health becomes the resident's, where this device holds it: a save of its
/// own, since it lies in a scope of its own.
fn carry_health(
    desk: &mut Desk<'_>,
    scope: Scope,
    (resident, twin): (ResidentId, ResidentId),
    summary: Summary,
) -> Result<(), ReplicaError> {
    let found = health_of(desk.store, twin)?.into_iter();
    let patches: Vec<_> = found
        .map(|(record, _)| {
            let whose = (FieldName::known("resident"), resident.to_string().into());
            Patch::edit(&record, BTreeMap::from([whose]))
        })
        .collect();
    let (Some(scope), false) = (scope.health(), patches.is_empty()) else {
        return Ok(());
    };
    let saved = Save {
        scope,
        summary: Summary {
            health: u32::try_from(patches.len()).unwrap_or(u32::MAX),
            ..summary
        },
        patches,
        events: Vec::new(),
        draft: None,
    };
    desk.save(saved).map(drop)
}

/// What `gone` says and `kept` does not. Where they live and who they are to the head is a matter
/// of the household that they are kept in.
fn missing(kept: &Record, gone: &Record) -> BTreeMap<FieldName, Value> {
    let of_the_household = |field: &FieldName| matches!(field.as_str(), "household" | "relation");
    let fields = gone.fields.iter().filter(|(field, value)| {
        let stands = kept.fields.get(*field);
        !of_the_household(field) && says(value) && !stands.is_some_and(says)
    });
    fields
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect()
}

/// All that somebody's entry says, their household too.
fn all_of(entry: &Record) -> BTreeMap<FieldName, Value> {
    let fields = entry.fields.iter().filter(|(_, value)| says(value));
    fields
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect()
}

/// A care tag that was cleared, an emptied text and nothing say nothing.
fn says(value: &Value) -> bool {
    !super::edit::is_blank(value)
}

/// The wishes that were recorded for somebody.
pub(in crate::commands) fn wishes_of(
    connection: &Connection,
    whose: ResidentId,
) -> Result<Vec<Record>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind = 'wish' AND fields ->> '$.resident' = ?1 AND NOT deleted
             AND scope = (SELECT scope FROM record WHERE id = ?1)",
    )?;
    let mut rows = statement.query([whose.to_string()])?;
    let mut wishes = Vec::new();
    while let Some(row) = rows.next()? {
        wishes.push(record_of(row)?);
    }
    Ok(wishes)
}
