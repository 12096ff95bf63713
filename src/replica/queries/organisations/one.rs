use chuanmen_core::domain::{Host, Kind, NeedState, Organisation, OrganisationId};

use super::super::lives::Lives;
use super::super::people::People;
use super::super::residents::masked_phone;
use super::super::{Areas, Catalogue, Reading, conflicts, needs, visits};
use crate::api::{OrganisationView, ReplicaError};

/// One organisation.
pub(in crate::queries) fn answer(
    reading: Reading<'_>,
    id: OrganisationId,
) -> Result<OrganisationView, ReplicaError> {
    let connection = reading.connection();
    let found = reading.store.find(id.into())?.map(|(_, record)| record);
    let found = found.filter(|record| record.kind == Kind::Organisation && !record.is_deleted());
    let one = found.as_ref().and_then(Organisation::read);
    let one = one.ok_or(ReplicaError::NotFound)?;
    let host = Host::Organisation(id);
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let people = People::load(reading.store)?;
    let (visits, visit_count) = visits::recent(connection, host, &catalogue, &people)?;
    let needs = needs::rows(reading, Lives::Of(host), &areas, &catalogue, |story| {
        story.life.state.is_open() || story.life.state == NeedState::Resolved
    })?;
    Ok(OrganisationView {
        id,
        address: super::address(&areas, &one),
        contact_phone: masked_phone(&one.contact.phone),
        met_at: visits::met_at(connection, host)?,
        needs,
        visits,
        visit_count,
        conflicts: conflicts::of(reading, host, &areas, &catalogue, &people)?,
        categories: catalogue.category_choices(),
        name: one.name,
        trade: one.trade,
        site: one.site,
        phone: one.phone,
        contact: one.contact.name,
        party_organisation: one.party_organisation,
        employees: one.employees,
        note: one.note,
        closed: one.closed,
    })
}
