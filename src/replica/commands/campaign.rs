//! Campaigns: made, changed and ended by a community's supervisor.

use std::collections::BTreeMap;

use chuanmen_core::domain::{Campaign, CampaignId, Kind, Role, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use jiff::civil::Date;

use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{CampaignForm, Outcome, ReplicaError, Summary};
use crate::queries::{Areas, Catalogue};
use crate::storage::Save;

/// So many buildings fit into one record beside its other fields.
const BUILDINGS: usize = 200;

/// Makes a campaign, or changes one.
pub(super) fn save(
    desk: &mut Desk<'_>,
    id: Option<CampaignId>,
    form: &CampaignForm,
) -> Result<Outcome, ReplicaError> {
    if desk.role()? != Role::CommunitySupervisor {
        return Err(ReplicaError::StepNotPossible);
    }
    let known = id.map(|id| find(desk, id)).transpose()?;
    let set = fields(desk, form, known.as_ref().map(|(_, record)| record))?;
    let (scope, patch) = match known {
        Some((scope, record)) => (scope, Patch::edit(&record, set)),
        None => {
            let scope = desk.community()?;
            (
                scope,
                Patch::create(Kind::Campaign, RecordId(desk.fresh_id()), set),
            )
        }
    };
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            subject: form.name.clone().unwrap_or_default(),
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

fn find(desk: &Desk<'_>, id: CampaignId) -> Result<(Scope, Record), ReplicaError> {
    let (scope, record) = desk.find(&Kind::Campaign, id.into())?;
    match Campaign::read(&record) {
        Some(_) if !record.is_deleted() => Ok((scope, record)),
        _ => Err(ReplicaError::NotFound),
    }
}

/// What was typed, checked: with what is known already it makes a campaign.
fn fields(
    desk: &Desk<'_>,
    form: &CampaignForm,
    known: Option<&Record>,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let before = known.and_then(Campaign::read);
    let mut set = BTreeMap::new();
    match (&form.name, &before) {
        (Some(name), _) => put(&mut set, "name", typed::name("name", name)?),
        (None, Some(_)) => {}
        (None, None) => return Err(invalid("name", "empty")),
    }
    if let Some(text) = &form.text {
        let text = typed::text("text", text)?;
        if known.is_some() || !text.is_empty() {
            put(&mut set, "text", text);
        }
    }
    let day = |field: &str, typed: Option<Date>, before: Option<Date>| {
        typed.or(before).ok_or_else(|| invalid(field, "empty"))
    };
    let from = day("from", form.from, before.as_ref().map(|one| one.from))?;
    let to = day("to", form.to, before.as_ref().map(|one| one.to))?;
    if to < from {
        return Err(invalid("to", "early"));
    }
    put(&mut set, "from", from.to_string());
    put(&mut set, "to", to.to_string());
    if let Some(ended) = form.ended.filter(|ended| *ended || known.is_some()) {
        put(&mut set, "ended", ended);
    }
    members(desk, form, before.as_ref(), &mut set)?;
    // What was never chosen is not written as not chosen.
    set.retain(|field, value| {
        *value != Value::from(false) || known.is_some_and(|known| known.fields.contains_key(field))
    });
    Ok(set)
}

fn put(set: &mut BTreeMap<FieldName, Value>, name: &'static str, value: impl Into<Value>) {
    set.insert(FieldName::known(name), value.into());
}

/// Buildings, items and tags: only what the community has.
fn members(
    desk: &Desk<'_>,
    form: &CampaignForm,
    before: Option<&Campaign>,
    set: &mut BTreeMap<FieldName, Value>,
) -> Result<(), ReplicaError> {
    let connection = desk.store.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let mut buildings = before.map(|one| one.buildings.clone()).unwrap_or_default();
    for (building, chosen) in &form.buildings {
        if *chosen && !areas.buildings.contains_key(building) {
            return Err(invalid("buildings", "form"));
        }
        if *chosen {
            buildings.insert(*building);
        } else {
            buildings.remove(building);
        }
        member(
            set,
            Campaign::BUILDING,
            &Campaign::member(*building),
            *chosen,
        )?;
    }
    match buildings.len() {
        0 => return Err(invalid("buildings", "empty")),
        count if count > BUILDINGS => return Err(invalid("buildings", "too_many")),
        _ => {}
    }
    for (code, chosen) in &form.items {
        if *chosen && !catalogue.items.iter().any(|item| item.code == *code) {
            return Err(invalid("items", "form"));
        }
        member(set, Campaign::ITEM, code, *chosen)?;
    }
    for (code, chosen) in &form.tags {
        if *chosen && !catalogue.tags.contains_key(code) {
            return Err(invalid("tags", "form"));
        }
        member(set, Campaign::TAG, code, *chosen)?;
    }
    Ok(())
}

fn member(
    set: &mut BTreeMap<FieldName, Value>,
    of: &str,
    name: &str,
    chosen: bool,
) -> Result<(), ReplicaError> {
    let field = FieldName::member(of, name).map_err(|_| invalid(of, "form"))?;
    set.insert(field, chosen.into());
    Ok(())
}
