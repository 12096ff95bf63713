use dioxus::prelude::*;

use crate::device::{self, Room};

/// How much this device lets the app keep; none until it is known, or where nobody says.
pub(crate) fn use_room() -> Signal<Option<Room>> {
    let mut room = use_signal(|| None);
    use_hook(|| {
        spawn(async move {
            let now = device::room().await;
            room.set(now);
        })
    });
    room
}
