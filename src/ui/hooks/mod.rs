//! How a screen asks, sends and knows who looks at it.

mod ask;
mod autolock;
mod keep;
mod leave;
mod picture;
mod pull;
mod room;
mod seconds;
mod send;
mod turn;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Role;
use chuanmen_replica::api::{Me, SessionView, SyncView};
use dioxus::prelude::*;

pub(crate) use ask::{Asked, Shown, use_ask};
pub(crate) use autolock::use_autolock;
pub(crate) use keep::{Keeping, use_keeping};
pub(crate) use leave::{use_leave, use_leave_to};
pub(crate) use picture::{Look, use_picture};
pub(crate) use pull::{Pulled, use_pulled};
pub(crate) use room::use_room;
pub(crate) use seconds::use_seconds;
pub(crate) use send::{Sender, use_send};
pub(crate) use turn::{use_opened, use_turn};

use super::components::SnackSlot;
use super::ground::Ground;
use super::live::Live;
use crate::device;

/// What every screen shares.
pub(crate) fn use_live() -> Live {
    use_context()
}

/// Where one is: at work, or practising.
pub(crate) fn use_ground() -> Ground {
    use_context()
}

/// Who uses this device; none until it is known.
pub(crate) fn use_session() -> Option<SessionView> {
    use_live().session.cloned()
}

/// The person whose device this is; none before enrolment.
pub(crate) fn use_me() -> Option<Me> {
    match use_session() {
        Some(SessionView::Enrolled(me)) => Some(me),
        Some(SessionView::NotEnrolled { .. }) | None => None,
    }
}

/// Whether this person looks after a whole community or subdistrict.
pub(crate) fn supervises(role: &Role) -> bool {
    matches!(
        role,
        Role::CommunitySupervisor | Role::SubdistrictSupervisor
    )
}

/// Whether this person records what a grid holds: only then is there a way to add to it.
pub(crate) fn records(role: &Role) -> bool {
    matches!(
        role,
        Role::GridMember | Role::Informant | Role::CommunitySupervisor
    )
}

/// How far synchronisation is; none until it is known.
pub(crate) fn use_sync() -> Option<SyncView> {
    use_live().sync.cloned()
}

/// The sentence at the bottom, with its way back.
pub(crate) fn use_snack() -> SnackSlot {
    use_live().snack
}

/// The moment of drawing. A screen is drawn again when what it shows changes; days turn over with
/// the replica's own notice.
pub(crate) fn use_now() -> UnixMillis {
    device::now()
}
