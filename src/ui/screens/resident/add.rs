use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, HouseholdQuery, HouseholdView};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, IconName, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave, use_send, use_snack};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use super::form::{About, Form};
use super::twins::Twins;
use super::typed::Typed;

/// Somebody new in a household.
#[component]
pub(crate) fn AddResident(id: HouseholdId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: HouseholdId) -> Element {
    let title = t!("resident-add");
    match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { New { view } },
    }
}

#[component]
fn New(view: HouseholdView) -> Element {
    let id = view.id;
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(id));
    let typed = use_signal(Typed::default);
    let nameless = typed.read().name.trim().is_empty();
    let about = About {
        care_tags: view.care_tags,
        phone: String::new(),
        citizen_id: t!("resident-id-optional"),
        identified: false,
    };
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if nameless { None } else { Some(IconName::Check) },
            disabled: nameless || sender.busy(),
            onclick: move |_| {
                let resident = typed.peek().draft();
                let add = Command::AddResident { household: id, resident };
                sender.send(add, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
            if nameless { {t!("resident-fill")} } else { {t!("resident-save")} }
        }
    };
    let title = t!("resident-add-to", room = view.title);
    rsx! {
        Screen {
            title: t!("resident-add"),
            head: rsx! { Bar { task: true, title, back_label: t!("resident-leave") } },
            dock,
            last: true,
            Twins { household: id, typed }
            Form { typed, about, sender }
        }
    }
}
