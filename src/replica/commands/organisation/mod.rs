//! The organisations of a grid: entered, changed, called at, and what they ask for.

mod call;
mod reveal;
mod save;
mod typed;

pub(super) use call::{call, keep_call, raise_need};
pub(super) use reveal::reveal;
pub(super) use save::{keep, save};

use chuanmen_core::domain::{Kind, Organisation, OrganisationId, Scope};
use chuanmen_core::merge::Record;

use super::desk::Desk;
use crate::api::ReplicaError;

/// An organisation to write about.
///
/// # Errors
/// As [`Desk::find`]; [`ReplicaError::NotFound`] for a deleted one too.
fn find(
    desk: &Desk<'_>,
    id: OrganisationId,
) -> Result<(Scope, Record, Organisation), ReplicaError> {
    let (scope, record) = desk.find(&Kind::Organisation, id.into())?;
    let found = Organisation::read(&record).filter(|_| !record.is_deleted());
    Ok((scope, record, found.ok_or(ReplicaError::NotFound)?))
}
