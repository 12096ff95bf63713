use chuanmen_core::domain::{Fields, Kind, ResidentId};
use chuanmen_core::merge::{Record, Scalar};
use chuanmen_core::protocol::Sight;

use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;

/// Shows a resident's numbers in full, once that is logged.
pub(in crate::commands) fn reveal(
    desk: &mut Desk<'_>,
    resident: ResidentId,
) -> Result<Outcome, ReplicaError> {
    let found = desk.store.find(resident.into())?;
    let record = found.map(|(_, record)| record);
    let record = record.filter(|record| record.kind == Kind::Resident && !record.is_deleted());
    let record: Record = record.ok_or(ReplicaError::NotFound)?;
    desk.store
        .log_access(resident.into(), &Sight::Numbers, desk.wall)?;
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
