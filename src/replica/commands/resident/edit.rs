use std::collections::BTreeMap;

use chuanmen_core::domain::{CareGround, Resident};
use chuanmen_core::merge::{FieldName, Patch, Scalar, Value};

use crate::api::{EditResident, Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};
use crate::queries::Catalogue;
use crate::storage::{DraftKey, Save};

/// Changes what is known of a resident. What stands so already is not written; if nothing is
/// left, nothing is saved.
pub(in crate::commands) fn edit(
    desk: &mut Desk<'_>,
    edit: &EditResident,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, resident) = super::find(desk, edit.resident)?;
    let mut set = typed_fields(desk, edit, &resident)?;
    known_fields(&mut set, &record.fields);
    let patch = Patch::edit(&record, set);
    if patch.is_empty() {
        desk.store.drop_draft(DraftKey::Resident(edit.resident))?;
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
        draft: Some(DraftKey::Resident(edit.resident)),
    })
}

/// Leaves out what says no more than a field that was never written.
pub(in crate::commands) fn known_fields(
    set: &mut BTreeMap<FieldName, Value>,
    written: &BTreeMap<FieldName, Value>,
) {
    set.retain(|field, value| !is_blank(value) || written.contains_key(field));
}

/// Says no more than a field that was never written.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Scalar(Scalar::Null | Scalar::Bool(false)) => true,
        Value::Scalar(Scalar::Text(text)) => text.is_empty(),
        _ => false,
    }
}

/// What was typed, checked.
pub(super) fn typed_fields(
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
    set.extend(birth(desk, edit, resident)?);
    if let Some(relation) = &edit.relation {
        set.insert(FieldName::known("relation"), relation.as_str().into());
    }
    if let Some(ethnicity) = &edit.ethnicity {
        let ethnicity = typed::line("ethnicity", ethnicity)?;
        set.insert(FieldName::known("ethnicity"), ethnicity.into());
    }
    if let Some(member) = edit.party_member {
        set.insert(FieldName::known("party_member"), member.into());
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
    for (code, ground) in &edit.care_grounds {
        set.extend(grounds(desk, code, ground)?);
    }
    Ok(set)
}

/// Since when somebody has a care tag, and why.
fn grounds(
    desk: &Desk<'_>,
    code: &str,
    ground: &CareGround,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let field = |set: &str| {
        let name = FieldName::member(set, code);
        name.map_err(|_| invalid(format!("{set}/{code}"), "form"))
    };
    let (since, reason) = (field(CareGround::SINCE)?, field(CareGround::REASON)?);
    let day = match ground.since {
        Some(day) => typed::born(since.as_str(), day, desk.today())?.to_string(),
        None => String::new(),
    };
    let text = typed::text(reason.as_str(), &ground.reason)?;
    Ok(BTreeMap::from([(since, day.into()), (reason, text.into())]))
}

/// Birth date, sex and citizen ID number; what the number says stands.
fn birth(
    desk: &Desk<'_>,
    edit: &EditResident,
    resident: &Resident,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let mut set = BTreeMap::new();
    if let Some(sex) = &edit.sex {
        set.insert(FieldName::known("sex"), sex.as_str().into());
    }
    if let Some(born) = edit.born {
        let born = typed::born("born", born, desk.today())?;
        let value = Resident::identity(None, Some(born)).unwrap_or(Value::NULL);
        set.insert(FieldName::known("identity"), value);
    }
    match (&edit.citizen_id, &resident.citizen_id) {
        (Some(typed), _) if typed.trim().is_empty() && edit.born.is_some() => {}
        (Some(typed), _) => set.extend(identity(desk, typed, resident)?),
        (None, Some(known)) if !set.is_empty() => {
            set.extend(identity(desk, known.as_str(), resident)?);
        }
        (None, _) => {}
    }
    Ok(set)
}

/// The citizen ID number with the birth date in it as one value, and the sex in it. An emptied
/// field forgets the number and keeps the birth date.
pub(in crate::commands) fn identity(
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
