use chuanmen_replica::api::{Command, PhotoLine, PhotosView, Preference, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Button, Icon, IconName, Switch};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::text::{error_words, t};

/// Photos that follow their visits, and those that the hub sent back.
#[component]
pub(super) fn PhotoLines(photos: PhotosView) -> Element {
    let sender = use_send();
    let when = match photos.line {
        PhotoLine::Any => t!("photos-follow"),
        PhotoLine::WifiOnly => t!("photos-on-wifi"),
    };
    let why = photos
        .code
        .clone()
        .map(|code| error_words(&ReplicaError::Hub { code }).what);
    rsx! {
        if photos.refused > 0 {
            div { class: "row",
                span { class: "mark back", Icon { name: IconName::Return } }
                span { class: "grow",
                    span { class: "l1", {t!("photos-refused", count = photos.refused)} }
                    span { class: "l2", {t!("photos-kept", why = why.unwrap_or_default())} }
                }
                Button { disabled: sender.busy(), onclick: move |_| sender.send(Command::SendPhotosAgain, |_| {}),
                    {t!("send-again")}
                }
            }
        }
        if photos.waiting > 0 {
            div { class: "row",
                span { class: "mark wait", Icon { name: IconName::Camera } }
                span { class: "grow",
                    span { class: "l1", {t!("photos-waiting", count = photos.waiting)} }
                    span { class: "l2", {when} }
                }
            }
        }
    }
}

/// Over which lines photos go.
#[component]
pub(super) fn PhotoSwitch() -> Element {
    let mut preference = use_live().preference;
    let sender = use_send();
    let now = preference();
    rsx! {
        div { class: "set",
            Icon { name: IconName::Camera }
            span { class: "grow block", {t!("photos-wifi")}
                span { class: "sub block", {t!("photos-wifi-hint")} }
            }
            Switch { label: t!("photos-wifi"), on: now.photos == PhotoLine::WifiOnly,
                onchange: move |on| {
                    let photos = if on { PhotoLine::WifiOnly } else { PhotoLine::Any };
                    let wanted = Preference { photos, ..now };
                    sender.send(Command::Prefer(wanted), move |_| preference.set(wanted));
                }
            }
        }
    }
}
