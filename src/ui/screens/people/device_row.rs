use chuanmen_core::UnixMillis;
use chuanmen_core::domain::AccountId;
use chuanmen_core::protocol::PersonDevice;
use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName, Shape, Tag};
use crate::ui::hooks::use_now;
use crate::ui::route::Route;
use crate::ui::text::{moment, t};

/// A phone: its name, since when, when it was last heard of, and the way to revoke it.
#[component]
pub(super) fn DeviceRow(of: AccountId, device: PersonDevice, may_manage: bool) -> Element {
    let now = use_now();
    rsx! {
        div { class: "row phone",
            Icon { name: IconName::Phone }
            span { class: "grow",
                b { class: "l1", {name(&device)} }
                for line in lines(&device, now) {
                    span { class: "l2", {line} }
                }
            }
            if device.revoked_at.is_some() {
                Tag { shape: Shape::Vacant, text: t!("phone-revoked") }
            } else if device.asking {
                Tag { text: t!("phone-this") }
            } else if may_manage {
                Go {
                    to: Route::RevokePhone { id: of, device: device.id },
                    class: "btn",
                    label: t!("phone-revoke-which", name = name(&device)),
                    {t!("phone-revoke")}
                }
            }
        }
    }
}

/// What its owner calls it; old ones have no name.
pub(super) fn name(device: &PersonDevice) -> String {
    if device.name.is_empty() {
        t!("phone-nameless")
    } else {
        device.name.clone()
    }
}

fn lines(device: &PersonDevice, now: UnixMillis) -> Vec<String> {
    let mut lines = vec![t!("phone-since", time = moment(device.enrolled_at, now))];
    if let Some(at) = device.revoked_at {
        lines.push(t!("phone-revoked-at", time = moment(at, now)));
        return lines;
    }
    lines.push(match (device.last_contact, &device.app) {
        (None, _) => t!("phone-no-contact"),
        (Some(at), None) => t!("phone-contact", time = moment(at, now)),
        (Some(at), Some(app)) => t!(
            "phone-contact-app",
            time = moment(at, now),
            version = app.as_str()
        ),
    });
    lines
}
