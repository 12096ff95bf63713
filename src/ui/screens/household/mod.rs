mod matters;
mod more;
mod residents;

use chuanmen_core::china_date;
use chuanmen_core::domain::{Due, HouseholdId};
use chuanmen_replica::api::{HouseholdQuery, HouseholdView};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    DoorTag, Failure, Go, Heading, Icon, IconName, Notice, NoticeTone, Rich, Skeleton, Tag, TagTone,
};
use crate::ui::hooks::{Shown, use_ask, use_now, use_opened};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{building_unit, day, housing, t};

use matters::OpenMatters;
pub(super) use matters::RecentVisits;
use more::{More, Panel};
use residents::Residents;

/// One household: who lives there, what is open, who called last.
#[component]
pub(crate) fn Household(id: HouseholdId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: HouseholdId) -> Element {
    match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("household"), head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("household"), head: rsx! { Bar { title: t!("household") } },
                Failure { error }
            }
        },
        Shown::Here(view) => rsx! { Home { view } },
    }
}

#[component]
fn Home(view: HouseholdView) -> Element {
    use_opened(view.id);
    let now = use_now();
    let today = china_date(now);
    let mut panel = use_signal(|| None::<Panel>);
    let mut toggle = move |which: Panel| {
        let open = *panel.peek() == Some(which);
        panel.set((!open).then_some(which));
    };
    let open = panel();
    let head = rsx! {
        Bar { sub: address(&view), back_label: t!("back"),
            button {
                r#type: "button",
                class: "ib",
                "aria-label": t!("household-edit"),
                "aria-expanded": (open == Some(Panel::Edit)).to_string(),
                onclick: move |_| toggle(Panel::Edit),
                Icon { name: IconName::Pencil }
            }
            button {
                r#type: "button",
                class: "ib",
                "aria-label": t!("more"),
                "aria-expanded": open.is_some_and(|open| open != Panel::Edit).to_string(),
                onclick: move |_| toggle(Panel::Choose),
                Icon { name: IconName::More }
            }
        }
    };
    let dock = rsx! {
        Go { to: Route::Visit { id: view.id }, class: "btn pri big",
            Icon { name: IconName::Door }
            {t!("visit-start")}
        }
    };
    let tags = !view.tags.is_empty() || view.family_doctor;
    rsx! {
        Screen { title: t!("household-title", title = view.title.clone()), head, dock,
            if let Some(open) = open {
                More { open, view: view.clone(), onopen: move |next| panel.set(next) }
            }
            div { class: "door-head",
                Heading { class: "room", {view.title.clone()} }
                DoorTag { state: view.state, today }
            }
            p { class: "sub home-about", Rich { text: about(&view, today) } }
            if tags {
                div { class: "tags",
                    for tag in view.tags.clone() {
                        Tag { text: tag }
                    }
                    if view.family_doctor {
                        Tag { tone: TagTone::Done, icon: IconName::Doctor, text: t!("family-doctor-signed") }
                    }
                }
            }
            if !view.note.is_empty() {
                p { class: "remark", {view.note.clone()} }
            }
            if !view.conflicts.is_empty() {
                Notice { tone: NoticeTone::Pending, icon: IconName::Fork,
                    p { {t!("household-conflicts")} }
                    Go { to: Route::Conflicts {}, class: "btn", {t!("household-settle")} }
                }
            }
            Residents { household: view.id, residents: view.residents.clone(), health: view.health }
            OpenMatters { needs: view.needs.clone(), wishes: view.wishes.clone() }
            RecentVisits { household: view.id, visits: view.visits.clone(), count: view.visit_count, now }
        }
    }
}

/// `花卉园小区 3 栋 2 单元 5 楼`.
fn address(view: &HouseholdView) -> String {
    let mut parts = vec![
        view.compound.clone(),
        building_unit(&view.building_name, &view.unit),
    ];
    if view.floor != 0 {
        parts.push(t!("floor-plain", floor = view.floor));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// `自住 · 3 人 · 11月22日 该到`.
fn about(view: &HouseholdView, today: Date) -> String {
    let mut parts = vec![housing(&view.housing)];
    if !view.residents.is_empty() {
        parts.push(t!("people", count = view.residents.len()));
    }
    if let Due::By(by) = view.due {
        parts.push(t!("household-due", day = day(by, today)));
    }
    parts.join(" · ")
}
