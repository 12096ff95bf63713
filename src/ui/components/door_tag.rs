use chuanmen_replica::api::DoorState;
use dioxus::prelude::*;
use jiff::civil::Date;

use super::Tag;
use crate::ui::text::door_tag;

/// How a door stands, as a tag.
#[component]
pub(crate) fn DoorTag(state: DoorState, today: Date) -> Element {
    let (tone, shape, text) = door_tag(state, today);
    rsx! {
        Tag { tone, shape, text }
    }
}
