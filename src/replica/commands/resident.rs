use std::collections::BTreeMap;

use chuanmen_core::domain::{Fields, Kind, Resident, ResidentId};
use chuanmen_core::merge::{FieldName, Patch, Record, Scalar, Value};

use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{EditResident, Outcome, ReplicaError, Summary};
use crate::queries::Catalogue;
use crate::storage::Save;

/// Changes what is known of a resident. What stands so already is not written; if nothing is
/// left, nothing is saved.
pub(super) fn edit(desk: &mut Desk<'_>, edit: &EditResident) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Resident, edit.resident.into())?;
    let resident = Resident::read(&record).filter(|_| !record.is_deleted());
    let resident = resident.ok_or(ReplicaError::NotFound)?;
    let mut set = typed_fields(desk, edit, &resident)?;
    set.retain(|field, value| !is_blank(value) || record.fields.contains_key(field));
    let patch = Patch::edit(&record, set);
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    let place = desk.title(Some(resident.household))?;
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            place,
            subject: edit.name.clone().unwrap_or(resident.name),
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

/// Says no more than a field that was never written.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Scalar(Scalar::Null | Scalar::Bool(false)) => true,
        Value::Scalar(Scalar::Text(text)) => text.is_empty(),
        _ => false,
    }
}

fn typed_fields(
    desk: &Desk<'_>,
    edit: &EditResident,
    resident: &Resident,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let mut set = BTreeMap::new();
    if let Some(name) = &edit.name {
        let name = typed::name("name", name)?;
        set.insert(FieldName::known("name"), name.into());
    }
    if let Some(phone) = &edit.phone {
        let phone = typed::phone("phone", phone)?;
        set.insert(FieldName::known("phone"), phone.into());
    }
    if let Some(number) = &edit.citizen_id {
        set.extend(identity(desk, number, resident)?);
    }
    if let Some(note) = &edit.note {
        let note = typed::text("note", note)?;
        set.insert(FieldName::known("note"), note.into());
    }
    if let Some(signed) = edit.family_doctor {
        set.insert(FieldName::known("family_doctor"), signed.into());
    }
    if !edit.care_tags.is_empty() {
        let catalogue = Catalogue::load(desk.store.connection())?;
        for (code, has) in &edit.care_tags {
            let field = FieldName::member(Resident::CARE_TAG, code);
            let known = catalogue.tags.contains_key(code) || !has;
            let field = field.ok().filter(|_| known);
            let field = field.ok_or_else(|| invalid(format!("care_tag/{code}"), "form"))?;
            set.insert(field, (*has).into());
        }
    }
    Ok(set)
}

/// The citizen ID number with the birth date in it as one value, and the sex in it. An emptied
/// field forgets the number and keeps the birth date.
pub(super) fn identity(
    desk: &Desk<'_>,
    typed: &str,
    resident: &Resident,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let identity = FieldName::known("identity");
    if typed.trim().is_empty() {
        let value = Resident::identity(None, resident.born).unwrap_or(Value::NULL);
        return Ok(BTreeMap::from([(identity, value)]));
    }
    let number = typed::citizen_id("citizen_id", typed)?;
    let born = number.born();
    if born > desk.today() {
        return Err(invalid("citizen_id", "future"));
    }
    let value = Resident::identity(Some(&number), Some(born)).unwrap_or(Value::NULL);
    let sex = (FieldName::known("sex"), number.sex().as_str().into());
    Ok(BTreeMap::from([(identity, value), sex]))
}

/// Shows a resident's numbers in full, once that is logged.
pub(super) fn reveal(desk: &mut Desk<'_>, resident: ResidentId) -> Result<Outcome, ReplicaError> {
    let found = desk.store.find(resident.into())?;
    let record = found.map(|(_, record)| record);
    let record = record.filter(|record| record.kind == Kind::Resident && !record.is_deleted());
    let record: Record = record.ok_or(ReplicaError::NotFound)?;
    desk.store.log_access(resident, desk.wall)?;
    let fields = Fields(&record.fields);
    let number = match fields.within("identity", "citizen_id") {
        Some(Scalar::Text(number)) if !number.is_empty() => Some(number.clone()),
        _ => None,
    };
    Ok(Outcome::Revealed {
        citizen_id: number,
        phone: fields.string("phone"),
    })
}
