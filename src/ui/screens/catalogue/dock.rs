use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::hooks::{Sender, use_leave_to, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::text::t;

/// The dock of an entry's form: saves it, says so, and goes back to where it is listed.
#[component]
pub(super) fn EntryDock(
    sender: Sender,
    /// What must be filled in first.
    #[props(!optional)]
    missing: Option<String>,
    /// Whether it says something else than is saved.
    changed: bool,
    /// Saves it as it stands.
    command: Command,
    home: Route,
) -> Element {
    let (snack, leave) = (use_snack(), use_leave_to(home));
    let waits = missing.or_else(|| (!changed).then(|| t!("edit-nothing")));
    rsx! {
        SaveDock {
            sender,
            ready: waits.is_none(),
            label: waits.unwrap_or_else(|| t!("edit-save")),
            onsave: move |()| {
                sender.send(command.clone(), move |outcome| {
                    snack.saved(t!("question-saved"), &outcome);
                    leave.call(());
                });
            },
        }
    }
}
