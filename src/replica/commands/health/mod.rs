//! The health station: sessions by the desk; bookings, measurements and contracts with family
//! doctors by who holds a resident's health.

mod booking;
mod look;
mod measure;
mod session;
mod signing;

pub(super) use booking::{book, mark};
pub(super) use look::look;
pub(super) use measure::{keep_form, measure, withdraw};
pub(super) use session::save_session;
pub(super) use signing::{end, sign};

use chuanmen_core::domain::{Access, Resident, ResidentId, Scope};
use chuanmen_core::merge::Patch;

use super::desk::Desk;
use crate::api::{Outcome, ReplicaError, Summary};
use crate::queries::health_scope_of;
use crate::storage::{DraftKey, Save};

/// Somebody whose health this device may write about.
///
/// # Errors
/// [`ReplicaError::NotFound`] for who is not here; [`ReplicaError::StepNotPossible`] where this
/// device does not hold their health.
fn whose(desk: &Desk<'_>, id: ResidentId) -> Result<(Scope, Resident), ReplicaError> {
    desk.account()?;
    let found = health_scope_of(desk.store, id)?;
    let (scope, resident) = found.ok_or(ReplicaError::NotFound)?;
    let held = desk.store.scopes()?;
    let held = held.iter().find(|held| held.scope == scope);
    match held.map(|held| held.access) {
        Some(Access::Write) => Ok((scope, resident)),
        _ => Err(ReplicaError::StepNotPossible),
    }
}

/// Saves something of a resident's health.
fn save(
    desk: &mut Desk<'_>,
    (scope, resident): (Scope, &Resident),
    patch: Patch,
    draft: Option<DraftKey>,
) -> Result<Outcome, ReplicaError> {
    let place = desk.title(Some(resident.household))?;
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            place,
            subject: resident.name.clone(),
            health: 1,
            ..Summary::default()
        },
        draft,
    })
}
