use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, HouseholdQuery, HouseholdView, ResidentForm};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, IconName, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave, use_send, use_snack};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use super::form::{About, Form};
use super::keep::{use_keeping, use_left};
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
    let left = use_left(id, None);
    match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if left.is_some() => rsx! { New { view, left: left.flatten() } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn New(view: HouseholdView, left: Option<ResidentForm>) -> Element {
    let id = view.id;
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(id));
    let typed = use_signal(|| {
        let nothing = Typed::default();
        left.map_or_else(Typed::default, |left| Typed::left(left, &nothing))
    });
    let keeping = use_keeping(id, None, typed, Typed::default());
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
                keeping.now();
                sender.send(add, move |outcome| {
                    keeping.saved();
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
            Form { typed, first: Typed::default(), about, sender }
        }
    }
}
