use std::collections::BTreeMap;

use chuanmen_core::domain::{Contact, Organisation, Scope, Site, Trade, narrow};
use chuanmen_core::merge::{FieldName, Value};

use crate::api::{OrganisationForm, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};
use crate::queries::Areas;

/// More people work nowhere in a grid.
const EMPLOYEES_MAX: i64 = 100_000;

/// What was typed, checked. `known` is what was known before, `scope` where it lies.
pub(super) fn fields(
    desk: &Desk<'_>,
    form: &OrganisationForm,
    known: &Organisation,
    scope: Scope,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let mut set = BTreeMap::new();
    let mut put = |name: &'static str, value: Value| {
        set.insert(FieldName::known(name), value);
    };
    if let Some(name) = &form.name {
        put("name", typed::name("name", name)?.into());
    }
    if let Some(trade) = &form.trade {
        let is_known = Trade::KNOWN.contains(trade) || *trade == known.trade;
        let trade = Some(trade).filter(|_| is_known);
        put(
            "kind",
            trade
                .ok_or_else(|| invalid("kind", "form"))?
                .as_str()
                .into(),
        );
    }
    if let Some(site) = &form.site {
        put(
            "place",
            self::site(desk, site, known, scope)?
                .value()
                .unwrap_or(Value::NULL),
        );
    }
    if let Some(phone) = &form.phone {
        put("phone", typed::phone("phone", phone)?.into());
    }
    if form.contact_name.is_some() || form.contact_phone.is_some() {
        put(
            "contact",
            contact(form, known)?.value().unwrap_or(Value::NULL),
        );
    }
    if let Some(has) = form.party_organisation {
        put("party_organisation", has.into());
    }
    if let Some(count) = &form.employees {
        put(
            "employees",
            employees(count)?.map_or(Value::NULL, Value::from),
        );
    }
    if let Some(note) = &form.note {
        put("note", typed::text("note", note)?.into());
    }
    if let Some(closed) = form.closed {
        put("closed", closed.into());
    }
    Ok(set)
}

/// A building of this person's grids. One of another grid of theirs is fine: the hub moves the
/// organisation there, and says so.
fn site(
    desk: &Desk<'_>,
    typed: &Site,
    known: &Organisation,
    scope: Scope,
) -> Result<Site, ReplicaError> {
    let address = typed::text("address", &typed.address)?;
    if let Some(building) = typed.building
        && typed.building != known.site.building
    {
        let grid = Areas::load(desk.store.connection())?.grid_of(building);
        let scopes = grid.map(Scope::Grid);
        let may = match scopes {
            Some(grid) => grid == scope || desk.grids()?.contains(&grid),
            None => false,
        };
        if !may {
            return Err(invalid("building", "form"));
        }
    }
    Ok(Site {
        building: typed.building,
        address,
    })
}

/// Name and number as one. Nobody's number is kept under no name.
fn contact(form: &OrganisationForm, known: &Organisation) -> Result<Contact, ReplicaError> {
    let name = match &form.contact_name {
        Some(name) => typed::text("contact_name", name)?,
        None => known.contact.name.clone(),
    };
    if name.chars().count() > typed::NAME_CHARS {
        return Err(invalid("contact_name", "too_long"));
    }
    let phone = match &form.contact_phone {
        Some(phone) => typed::phone("contact_phone", phone)?,
        None if name.is_empty() => String::new(),
        None => known.contact.phone.clone(),
    };
    Ok(Contact { name, phone })
}

/// How many work there; none for nothing typed. Full-width digits are put right.
fn employees(typed: &str) -> Result<Option<i64>, ReplicaError> {
    let digits: String = typed.trim().chars().map(narrow).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let count = digits.parse().ok();
    let count = count.filter(|count| (0..=EMPLOYEES_MAX).contains(count));
    count.map(Some).ok_or_else(|| invalid("employees", "form"))
}
