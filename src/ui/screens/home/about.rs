use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Command, EditHousehold, HouseholdView};
use dioxus::prelude::*;

use super::{Housings, OfHome};
use crate::ui::components::{Button, IconName, Section, TextArea};
use crate::ui::hooks::{Sender, use_leave, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// What is known of a household itself, to be changed; or it was entered by mistake.
#[component]
pub(crate) fn AboutHome(id: HouseholdId) -> Element {
    rsx! {
        OfHome { key: "{id}", id, title: t!("home-about"), task: |view| rsx! { Known { view } } }
    }
}

#[component]
fn Known(view: HouseholdView) -> Element {
    let household = view.id;
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave(household));
    let first = use_hook(|| (view.housing.clone(), view.note.clone()));
    let mut housing = use_signal(|| first.0.clone());
    let mut note = use_signal(|| first.1.clone());
    let new_housing = Some(housing()).filter(|new| *new != first.0);
    let new_note = Some(note()).filter(|new| *new != first.1);
    let changed = new_housing.is_some() || new_note.is_some();
    let save = move |()| {
        let edit = EditHousehold {
            household,
            housing: new_housing.clone(),
            note: new_note.clone(),
        };
        sender.send(Command::EditHousehold(edit), move |outcome| {
            snack.saved(t!("saved"), &outcome);
            leave.call(());
        });
    };
    rsx! {
        Screen {
            title: t!("home-about"),
            head: rsx! {
                Bar { task: true, title: t!("home-about-which", title = view.title.clone()),
                    back_label: t!("edit-leave") }
            },
            dock: rsx! {
                SaveDock {
                    sender,
                    label: if changed { t!("edit-save") } else { t!("edit-nothing") },
                    ready: changed,
                    onsave: save,
                }
            },
            last: true,
            Housings { chosen: housing(), onchoose: move |one| housing.set(one) }
            TextArea {
                id: "note",
                label: t!("edit-note"),
                value: note(),
                rows: 2,
                problem: sender.problem("note"),
                oninput: move |text| {
                    sender.clear();
                    note.set(text);
                },
            }
            TakeAway { view, busy: changed, sender }
        }
    }
}

/// Takes away a household that was entered by mistake, or says what to do instead.
#[component]
fn TakeAway(view: HouseholdView, busy: bool, sender: Sender) -> Element {
    let (snack, navigator) = (use_snack(), use_navigator());
    let household = view.id;
    let (building, unit) = (view.building, view.unit.clone());
    let empty = view.residents.is_empty()
        && view.visit_count == 0
        && view.needs.is_empty()
        && view.wishes.is_empty();
    rsx! {
        Section { title: t!("home-mistake"),
            if empty {
                div { class: "add",
                    Button {
                        icon: IconName::Ban,
                        disabled: busy || sender.busy(),
                        onclick: move |_| {
                            let board = Route::Building { id: building, unit: unit.clone() };
                            sender.send(Command::RemoveHousehold { household }, move |outcome| {
                                snack.saved(t!("home-removed"), &outcome);
                                navigator.replace(board);
                            });
                        },
                        {t!("home-remove")}
                    }
                }
            } else {
                p { class: "sub", {t!("home-remove-not")} }
            }
        }
    }
}
