use chuanmen_core::merge::TransactionId;

use super::desk::Desk;
use crate::api::{Outcome, ReplicaError};
use crate::storage::Undone;

/// Takes back a save that has not been sent yet.
pub(super) fn undo(
    desk: &mut Desk<'_>,
    transaction: TransactionId,
) -> Result<Outcome, ReplicaError> {
    Ok(match desk.store.undo(transaction)? {
        Undone::Yes => Outcome::Done,
        Undone::TooLate => Outcome::TooLateToUndo,
    })
}

/// Sends a refused save again, as it is.
pub(super) fn resend(
    desk: &mut Desk<'_>,
    transaction: TransactionId,
) -> Result<Outcome, ReplicaError> {
    if desk.store.resend(transaction, desk.wall)? {
        Ok(Outcome::Done)
    } else {
        Err(ReplicaError::NotFound)
    }
}
