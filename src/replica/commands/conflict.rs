use std::collections::BTreeMap;

use chuanmen_core::domain::{
    Fields, Host, Housing, Kind, Relation, Resident, Sex, Trade, Urgency, WishKind,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Scalar, Value};
use jiff::civil::Date;

use super::desk::Desk;
use super::resident;
use super::typed::{self, invalid};
use crate::api::{Choice, Outcome, ReplicaError, Summary};
use crate::storage::Save;

/// Settles a disagreement: writes one value, having seen them all.
///
/// # Errors
/// [`ReplicaError::NotFound`] where nobody disagrees (any more) or the value is gone.
pub(super) fn settle(
    desk: &mut Desk<'_>,
    kind: &Kind,
    id: RecordId,
    field: &FieldName,
    choice: Choice,
) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(kind, id)?;
    let conflict = record.conflict(field).ok_or(ReplicaError::NotFound)?;
    let shown = conflict.shown.0;
    let set = match choice {
        Choice::Keep => only(field, shown.clone()),
        Choice::Take(stamp) if stamp == conflict.shown.1 => only(field, shown.clone()),
        Choice::Take(stamp) => {
            let other = conflict.others.iter().find(|rival| rival.stamp == stamp);
            only(field, other.ok_or(ReplicaError::NotFound)?.value.clone())
        }
        Choice::Type(typed) => retyped(desk, &record, field, &typed)?,
    };
    let host = match record.kind {
        Kind::Household => Some(Host::Household(record.id.into())),
        _ => Host::read(&Fields(&record.fields)),
    };
    let place = desk.title_of(host)?;
    desk.save(Save {
        scope,
        patches: vec![Patch::edit(&record, set)],
        events: Vec::new(),
        summary: Summary {
            place,
            subject: Fields(&record.fields).string("name"),
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

fn only(field: &FieldName, value: Value) -> BTreeMap<FieldName, Value> {
    BTreeMap::from([(field.clone(), value)])
}

/// A third value, as typed: of the same sort as what shows, and right for its field. A place or a
/// household cannot be typed; it has to be chosen.
fn retyped(
    desk: &Desk<'_>,
    record: &Record,
    field: &FieldName,
    typed: &str,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let name = field.as_str();
    let form = || invalid(name, "form");
    let typed_trimmed = typed.trim();
    if name == "identity" {
        let who = Resident::read(record).ok_or_else(form)?;
        let mut set = resident::identity(desk, typed, &who)?;
        // The sex in the number is a field of its own: left out where it stands so already.
        set.retain(|other, value| other == field || record.fields.get(other) != Some(value));
        return Ok(set);
    }
    let value: Value = match record.fields.get(field) {
        Some(Value::Scalar(Scalar::Bool(_))) => {
            typed_trimmed.parse::<bool>().map_err(|_| form())?.into()
        }
        Some(Value::Scalar(Scalar::Int(_))) => {
            typed_trimmed.parse::<i64>().map_err(|_| form())?.into()
        }
        Some(Value::Scalar(Scalar::Text(_) | Scalar::Null)) => {
            text(&record.kind, name, typed)?.into()
        }
        Some(Value::Group(_)) | None => return Err(form()),
    };
    Ok(only(field, value))
}

/// A text that is right for the field of this name.
fn text(kind: &Kind, field: &str, typed: &str) -> Result<String, ReplicaError> {
    let word = typed.trim();
    let known = match field {
        "name" => return typed::name(field, typed),
        "phone" => return typed::phone(field, typed),
        "text" => return typed::required(field, typed),
        "due_on" | "needed_by" => word.parse::<Date>().is_ok(),
        "housing" => Housing::KNOWN.contains(&word.into()),
        "relation" => Relation::KNOWN.contains(&word.into()),
        "sex" => Sex::KNOWN.contains(&word.into()),
        "urgency" => Urgency::KNOWN.contains(&word.into()),
        "kind" if *kind == Kind::Organisation => Trade::KNOWN.contains(&word.into()),
        "kind" => WishKind::KNOWN.contains(&word.into()),
        "household" | "organisation" | "resident" | "raised_by" | "category" | "parent" => false,
        _ => return typed::text(field, typed),
    };
    if known {
        Ok(word.to_owned())
    } else {
        Err(invalid(field, "form"))
    }
}
