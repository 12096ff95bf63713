//! What is known of those who live in a household.

mod add;
mod edit;
mod leave;
mod merge;
mod relocate;
mod reveal;

pub(super) use add::add;
pub(super) use edit::{edit, identity, known_fields};
pub(super) use leave::leave;
pub(super) use merge::merge;
pub(super) use merge::wishes_of;
pub(super) use relocate::relocate;
pub(super) use reveal::reveal;

use chuanmen_core::domain::{Kind, Resident, ResidentId, Scope};
use chuanmen_core::merge::Record;

use super::desk::Desk;
use crate::api::ReplicaError;

/// Somebody to write about.
///
/// # Errors
/// As [`Desk::find`]; [`ReplicaError::NotFound`] for who was deleted too.
pub(super) fn find(
    desk: &Desk<'_>,
    id: ResidentId,
) -> Result<(Scope, Record, Resident), ReplicaError> {
    let (scope, record) = desk.find(&Kind::Resident, id.into())?;
    let resident = Resident::read(&record).filter(|_| !record.is_deleted());
    let resident = resident.ok_or(ReplicaError::NotFound)?;
    Ok((scope, record, resident))
}
