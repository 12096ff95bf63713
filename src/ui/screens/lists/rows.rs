use chuanmen_core::china_date;
use chuanmen_core::domain::ProjectState;
use chuanmen_replica::api::{ProjectRow, ResourceRow, WaitingNeed};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Go, Icon, IconName, NeedLine, Row, Seal, SealLook, Shape, Tag, TagTone,
};
use crate::ui::hooks::use_now;
use crate::ui::route::Route;
use crate::ui::text::{day, party_name, party_seal, project_state, resource_kind, t, yuan};

/// Needs that wait, each with the projects that answer it.
#[component]
pub(super) fn NeedLines(needs: Vec<WaitingNeed>) -> Element {
    if needs.is_empty() {
        return rsx! {
            Empty { so: t!("waiting-empty"), advice: t!("waiting-empty-next") }
        };
    }
    rsx! {
        for need in needs {
            Card { key: "{need.row.id}",
                NeedLine { need: need.row }
                for project in need.projects.iter().cloned() {
                    Go { key: "{project.id}", class: "set", to: Route::Project { id: project.id },
                        Icon { name: IconName::Swap }
                        span { class: "grow", {t!("waiting-answered", name = project.name)} }
                        Icon { name: IconName::Chevron }
                    }
                }
                if need.projects.is_empty() {
                    p { class: "set", span { class: "sub", {t!("waiting-unanswered")} } }
                }
            }
        }
    }
}

/// A resource in a list.
#[component]
pub(in crate::ui::screens) fn ResourceLine(row: ResourceRow) -> Element {
    let today = china_date(use_now());
    let until = row
        .until
        .map(|until| t!("resource-until-day", day = day(until, today)));
    let kind = resource_kind(&row.kind);
    let parts = [
        Some(kind),
        Some(row.owner),
        Some(row.amount),
        Some(row.hours),
        until,
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let trail = match (row.pending, row.available, row.offered) {
        (true, ..) => Some(waits()),
        (_, false, _) => Some(rsx! { Tag { text: t!("resource-gone") } }),
        (_, _, true) => Some(rsx! {
            Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("resource-offered") }
        }),
        _ => None,
    };
    rsx! {
        Row {
            to: Route::Resource { id: row.id },
            lead: rsx! { Icon { name: IconName::Gift } },
            title: row.name,
            strong: true,
            second: parts.join(" · "),
            trail,
        }
    }
}

/// A project in a list.
#[component]
pub(in crate::ui::screens) fn ProjectLine(row: ProjectRow) -> Element {
    let today = china_date(use_now());
    let lead = match &row.party {
        Some(party) => rsx! {
            Seal {
                text: party_seal(party),
                label: party_name(party),
                look: if row.state == ProjectState::UnderWay { SealLook::On } else { SealLook::Outline },
            }
        },
        None => rsx! { Icon { name: IconName::Swap } },
    };
    let steps = (row.steps > 0).then(|| t!("project-progress", done = row.done, all = row.steps));
    let next = row.next_on.filter(|_| row.state == ProjectState::UnderWay);
    let parts = [
        steps,
        next.map(|on| t!("project-next", day = day(on, today))),
        row.budget
            .map(|fen| t!("project-budget-of", yuan = yuan(fen))),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let trail = match (row.pending, &row.state) {
        (true, _) => waits(),
        (_, ProjectState::UnderWay) => rsx! {
            Tag { tone: TagTone::Pending, shape: Shape::Half, text: project_state(&row.state) }
        },
        (_, ProjectState::Done) => rsx! {
            Tag { tone: TagTone::Done, shape: Shape::Done, text: project_state(&row.state) }
        },
        (_, state) => rsx! { Tag { text: project_state(state) } },
    };
    rsx! {
        Row {
            to: Route::Project { id: row.id },
            lead,
            title: row.name,
            strong: true,
            second: parts.join(" · "),
            trail,
        }
    }
}

fn waits() -> Element {
    rsx! {
        Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") }
    }
}
