use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, HouseholdView};
use dioxus::prelude::*;

use super::OfHome;
use super::door::{Door, Typed};
use crate::ui::hooks::{use_leave, use_send, use_snack};
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A household lives elsewhere, or its door was written wrong.
#[component]
pub(crate) fn MoveHome(id: HouseholdId) -> Element {
    rsx! {
        OfHome { key: "{id}", id, title: t!("home-move"), task: |view| rsx! { Where { view } } }
    }
}

#[component]
fn Where(view: HouseholdView) -> Element {
    let household = view.id;
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(household));
    let first = use_hook(|| Typed::of(&view));
    let door = use_signal(|| first.clone());
    let (changed, named) = (*door.read() != first, door.read().is_named());
    let label = match (named, changed) {
        (false, _) => t!("home-fill"),
        (true, false) => t!("home-move-nothing"),
        (true, true) => t!("home-move-save"),
    };
    let save = move |()| {
        let door = door.peek().form();
        sender.send(Command::MoveHousehold { household, door }, move |outcome| {
            snack.saved(t!("saved"), &outcome);
            leave.call(());
        });
    };
    rsx! {
        Screen {
            title: t!("home-move"),
            head: rsx! {
                Bar { task: true, title: t!("home-move-which", title = view.title),
                    back_label: t!("edit-leave") }
            },
            dock: rsx! { SaveDock { sender, label, ready: changed && named, onsave: save } },
            last: true,
            p { class: "sub", {t!("home-move-what")} }
            Door { door, household, anywhere: true, sender }
        }
    }
}
