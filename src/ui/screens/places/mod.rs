mod found;

use chuanmen_core::china_date;
use chuanmen_replica::api::{BuildingRow, Command, CompoundRow, PlacesQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, Card, Empty, Failure, Field, FieldKind, Icon, IconName, LongList, Row, Section,
    Segment, SegmentRole, Shape, Skeleton, Tag, TagTone, use_roving,
};
use crate::ui::hooks::{Shown, use_ask, use_live, use_now, use_send};
use crate::ui::route::Route;
use crate::ui::screens::organisations::OrganisationList;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use found::{Found, Recent};

/// Compounds and their buildings, and a search as one types.
#[component]
pub(crate) fn Places() -> Element {
    rsx! {
        Listed { organisations: false }
    }
}

/// The organisations of the grid, and the same search.
#[component]
pub(crate) fn Organisations() -> Element {
    rsx! {
        Listed { organisations: true }
    }
}

#[component]
fn Listed(organisations: bool) -> Element {
    let keep = if organisations {
        "organisations"
    } else {
        "places"
    };
    let navigator = use_navigator();
    let live = use_live();
    let kept = live.clone();
    let mut typed = use_signal(move || kept.typed());
    let text = typed.cloned();
    let today = china_date(use_now());
    let found = use_roving();
    rsx! {
        Screen {
            title: t!("tab-places"),
            head: rsx! { Bar { title: t!("places-title"), root: true } },
            keep,
            div { role: "search",
                Field {
                    id: "search",
                    label: t!("search-label"),
                    hide_label: true,
                    kind: FieldKind::Search,
                    placeholder: t!("search-placeholder"),
                    value: text.clone(),
                    oninput: move |text: String| {
                        live.remember_typed(&text);
                        typed.set(text);
                    },
                    ondown: move |()| found.focus(0),
                }
            }
            if text.trim().is_empty() {
                Segment {
                    label: t!("places-which"),
                    class: "which",
                    role: SegmentRole::Tabs,
                    choices: vec![t!("places-compounds"), t!("places-organisations")],
                    chosen: usize::from(organisations),
                    onchoose: move |index| {
                        let to = if index == 1 { Route::Organisations {} } else { Route::Places {} };
                        navigator.replace(to);
                    },
                }
                if organisations {
                    OrganisationList {}
                } else {
                    Recent { today, roving: found }
                    Compounds {}
                }
            } else {
                Found { text: text.trim(), today, organisations, roving: found }
            }
        }
    }
}

#[component]
fn Compounds() -> Element {
    match use_ask(PlacesQuery {}).shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 8 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(view) if view.compounds.is_empty() => rsx! {
            Empty { so: t!("places-empty"), advice: t!("places-empty-advice"), Refresh {} }
        },
        Shown::Here(view) => rsx! {
            LongList { keep: "places", count: view.compounds.len(), row: move |index: usize| {
                let compound = view.compounds[index].clone();
                rsx! { Compound { compound } }
            } }
        },
    }
}

/// Nothing is here yet: what was granted meanwhile may come.
#[component]
fn Refresh() -> Element {
    let sender = use_send();
    rsx! {
        Button { icon: IconName::Sync, disabled: sender.busy(),
            onclick: move |_| sender.send(Command::SyncNow, |_| {}),
            if sender.busy() { {t!("sync-moving")} } else { {t!("sync-now")} }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

#[component]
fn Compound(compound: CompoundRow) -> Element {
    let buildings = compound.buildings.len();
    rsx! {
        Section { title: compound.name, aside: t!("buildings", count = buildings),
            Card {
                for building in compound.buildings {
                    Building { key: "{building.id}", building }
                }
            }
        }
    }
}

#[component]
fn Building(building: BuildingRow) -> Element {
    let mut second = t!("doors", count = building.households);
    if building.due > 0 {
        second = format!("{second} · {}", t!("building-due", count = building.due));
    }
    let trail = (building.late > 0).then(|| {
        rsx! {
            Tag { tone: TagTone::Urgent, shape: Shape::Late, text: t!("doors-late", count = building.late) }
        }
    });
    rsx! {
        Row {
            to: Route::Building { id: building.id, unit: String::new() },
            lead: rsx! { Icon { name: IconName::Building } },
            title: building.name,
            strong: true,
            second,
            trail,
        }
    }
}
