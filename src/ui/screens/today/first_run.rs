use chuanmen_replica::api::{Command, Preference};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use crate::ui::components::ThreeCards;
use crate::ui::hooks::use_live;

/// The tour above the first day's doors, until it was seen or skipped on this device.
#[component]
pub(super) fn FirstRun() -> Element {
    let live = use_live();
    rsx! {
        ThreeCards {
            onend: move |()| {
                let mut preference = live.preference;
                let seen = Preference { toured: true, ..*preference.peek() };
                preference.set(seen);
                let kept = live.door.send(Command::Prefer(seen));
                // What is not kept is shown once more, which is no harm.
                spawn_forever(async move { drop(kept.await) });
            },
        }
    }
}
