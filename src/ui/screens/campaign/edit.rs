use chuanmen_core::domain::{CampaignId, Role};
use chuanmen_replica::api::{CampaignFormQuery, CampaignFormView, Command};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::catalogue::Changes;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new campaign.
#[component]
pub(crate) fn AddCampaign() -> Element {
    rsx! {
        Loaded {}
    }
}

/// A campaign, to be changed or ended.
#[component]
pub(crate) fn EditCampaign(id: CampaignId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(#[props(default)] id: Option<CampaignId>) -> Element {
    let title = match id {
        Some(_) => t!("campaign-edit"),
        None => t!("campaign-add"),
    };
    let asked = use_ask(CampaignFormQuery { campaign: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if asked.fresh() => rsx! { Typing { id, title, view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn Typing(id: Option<CampaignId>, title: String, view: CampaignFormView) -> Element {
    let home = match id {
        Some(id) => Route::Campaign { id },
        None => Route::Campaigns {},
    };
    let sets = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| view.known.as_ref().map(Typed::of).unwrap_or_default());
    let typed = use_signal(|| first.clone());
    let now = typed.read();
    let changed = *now != first;
    let problem = if now.name.trim().is_empty() {
        Some(t!("campaign-fill"))
    } else if now.from.is_empty() || now.to.is_empty() {
        Some(t!("campaign-fill-days"))
    } else if now.buildings.is_empty() {
        Some(t!("campaign-fill-buildings"))
    } else if !changed {
        Some(t!("edit-nothing"))
    } else {
        None
    };
    drop(now);
    let ready = problem.is_none();
    let save = match id {
        Some(_) => t!("edit-save"),
        None => t!("campaign-save"),
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label: problem.unwrap_or(save),
            onsave: move |()| {
                let form = typed.peek().changes_from(&first);
                sender.send(Command::SaveCampaign { campaign: id, form }, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title: title.clone(),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Form { typed, view, sender }
            if let Some(id) = id.filter(|_| sets) {
                Changes { records: vec![id.into()] }
            }
        }
    }
}
