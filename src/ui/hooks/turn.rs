use chuanmen_core::domain::{AreaId, HouseholdId};
use chuanmen_replica::api::{Command, RoundStep};
use dioxus::prelude::*;

use super::use_live;

/// Has a building climbed from below (`true`) or from its top. What fails changes nothing: the
/// list stays as it was.
pub(crate) fn use_turn() -> Callback<(AreaId, bool)> {
    let live = use_live();
    use_callback(move |(building, upward)| {
        let live = live.clone();
        spawn(async move {
            let step = RoundStep::Climb { building, upward };
            if let Err(error) = live.door.send(Command::Round(step)).await {
                live.met(&error);
            }
        });
    })
}

/// Remembers, once, that a household was opened on this device. Where that fails it is missing
/// among the last ones, and nothing else.
pub(crate) fn use_opened(household: HouseholdId) {
    let live = use_live();
    use_hook(move || {
        spawn(async move {
            if let Err(error) = live.door.send(Command::Opened { household }).await {
                live.met(&error);
            }
        });
    });
}
