use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{BuildingsQuery, CompoundChoice};
use dioxus::prelude::*;

use crate::ui::components::{Button, Chip, Chips, IconName, Notice, Section};
use crate::ui::hooks::use_ask;
use crate::ui::text::t;

/// How many compounds of other grids are named; of the rest it is said that they are.
const NAMED: usize = 3;

/// Which building: the one chosen, and all of this device's grids by compound once one asks.
#[component]
pub(super) fn BuildingPicker(
    chosen: AreaId,
    #[props(default)] problem: Option<String>,
    onchoose: EventHandler<AreaId>,
) -> Element {
    let mut open = use_signal(|| false);
    let compounds = use_ask(BuildingsQuery {}).view().unwrap_or_default();
    let (held, far): (Vec<_>, Vec<_>) = compounds.into_iter().partition(|one| one.held);
    let name = held.iter().chain(&far).find_map(|one| address(one, chosen));
    rsx! {
        Section { title: t!("door-building"),
            p { class: "chosen-building", b { {name.unwrap_or_default()} } }
            if let Some(problem) = problem {
                p { class: "problem", {problem} }
            }
            Button {
                icon: IconName::Building,
                expanded: open(),
                onclick: move |_| open.toggle(),
                {t!("door-building-other")}
            }
        }
        if open() {
            for compound in held {
                Compound {
                    key: "{compound.id}",
                    compound,
                    chosen,
                    onchoose: move |building| {
                        open.set(false);
                        onchoose.call(building);
                    },
                }
            }
            if !far.is_empty() {
                Notice { p { {elsewhere(&far)} } }
            }
        }
    }
}

#[component]
fn Compound(compound: CompoundChoice, chosen: AreaId, onchoose: EventHandler<AreaId>) -> Element {
    let chips: Vec<_> = compound
        .buildings
        .iter()
        .map(|building| Chip {
            text: building.name.clone(),
            chosen: building.id == chosen,
        })
        .collect();
    rsx! {
        Section { title: compound.name.clone(), aside: compound.grid.clone(),
            Chips {
                label: compound.name,
                wrap: true,
                chips,
                onchoose: move |index: usize| {
                    if let Some(building) = compound.buildings.get(index) {
                        onchoose.call(building.id);
                    }
                },
            }
        }
    }
}

/// `花卉园小区 3 栋`, if it stands in this compound.
fn address(compound: &CompoundChoice, building: AreaId) -> Option<String> {
    let found = compound.buildings.iter().find(|one| one.id == building)?;
    Some(format!("{} {}", compound.name, found.name))
}

/// Which compounds cannot be chosen, and what to do.
fn elsewhere(far: &[CompoundChoice]) -> String {
    let names: Vec<_> = far.iter().take(NAMED).map(|one| one.name.clone()).collect();
    let names = names.join(&t!("list-separator"));
    if far.len() > NAMED {
        t!("door-elsewhere-more", names = names, count = far.len())
    } else {
        t!("door-elsewhere", names = names)
    }
}
