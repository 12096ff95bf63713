use chuanmen_core::domain::{Kind, Organisation, OrganisationId};
use chuanmen_core::protocol::Sight;

use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;

/// Shows a contact's number in full, once that is logged.
pub(in crate::commands) fn reveal(
    desk: &mut Desk<'_>,
    id: OrganisationId,
) -> Result<Outcome, ReplicaError> {
    // Whoever may only read may call, too.
    let found = desk.store.find(id.into())?.map(|(_, record)| record);
    let found = found.filter(|record| record.kind == Kind::Organisation && !record.is_deleted());
    let organisation = found.as_ref().and_then(Organisation::read);
    let organisation = organisation.ok_or(ReplicaError::NotFound)?;
    desk.store
        .log_access(id.into(), &Sight::Numbers, desk.wall)?;
    Ok(Outcome::Revealed {
        citizen_id: None,
        phone: organisation.contact.phone,
    })
}
