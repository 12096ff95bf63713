use std::collections::BTreeMap;

use super::{RefusalCode, Transaction, limits};
use crate::domain::Picture;
use crate::merge::{FieldName, HybridClock, Patch, Scalar, Stamp, Value};

/// A transaction that cannot be taken, whoever sends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Refusal {
    /// For programs.
    pub code: RefusalCode,
    /// For the log and the person who helps. Never holds a value, only names of fields.
    pub detail: String,
}

impl Refusal {
    /// A refusal.
    #[must_use]
    pub fn new(code: RefusalCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// Checks what can be checked of a transaction without a store: form, ranges, limits. Replicas
/// call it before saving, the hub before storing.
///
/// # Errors
/// The first thing that is wrong.
pub fn validate(transaction: &Transaction) -> Result<(), Refusal> {
    let Transaction {
        id,
        scope: _,
        author,
        stamp,
        patches,
        events,
    } = transaction;
    let wall = stamp.wall();
    if !(HybridClock::EARLIEST..HybridClock::LATEST).contains(&wall) {
        return Err(Refusal::new(
            RefusalCode::StampOutOfRange,
            format!("stamp {stamp}"),
        ));
    }
    if patches.is_empty() && events.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Empty,
            "neither patches nor events",
        ));
    }
    if patches.len() + events.len() > limits::OPERATIONS {
        return Err(Refusal::new(RefusalCode::TooLarge, "operations"));
    }
    let ids = patches.iter().map(|patch| patch.id.0);
    let ids = ids.chain(
        events
            .iter()
            .flat_map(|event| [event.id.0, event.subject.0]),
    );
    if ids.chain([id.0, author.0]).any(|id| id.is_nil()) {
        return Err(Refusal::new(RefusalCode::BadValue, "nil id"));
    }
    for patch in patches {
        check_word(patch.kind.as_str())?;
        check_fields(&patch.set)?;
        check_bases(patch, *stamp)?;
    }
    for event in events {
        check_word(&event.step)?;
        if !event.kind.has_life() {
            return Err(Refusal::new(
                RefusalCode::WrongKind,
                format!("event of {}", event.kind),
            ));
        }
        check_fields(&event.fields)?;
    }
    Ok(())
}

fn check_bases(patch: &Patch, stamp: Stamp) -> Result<(), Refusal> {
    if patch.base.len() > limits::FIELDS {
        return Err(Refusal::new(RefusalCode::TooLarge, "bases"));
    }
    for (field, seen) in &patch.base {
        if seen.len() > limits::BASES {
            return Err(Refusal::new(
                RefusalCode::TooLarge,
                format!("bases of {field}"),
            ));
        }
        if !patch.set.contains_key(field) || seen.iter().any(|base| *base >= stamp) {
            return Err(Refusal::new(RefusalCode::BadBase, field.to_string()));
        }
    }
    Ok(())
}

/// Kinds and steps are words like field names.
fn check_word(word: &str) -> Result<(), Refusal> {
    match FieldName::try_from(word.to_owned()) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal::new(
            RefusalCode::BadValue,
            "kind or step is not a word",
        )),
    }
}

fn check_fields(fields: &BTreeMap<FieldName, Value>) -> Result<(), Refusal> {
    if fields.len() > limits::FIELDS {
        return Err(Refusal::new(RefusalCode::TooLarge, "fields"));
    }
    for set in [Picture::PHOTO, Picture::SIGNATURE] {
        if fields.keys().filter_map(|name| name.member_of(set)).count() > limits::PHOTOS {
            return Err(Refusal::new(RefusalCode::TooLarge, set));
        }
    }
    for (field, value) in fields {
        match value {
            Value::Scalar(scalar) => check_scalar(field, scalar)?,
            Value::Group(members) if members.len() > limits::FIELDS => {
                return Err(Refusal::new(RefusalCode::TooLarge, field.to_string()));
            }
            Value::Group(members) => {
                members
                    .values()
                    .try_for_each(|scalar| check_scalar(field, scalar))?;
            }
        }
    }
    Ok(())
}

fn check_scalar(field: &FieldName, scalar: &Scalar) -> Result<(), Refusal> {
    match scalar {
        Scalar::Text(text) if text.len() > limits::TEXT_BYTES => {
            Err(Refusal::new(RefusalCode::TooLarge, field.to_string()))
        }
        // PostgreSQL's text refuses NUL where SQLite takes it: refuse it at the door.
        Scalar::Text(text) if text.contains('\0') => Err(Refusal::new(
            RefusalCode::BadValue,
            format!("NUL in {field}"),
        )),
        Scalar::Int(number) if number.unsigned_abs() > limits::INTEGER.unsigned_abs() => Err(
            Refusal::new(RefusalCode::BadValue, format!("integer in {field}")),
        ),
        _ => Ok(()),
    }
}
