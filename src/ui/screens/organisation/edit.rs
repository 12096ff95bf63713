use chuanmen_core::domain::OrganisationId;
use chuanmen_replica::api::{Command, OrganisationFormQuery, OrganisationFormView};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_keeping, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new organisation.
#[component]
pub(crate) fn AddOrganisation() -> Element {
    rsx! {
        Loaded {}
    }
}

/// What is known of an organisation, to be changed.
#[component]
pub(crate) fn EditOrganisation(id: OrganisationId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(#[props(default)] id: Option<OrganisationId>) -> Element {
    let title = match id {
        Some(_) => t!("organisation-edit"),
        None => t!("organisation-add"),
    };
    let asked = use_ask(OrganisationFormQuery { organisation: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        // One read before may be older than what was typed.
        Shown::Here(view) if asked.fresh() => rsx! { Typing { id, title, view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn Typing(id: Option<OrganisationId>, title: String, view: OrganisationFormView) -> Element {
    let home = match id {
        Some(id) => Route::Organisation { id },
        None => Route::Organisations {},
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| view.known.as_ref().map(Typed::of).unwrap_or_default());
    let typed = use_signal(|| match view.left.clone() {
        Some(left) => Typed::left(left, &first),
        None => first.clone(),
    });
    let before = first.clone();
    let keeping = use_keeping(typed, move |now: &Typed| Command::KeepOrganisationForm {
        organisation: id,
        form: now.form(&before),
    });
    let as_known = first.clone();
    let nameless = typed.read().name.trim().is_empty();
    let changed = *typed.read() != first;
    let ready = changed && !nameless;
    let label = match (nameless, id) {
        (true, _) => t!("organisation-fill"),
        (false, None) => t!("organisation-save"),
        (false, Some(_)) if changed => t!("edit-save"),
        (false, Some(_)) => t!("edit-nothing"),
    };
    let bar_title = match &view.known {
        Some(known) => known.name.clone(),
        None => title.clone(),
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label,
            onsave: move |()| {
                let form = typed.peek().changes_from(&first);
                keeping.now();
                sender.send(Command::SaveOrganisation { organisation: id, form }, move |outcome| {
                    keeping.saved();
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title,
            head: rsx! { Bar { task: true, title: bar_title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Form { typed, first: as_known, view, sender }
        }
    }
}
