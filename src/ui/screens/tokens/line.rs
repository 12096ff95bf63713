use chuanmen_core::UnixMillis;
use chuanmen_core::china_date;
use chuanmen_core::protocol::ApiToken;
use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName, Rich, Shape, Tag};
use crate::ui::hooks::use_send;
use crate::ui::text::{error_words, t};

/// A token: what it is for, who made it, until when; and a button that ends it.
#[component]
pub(super) fn Line(
    token: ApiToken,
    /// The hub's time.
    time: UnixMillis,
    onrevoked: EventHandler<()>,
) -> Element {
    let sender = use_send();
    let id = token.id;
    let revoke = move |_| {
        sender.send(Command::RevokeToken { id }, move |_| onrevoked.call(()));
    };
    let about = t!(
        "token-line",
        by = token.by.clone(),
        until = china_date(token.expires_at).to_string()
    );
    let label = t!("token-revoke-of", name = token.name.clone());
    rsx! {
        div { class: "row phone",
            Icon { name: IconName::Lock }
            span { class: "grow",
                b { class: "l1", {token.name} }
                span { class: "l2", Rich { text: about } }
                if let Some(error) = sender.error() {
                    span { class: "l2 problem", role: "alert", {error_words(&error).what} }
                }
            }
            if token.revoked_at.is_some() {
                Tag { shape: Shape::Vacant, text: t!("token-revoked") }
            } else if token.expires_at <= time {
                Tag { shape: Shape::Vacant, text: t!("token-expired") }
            } else {
                button { class: "btn", r#type: "button", "aria-label": label, disabled: sender.busy(),
                    onclick: revoke, {t!("token-revoke")} }
            }
        }
    }
}
