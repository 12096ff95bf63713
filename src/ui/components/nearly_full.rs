use dioxus::prelude::*;

use super::{IconName, Notice, NoticeTone};
use crate::device::Room;
use crate::ui::text::t;

/// Said before the device is full: how many visits still fit. Nothing while there is room.
#[component]
pub(crate) fn NearlyFull(room: Option<Room>) -> Element {
    let visits = room.and_then(Room::visits_left);
    rsx! {
        if let Some(visits) = visits {
            Notice { tone: NoticeTone::Pending, icon: IconName::Storage,
                p { {t!("storage-nearly-full", visits = visits)} }
            }
        }
    }
}
