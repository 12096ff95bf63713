use std::collections::BTreeMap;

use chuanmen_core::domain::{Contact, Kind, Organisation, OrganisationId, Scope, Site, Trade};
use chuanmen_core::merge::Patch;

use super::typed;
use crate::api::{OrganisationForm, Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::resident::known_fields;
use crate::commands::typed::invalid;
use crate::queries::Areas;
use crate::storage::{DraftKey, Save};

/// Keeps the form of an organisation or of a new one, or forgets it.
pub(in crate::commands) fn keep(
    desk: &mut Desk<'_>,
    id: Option<OrganisationId>,
    form: Option<&OrganisationForm>,
) -> Result<Outcome, ReplicaError> {
    let key = DraftKey::of_organisation(id);
    match form {
        Some(form) => desk.store.keep_draft(key, form, desk.wall)?,
        None => desk.store.drop_draft(key)?,
    }
    Ok(Outcome::Done)
}

/// Enters an organisation, or changes what is known of one.
pub(in crate::commands) fn save(
    desk: &mut Desk<'_>,
    id: Option<OrganisationId>,
    form: &OrganisationForm,
) -> Result<Outcome, ReplicaError> {
    match id {
        Some(id) => edit(desk, id, form),
        None => add(desk, form),
    }
}

fn add(desk: &mut Desk<'_>, form: &OrganisationForm) -> Result<Outcome, ReplicaError> {
    let scope = scope(desk, form)?;
    let nothing = Organisation {
        id: OrganisationId(desk.fresh_id()),
        name: String::new(),
        trade: Trade::Unsorted,
        site: Site::default(),
        phone: String::new(),
        contact: Contact::default(),
        party_organisation: false,
        employees: None,
        note: String::new(),
        closed: false,
    };
    let form = OrganisationForm {
        name: Some(form.name.clone().unwrap_or_default()),
        trade: form.trade.clone().or(Some(Trade::Unsorted)),
        ..form.clone()
    };
    let mut set = typed::fields(desk, &form, &nothing, scope)?;
    known_fields(&mut set, &BTreeMap::new());
    let patch = Patch::create(Kind::Organisation, nothing.id.into(), set);
    let name = form.name.unwrap_or_default();
    store(desk, scope, patch, name, DraftKey::of_organisation(None))
}

/// Where a new one lies: in its building's grid, in the one that was chosen, or in the only one
/// there is.
fn scope(desk: &Desk<'_>, form: &OrganisationForm) -> Result<Scope, ReplicaError> {
    let grids = desk.grids()?;
    let building = form.site.as_ref().and_then(|site| site.building);
    let chosen = match building {
        Some(building) => {
            let grid = Areas::load(desk.store.connection())?.grid_of(building);
            let grid = grid.map(Scope::Grid).filter(|grid| grids.contains(grid));
            Some(grid.ok_or_else(|| invalid("building", "form"))?)
        }
        None => form.grid.map(Scope::Grid),
    };
    match (chosen, grids.as_slice()) {
        (Some(chosen), _) if grids.contains(&chosen) => Ok(chosen),
        (Some(_), _) => Err(invalid("grid", "form")),
        (None, [only]) => Ok(*only),
        (None, []) => Err(ReplicaError::StepNotPossible),
        (None, _) => Err(invalid("grid", "empty")),
    }
}

fn edit(
    desk: &mut Desk<'_>,
    id: OrganisationId,
    form: &OrganisationForm,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, known) = super::find(desk, id)?;
    let mut set = typed::fields(desk, form, &known, scope)?;
    known_fields(&mut set, &record.fields);
    let patch = Patch::edit(&record, set);
    let key = DraftKey::of_organisation(Some(id));
    if patch.is_empty() {
        desk.store.drop_draft(key)?;
        return Ok(Outcome::Done);
    }
    let name = form.name.clone().unwrap_or(known.name);
    store(desk, scope, patch, name, key)
}

fn store(
    desk: &mut Desk<'_>,
    scope: Scope,
    patch: Patch,
    name: String,
    key: DraftKey,
) -> Result<Outcome, ReplicaError> {
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            place: name.trim().to_owned(),
            edits: 1,
            ..Summary::default()
        },
        draft: Some(key),
    })
}
