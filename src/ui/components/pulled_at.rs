use chuanmen_core::UnixMillis;
use dioxus::prelude::*;

use super::{IconName, Tag, TagTone};
use crate::ui::text::{moment, t};

/// Since when a report stands: as of `at`, or kept from `stale` because the hub does not answer.
#[component]
pub(crate) fn PulledAt(at: UnixMillis, stale: Option<UnixMillis>, now: UnixMillis) -> Element {
    match stale {
        None => rsx! {
            span { class: "sub", {t!("overview-at", time = moment(at, now))} }
        },
        Some(pulled_at) => rsx! {
            span { role: "status",
                Tag {
                    tone: TagTone::Pending,
                    icon: IconName::CloudOffline,
                    text: t!("overview-stale", time = moment(pulled_at, now)),
                }
            }
        },
    }
}
