use std::collections::BTreeSet;

use chuanmen_replica::api::{
    Command, PlanBuilding, PlanCompound, PlanQuery, PlanUnit, PlanView, RoundStep, Staircase,
};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, CheckRow, Checked, Chip, Chips, Empty, Failure, LongList, Section,
    Segment, Shape, Skeleton, Tag, TagTone,
};
use crate::ui::hooks::{Shown, use_ask, use_send};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{t, unit_name};

/// Where to go today: buildings and their units, and whether to every door.
#[component]
pub(crate) fn PlanRound() -> Element {
    let navigator = use_navigator();
    let sender = use_send();
    let chosen = use_signal(BTreeSet::<Staircase>::new);
    let all = use_signal(|| false);
    let shown = use_ask(PlanQuery {}).shown();
    let doors = match &shown {
        Shown::Here(view) => doors(view, &chosen.read(), all()),
        _ => 0,
    };
    let dock = rsx! {
        Button { look: ButtonLook::Primary, big: true, disabled: doors == 0 || sender.busy(),
            onclick: move |_| {
                let staircases = chosen.peek().iter().cloned().collect();
                let step = RoundStep::Plan { staircases, all: *all.peek() };
                sender.send(Command::Round(step), move |_| {
                    navigator.replace(Route::Round {});
                });
            },
            if doors == 0 {
                {t!("round-choose-first")}
            } else {
                {t!("round-plan-doors", count = doors)}
            }
        }
    };
    rsx! {
        Screen {
            title: t!("round-plan"),
            head: rsx! { Bar { title: t!("round-plan"), task: true } },
            dock,
            last: true,
            if let Some(error) = sender.error() { Failure { error } }
            match shown {
                Shown::Waiting => rsx! { Skeleton { rows: 8 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) if view.compounds.is_empty() => rsx! {
                    Empty { so: t!("places-empty"), advice: t!("places-empty-advice") }
                },
                Shown::Here(view) => rsx! { Choice { view, chosen, all } },
            }
        }
    }
}

/// How many doors a round to these staircases has.
fn doors(view: &PlanView, chosen: &BTreeSet<Staircase>, all: bool) -> u32 {
    let buildings = view.compounds.iter().flat_map(|it| &it.buildings);
    buildings
        .flat_map(|building| staircases(building).zip(&building.units))
        .filter(|(staircase, _)| chosen.contains(staircase))
        .map(|(_, unit)| if all { unit.doors } else { unit.due })
        .sum()
}

fn staircases(building: &PlanBuilding) -> impl Iterator<Item = Staircase> {
    building.units.iter().map(|unit| Staircase {
        building: building.id,
        unit: unit.unit.clone(),
    })
}

#[component]
fn Choice(view: PlanView, chosen: Signal<BTreeSet<Staircase>>, all: Signal<bool>) -> Element {
    rsx! {
        Segment {
            label: t!("round-which"),
            choices: vec![t!("round-due"), t!("round-all")],
            chosen: usize::from(all()),
            onchoose: move |index| all.set(index == 1),
        }
        LongList { keep: "plan", count: view.compounds.len(), row: move |index: usize| {
            let compound = view.compounds[index].clone();
            rsx! { Compound { compound, chosen, all } }
        } }
    }
}

#[component]
fn Compound(
    compound: PlanCompound,
    chosen: Signal<BTreeSet<Staircase>>,
    all: Signal<bool>,
) -> Element {
    rsx! {
        Section { title: compound.name.clone(),
            Card { label: compound.name,
                for building in compound.buildings {
                    Building { key: "{building.id}", building, chosen, all }
                }
            }
        }
    }
}

/// A building, and its units where there are several.
#[component]
fn Building(
    building: PlanBuilding,
    chosen: Signal<BTreeSet<Staircase>>,
    all: Signal<bool>,
) -> Element {
    let own: Vec<Staircase> = staircases(&building).collect();
    let taken = own.iter().filter(|one| chosen.read().contains(one)).count();
    let sum = |part: fn(&PlanUnit) -> u32| building.units.iter().map(part).sum::<u32>();
    let (doors, due, late) = (sum(|it| it.doors), sum(|it| it.due), sum(|it| it.late));
    let checked = Checked::of(own.len(), taken);
    let trail = (late > 0).then(|| {
        rsx! {
            Tag { tone: TagTone::Urgent, shape: Shape::Late, text: t!("doors-late", count = late) }
        }
    });
    let chips = building.units.iter().zip(&own).map(|(unit, own)| {
        let count = if all() { unit.doors } else { unit.due };
        Chip {
            text: format!("{} · {}", unit_name(&unit.unit), t!("doors", count = count)),
            chosen: chosen.read().contains(own),
        }
    });
    let chips: Vec<_> = chips.collect();
    let several = chips.len() > 1;
    let units = own.clone();
    rsx! {
        CheckRow {
            title: building.name.clone(),
            second: t!("round-building", due = due, doors = doors),
            checked,
            trail,
            ontoggle: move |()| {
                let mut chosen = chosen.write();
                for one in &own {
                    if checked == Checked::Yes {
                        chosen.remove(one);
                    } else {
                        chosen.insert(one.clone());
                    }
                }
            },
        }
        if several {
            div { class: "parts",
                Chips {
                    label: t!("round-units", building = building.name),
                    chips,
                    wrap: true,
                    onchoose: move |index: usize| {
                        if let Some(one) = units.get(index) {
                            let mut chosen = chosen.write();
                            if !chosen.remove(one) {
                                chosen.insert(one.clone());
                            }
                        }
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::plan_view;

    #[test]
    fn a_round_has_the_doors_of_what_was_chosen_and_only_those_due_unless_all_are_wanted() {
        let view = plan_view();
        let building = &view.compounds[0].buildings[1];
        let mut chosen = BTreeSet::new();
        assert_eq!(doors(&view, &chosen, true), 0);
        chosen.extend(staircases(building).skip(1));
        assert_eq!(
            (doors(&view, &chosen, false), doors(&view, &chosen, true)),
            (4, 28)
        );
        chosen.extend(staircases(building));
        assert_eq!(
            (doors(&view, &chosen, false), doors(&view, &chosen, true)),
            (6, 56)
        );
    }
}
