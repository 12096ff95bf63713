//! One campaign: what it is about, how far each building is, the doors left.

mod edit;
mod form;
mod typed;

use chuanmen_core::china_date;
use chuanmen_core::domain::{CampaignId, CampaignState, Role};
use chuanmen_replica::api::{
    CampaignBuilding, CampaignClimb, CampaignDoor, CampaignQuery, CampaignView,
};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Card, Failure, Go, Heading, Icon, IconName, IconSize, Meter, Notice, Rich, Row, Section,
    Skeleton, Tag,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, t, try_again};

pub(crate) use edit::{AddCampaign, EditCampaign};

/// The screen.
#[component]
pub(crate) fn Campaign(id: CampaignId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: CampaignId) -> Element {
    match use_ask(CampaignQuery { campaign: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("campaign"), head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("campaign"), head: rsx! { Bar { title: t!("campaign") } },
                Failure { error }
            }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: CampaignView) -> Element {
    let today = china_date(use_now());
    let makes = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let row = view.row.clone();
    let head = rsx! {
        Bar { sub: t!("campaign"),
            if makes {
                Go { to: Route::EditCampaign { id: row.id }, class: "ib", label: t!("campaign-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    let first = view.climbs.first().and_then(|climb| climb.doors.first());
    let first = first
        .filter(|_| row.state == CampaignState::Running)
        .cloned();
    let dock = first.map(|door| {
        rsx! {
            Go {
                to: Route::CampaignVisit { id: row.id, household: door.household },
                class: "btn pri big",
                Icon { name: IconName::Door }
                {t!("campaign-next", room = door.room, name = door.name)}
            }
        }
    });
    let about = view.items.iter().cloned().chain(view.tags.iter().cloned());
    let about: Vec<_> = about.collect();
    let done = t!("campaign-done", done = row.done, total = row.total);
    rsx! {
        Screen { title: t!("campaign"), head, dock,
            Heading { class: "subject", {row.name.clone()} }
            p { class: "sub under", Rich { text: period(row.from, row.to, today) } }
            match row.state {
                CampaignState::Running => rsx! {},
                CampaignState::Planned => rsx! { Notice { p { {t!("campaign-not-yet")} } } },
                CampaignState::Over => rsx! { Notice { p { {t!("campaign-is-over")} } } },
            }
            if !view.text.is_empty() {
                p { class: "remark", {view.text.clone()} }
            }
            if !about.is_empty() {
                div { class: "tags",
                    for (index , one) in about.into_iter().enumerate() {
                        Tag { key: "{index}", text: one }
                    }
                }
            }
            p { class: "cover", span { Rich { text: done.clone() } } }
            Meter { done: u64::from(row.done), total: u64::from(row.total), label: done }
            Buildings { buildings: view.buildings }
            if row.state == CampaignState::Running {
                for climb in view.climbs {
                    Left { key: "{climb.address}", campaign: row.id, climb }
                }
            }
        }
    }
}

/// `11月10日 到 11月30日`
fn period(from: Date, to: Date, today: Date) -> String {
    t!(
        "campaign-period",
        from = day(from, today),
        to = day(to, today)
    )
}

#[component]
fn Buildings(buildings: Vec<CampaignBuilding>) -> Element {
    let row = |one: &CampaignBuilding| {
        let done = t!("campaign-done", done = one.done, total = one.total);
        (format!("{} {}", one.compound, one.name), done)
    };
    if buildings.is_empty() {
        return rsx! { p { class: "sub campaign-none", {t!("campaign-no-doors")} } };
    }
    rsx! {
        Section { title: t!("campaign-by-building"),
            Card {
                for one in buildings {
                    Row {
                        key: "{one.building}",
                        to: Route::Building { id: one.building, unit: String::new() },
                        lead: rsx! { Icon { name: IconName::Building } },
                        title: row(&one).0,
                        second: row(&one).1,
                    }
                }
            }
        }
    }
}

/// The doors left on a staircase, from the top.
#[component]
fn Left(campaign: CampaignId, climb: CampaignClimb) -> Element {
    rsx! {
        Section { title: climb.address, aside: t!("campaign-left", count = climb.doors.len()),
            Card {
                for door in climb.doors {
                    DoorLeft { key: "{door.household}", campaign, door }
                }
            }
        }
    }
}

#[component]
fn DoorLeft(campaign: CampaignId, door: CampaignDoor) -> Element {
    let hint = door.tried_at.map(|at| try_again(at, door.retry));
    rsx! {
        Go { to: Route::CampaignVisit { id: campaign, household: door.household }, class: "row",
            span { class: "grow",
                span { class: "l1",
                    b { {door.room} }
                    " "
                    {door.name}
                }
                if !door.tags.is_empty() {
                    span { class: "l2", Rich { text: door.tags.join(" · ") } }
                }
                if let Some(hint) = hint {
                    span { class: "hint",
                        Icon { name: IconName::Clock, size: IconSize::Small }
                        {hint}
                    }
                }
            }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}
