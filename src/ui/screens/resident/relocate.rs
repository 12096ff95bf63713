use chuanmen_core::domain::{HouseholdId, Relation, ResidentId};
use chuanmen_replica::api::{Command, HouseholdQuery, ReplicaError, ResidentView};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Failure, IconName, Notice, Section, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::home::HomePicker;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{relation, t};

/// Somebody lives in another household from now on: married out, moved in with the son.
#[component]
pub(crate) fn MoveResident(id: HouseholdId, resident: ResidentId) -> Element {
    rsx! {
        Loaded { key: "{resident}", id, resident }
    }
}

#[component]
fn Loaded(id: HouseholdId, resident: ResidentId) -> Element {
    let title = t!("resident-move");
    let shown = match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Waiting => {
            return rsx! {
                Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 5 } }
            };
        }
        Shown::Failed(error) => Err(error),
        Shown::Here(view) => {
            let mut residents = view.residents.into_iter();
            let known = residents.find(|one| one.id == resident);
            known.ok_or(ReplicaError::NotFound)
        }
    };
    match shown {
        Ok(known) => rsx! { Whither { id, known } },
        Err(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
    }
}

#[component]
fn Whither(id: HouseholdId, known: ResidentView) -> Element {
    let (sender, snack, navigator) = (use_send(), use_snack(), use_navigator());
    let mut home = use_signal(|| None::<HouseholdId>);
    let mut to_head = use_signal(|| None::<Relation>);
    let (resident, name) = (known.id, known.name);
    let chip = |one: &Relation| Chip {
        text: relation(one),
        chosen: to_head.read().as_ref() == Some(one),
    };
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: home().map(|_| IconName::Check),
            disabled: home().is_none() || sender.busy(),
            onclick: {
                let said = t!("resident-moved", name = name.clone());
                move |_| {
                    let Some(household) = *home.peek() else {
                        return;
                    };
                    let relation = to_head.peek().clone();
                    let moves = Command::MoveResident { resident, household, relation };
                    let said = said.clone();
                    sender.send(moves, move |outcome| {
                        snack.saved(said, &outcome);
                        navigator.replace(Route::Household { id: household });
                    });
                }
            },
            if home().is_some() { {t!("resident-move-save")} } else { {t!("resident-move-choose")} }
        }
    };
    rsx! {
        Screen {
            title: t!("resident-move"),
            head: rsx! {
                Bar { task: true, title: t!("resident-move-whose", name = name), back_label: t!("edit-leave") }
            },
            dock,
            last: true,
            Notice { icon: IconName::Info, p { {t!("resident-move-what")} } }
            HomePicker {
                not: id,
                chosen: home(),
                onchoose: move |id| {
                    sender.clear();
                    home.set(Some(id));
                },
            }
            if home().is_some() {
                Section { title: t!("resident-move-relation"),
                    Chips {
                        label: t!("resident-move-relation"),
                        wrap: true,
                        chips: Relation::KNOWN.iter().map(chip).collect::<Vec<_>>(),
                        onchoose: move |index: usize| to_head.set(Relation::KNOWN.get(index).cloned()),
                    }
                }
            }
        }
    }
}
