use std::collections::BTreeSet;

use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{Command, HouseholdView, Outcome, ResidentView, SplitHousehold};
use dioxus::prelude::*;

use super::door::{Door, Typed};
use super::{Housings, OfHome};
use crate::ui::components::{Chip, Chips, IconName, Notice, Section};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Some of a household become one of their own.
#[component]
pub(crate) fn SplitHome(id: HouseholdId) -> Element {
    rsx! {
        OfHome { key: "{id}", id, title: t!("home-split"), task: |view| rsx! { Who { view } } }
    }
}

#[component]
fn Who(view: HouseholdView) -> Element {
    let household = view.id;
    let (sender, snack, navigator) = (use_send(), use_snack(), use_navigator());
    let mut leaving = use_signal(BTreeSet::<ResidentId>::new);
    let mut head = use_signal(|| None::<ResidentId>);
    let mut housing = use_signal(|| view.housing.clone());
    let door = use_signal(|| Typed {
        room: format!("{}-A", view.room),
        ..Typed::of(&view)
    });
    let residents = view.residents.clone();
    let chosen: Vec<ResidentView> = residents
        .iter()
        .filter(|one| leaving.read().contains(&one.id))
        .cloned()
        .collect();
    let first = chosen.first().map(|one| one.id);
    // Whoever was chosen as the head may stay after all.
    let leads = head().filter(|id| leaving.read().contains(id)).or(first);
    let all = chosen.len() == residents.len();
    let named = door.read().is_named();
    let label = match (chosen.is_empty(), all, named) {
        (true, ..) => t!("split-choose"),
        (_, true, _) => t!("split-all"),
        (_, _, false) => t!("home-fill"),
        _ => t!("split-save", count = chosen.len()),
    };
    let save = move |()| {
        let Some(head) = leads else {
            return;
        };
        let split = SplitHousehold {
            household,
            residents: leaving.peek().clone(),
            head,
            door: door.peek().form(),
            housing: housing.peek().clone(),
        };
        sender.send(Command::SplitHousehold(split), move |outcome| {
            snack.saved(t!("split-done"), &outcome);
            if let Outcome::NewHousehold { household, .. } = outcome {
                navigator.replace(Route::Household { id: household });
            }
        });
    };
    rsx! {
        Screen {
            title: t!("home-split"),
            head: rsx! {
                Bar { task: true, title: t!("home-split-which", title = view.title.clone()),
                    back_label: t!("edit-leave") }
            },
            dock: rsx! {
                SaveDock { sender, label, ready: !chosen.is_empty() && !all && named, onsave: save }
            },
            last: true,
            Section { title: t!("split-who"),
                Chips {
                    label: t!("split-who"),
                    wrap: true,
                    chips: residents
                        .iter()
                        .map(|one| Chip {
                            text: one.name.clone(),
                            chosen: leaving.read().contains(&one.id),
                        })
                        .collect::<Vec<_>>(),
                    onchoose: move |index: usize| {
                        sender.clear();
                        if let Some(one) = residents.get(index) {
                            toggle(&mut leaving.write(), one.id);
                        }
                    },
                }
            }
            if chosen.len() > 1 {
                Section { title: t!("split-head"),
                    Chips {
                        label: t!("split-head"),
                        wrap: true,
                        chips: chosen
                            .iter()
                            .map(|one| Chip { text: one.name.clone(), chosen: leads == Some(one.id) })
                            .collect::<Vec<_>>(),
                        onchoose: move |index: usize| head.set(chosen.get(index).map(|one| one.id)),
                    }
                }
            }
            Notice { icon: IconName::Info, p { {t!("split-what")} } }
            Door { door, anywhere: true, sender }
            Housings { chosen: housing(), onchoose: move |one| housing.set(one) }
        }
    }
}

fn toggle(leaving: &mut BTreeSet<ResidentId>, id: ResidentId) {
    if !leaving.remove(&id) {
        leaving.insert(id);
    }
}
