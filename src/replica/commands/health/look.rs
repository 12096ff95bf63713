use chuanmen_core::domain::ResidentId;
use chuanmen_core::protocol::Sight;

use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::queries::health_scope_of;

/// Notes that somebody's health is shown, for the hub's audit.
///
/// # Errors
/// [`ReplicaError::NotFound`] for who is not here, and where this device does not hold their health.
pub(in crate::commands) fn look(
    desk: &mut Desk<'_>,
    id: ResidentId,
) -> Result<Outcome, ReplicaError> {
    let found = health_scope_of(desk.store, id)?;
    let (scope, _) = found.ok_or(ReplicaError::NotFound)?;
    let held = desk.store.scopes()?;
    if !held.iter().any(|held| held.scope == scope) {
        return Err(ReplicaError::NotFound);
    }
    desk.store
        .log_access(id.into(), &Sight::Health, desk.wall)?;
    Ok(Outcome::Done)
}
