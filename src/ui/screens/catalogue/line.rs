use chuanmen_core::domain::Kind;
use chuanmen_core::merge::RecordId;
use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, Go, Icon, IconName, Rich};
use crate::ui::hooks::{Sender, use_leave_to, use_snack};
use crate::ui::route::Route;
use crate::ui::text::t;

/// An entry in its list; leads to its form where it may be changed.
#[component]
pub(super) fn Line(
    /// None where this person only reads.
    to: Option<Route>,
    title: String,
    /// A sentence for [`Rich`].
    second: String,
    pending: bool,
) -> Element {
    let second = match pending {
        true => format!("{second} · {}", t!("not-sent-yet")),
        false => second,
    };
    let words = rsx! {
        span { class: "grow",
            span { class: "l1", {title} }
            span { class: "l2", Rich { text: second } }
        }
    };
    rsx! {
        if let Some(to) = to {
            Go { to, class: "row",
                {words}
                span { class: "go", Icon { name: IconName::Chevron } }
            }
        } else {
            div { class: "row", {words} }
        }
    }
}

/// Out of use, or back into it. Who has it keeps it.
#[component]
pub(super) fn Retire(
    kind: Kind,
    id: RecordId,
    retired: bool,
    /// What becomes of what has it.
    what: String,
    home: Route,
    sender: Sender,
) -> Element {
    let (snack, leave) = (use_snack(), use_leave_to(home));
    rsx! {
        div { class: "add one",
            Button {
                disabled: sender.busy(),
                onclick: move |_| {
                    let kind = kind.clone();
                    let retire = Command::RetireEntry { kind, id, retired: !retired };
                    sender.send(retire, move |outcome| {
                        snack.saved(t!("saved"), &outcome);
                        leave.call(());
                    });
                },
                if retired { {t!("catalogue-restore")} } else { {t!("catalogue-retire")} }
            }
            if !retired {
                p { class: "cap", {what} }
            }
        }
    }
}
