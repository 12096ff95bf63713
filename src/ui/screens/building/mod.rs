mod filter;

use chuanmen_core::china_date;
use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{BoardCell, BoardQuery, BoardView, UnitBoard};
use dioxus::prelude::*;

use crate::ui::components::{
    Board, Chip, Chips, Empty, Failure, Go, Icon, IconName, Legend, Segment, SegmentRole, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{t, unit_name};

use filter::Filter;

/// More units stand in several lines, without what is to do in each.
const MANY_UNITS: usize = 3;

/// One building as it stands: units, floors, rooms, and today's climb.
#[component]
pub(crate) fn Building(id: AreaId, unit: String) -> Element {
    rsx! {
        Loaded { key: "{id}", id, unit }
    }
}

#[component]
fn Loaded(id: AreaId, unit: String) -> Element {
    match use_ask(BoardQuery { building: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("building"), head: rsx! { Bar {} }, Skeleton { rows: 8 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("building"), head: rsx! { Bar { title: t!("building") } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { BuildingBoard { view, unit } },
    }
}

#[component]
fn BuildingBoard(view: BoardView, unit: String) -> Element {
    let today = china_date(use_now());
    let mut chosen = use_signal(|| first_unit(&view.units, &unit));
    let mut filter = use_signal(|| Filter::All);
    let shown = use_callback(move |cell: BoardCell| filter().shows(&cell));
    let title = view.name.clone();
    let head = rsx! {
        Bar { title, sub: format!("{} · {}", view.compound, t!("doors", count = view.households)),
            Go { to: Route::Places {}, class: "ib", label: t!("search-label"),
                Icon { name: IconName::Search }
            }
        }
    };
    let at = chosen().min(view.units.len().saturating_sub(1));
    let Some(unit) = view.units.get(at).cloned() else {
        return rsx! {
            Screen { title: view.name, head,
                Empty { so: t!("building-empty"), advice: t!("places-empty-advice"),
                    AddDoor { building: view.building, unit: String::new() }
                }
            }
        };
    };
    let dock = climb(&unit).map(|(first, floor, doors)| {
        rsx! {
            Go { to: Route::Visit { id: first.household }, class: "btn pri big",
                Icon { name: IconName::Stairs }
                span {
                    {t!("climb-doors")}
                    " "
                    span { class: "nowrap", {t!("doors", count = doors)} }
                    if floor != 0 {
                        span { class: "opt", {t!("climb-from", floor = floor)} }
                    }
                }
            }
        }
    });
    let many = view.units.len() > MANY_UNITS;
    let chips = Filter::ALL
        .iter()
        .map(|one| Chip {
            text: one.words(unit.floors.iter().flat_map(|floor| &floor.cells)),
            chosen: *one == filter(),
        })
        .collect::<Vec<_>>();
    rsx! {
        Screen { title: view.name.clone(), head, dock,
            Chips {
                label: t!("filter-label"),
                chips,
                onchoose: move |index: usize| {
                    filter.set(Filter::ALL.get(index).copied().unwrap_or(Filter::All));
                },
            }
            if view.units.len() > 1 {
                Segment {
                    label: t!("units"),
                    class: if many { "units many" } else { "units" },
                    role: SegmentRole::Tabs,
                    choices: view.units.iter().map(|unit| unit_tab(unit, many)).collect::<Vec<_>>(),
                    chosen: at,
                    onchoose: move |index| chosen.set(index),
                }
            }
            Board { floors: unit.floors, today, shown }
            Legend {}
            AddDoor { building: view.building, unit: unit.unit }
        }
    }
}

/// The way to a door that is not in the list.
#[component]
fn AddDoor(building: AreaId, unit: String) -> Element {
    rsx! {
        Go { to: Route::AddHome { id: building, unit }, class: "btn add-one",
            Icon { name: IconName::Plus }
            {t!("home-add")}
        }
    }
}

/// The unit asked for, else the first with something to do, else the first.
fn first_unit(units: &[UnitBoard], asked: &str) -> usize {
    units
        .iter()
        .position(|unit| !asked.is_empty() && unit.unit == asked)
        .or_else(|| units.iter().position(|unit| climb(unit).is_some()))
        .unwrap_or(0)
}

/// The first door of today's climb, its floor, and how many doors it has.
fn climb(unit: &UnitBoard) -> Option<(&BoardCell, i64, usize)> {
    let doors = || {
        unit.floors
            .iter()
            .flat_map(|floor| floor.cells.iter().map(move |cell| (cell, floor.floor)))
            .filter(|(cell, _)| cell.today)
    };
    let (cell, floor) = doors().next()?;
    Some((cell, floor, doors().count()))
}

/// `2 单元 · 要走 4 户`, or only which.
fn unit_tab(unit: &UnitBoard, short: bool) -> String {
    let name = unit_name(&unit.unit);
    match climb(unit) {
        Some((.., doors)) if !short => format!("{name} · {}", t!("unit-to-do", count = doors)),
        _ => name,
    }
}
