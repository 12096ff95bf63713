//! 街道: the communities of a subdistrict, each a line, and all of them in the overview's plots.
//! A number of one community leads to its rows, a name to that community's overview, a number of
//! all of them to the communities that it is made up of. Communities are compared, never people.

mod shares;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, WishState};
use chuanmen_core::report::{Only, Pick, ReportName, Subdistrict as View};
use chuanmen_replica::api::{Command, ReportRequest};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::overview::{MonthFilter, Plots, PrintButton};
use super::reports::Export;
use crate::device;
use crate::ui::address::Asking;
use crate::ui::charts::DataTable;
use crate::ui::components::{Failure, Heading, IconName, Notice, PulledAt, Skeleton};
use crate::ui::hooks::{Pulled, use_now, use_pulled};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

use shares::Shares;

/// The screen. The address says which month, and which number is asked about.
#[component]
pub(crate) fn Subdistrict(asking: Asking) -> Element {
    let title = t!("subdistrict-title");
    let now = use_now();
    let navigator = use_navigator();
    let wanted = use_memo(use_reactive((&asking.month,), |(month,)| Asking {
        month,
        ..Asking::default()
    }));
    let pulled = use_pulled::<View>(move || {
        let request = request(wanted().month_at(device::now()));
        let month = request.month;
        (Command::PullSubdistrict { month }, request)
    });
    let shown = pulled.read().clone();
    let asked = asking.name.as_ref().map(|report| report.title().to_owned());
    rsx! {
        Screen { title: asked.unwrap_or_else(|| title.clone()),
            div { class: "page overview",
            match shown {
                None => rsx! {
                    header { Heading { {title} } }
                    Skeleton { rows: 6 }
                },
                Some(Err(error)) => rsx! {
                    header {
                        Heading { {title} }
                        MonthFilter { month: asking.month_at(now), now, onpick: move |month| {
                            navigator.replace(of_month(month));
                        } }
                    }
                    Failure { error }
                },
                Some(Ok(pulled)) => match &asking.name {
                    Some(report) => rsx! { Shares { pulled, report: report.clone(), only: asking.only, now } },
                    None => rsx! { Body { pulled, month: asking.month_at(now), now } },
                },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<View>, month: Date, now: UnixMillis) -> Element {
    let navigator = use_navigator();
    let Pulled {
        report: view,
        stale,
    } = pulled;
    let request = request(month);
    let mut table = view.table();
    let sum = table.rows.pop().unwrap_or_default();
    let sum: Vec<_> = sum.into_iter().zip(links(None, month)).collect();
    let communities = view.communities.iter();
    let links: Vec<_> = communities.map(|row| links(row.area, month)).collect();
    rsx! {
        header {
            Heading { {view.name.clone()} }
            MonthFilter { month, now, onpick: move |month| {
                navigator.replace(of_month(month));
            } }
            span { class: "grow" }
            PulledAt { at: view.at, stale, now }
            Export { request }
            PrintButton {}
        }
        Uncounted { count: view.uncounted }
        Plots { report: view.together(),
            section { class: "panel communities", "aria-label": t!("subdistrict-title"),
                div { class: "ph", h2 { {t!("subdistrict-title")} } }
                DataTable { caption: table.title, columns: table.columns, rows: table.rows, links, sum }
            }
        }
    }
}

/// Says that communities are missing from what is shown, and that they come.
#[component]
fn Uncounted(count: u32) -> Element {
    rsx! {
        if count > 0 {
            div { role: "status",
                Notice { icon: IconName::Clock, {t!("subdistrict-uncounted", count = count)} }
            }
        }
    }
}

/// All of it, of a month.
fn of_month(month: Date) -> Route {
    Route::Subdistrict {
        asking: Asking {
            month: Some(month),
            ..Asking::default()
        },
    }
}

fn request(month: Date) -> ReportRequest {
    ReportRequest {
        name: View::report_name(),
        community: None,
        grid: None,
        month,
        only: Only::default(),
        shape: Default::default(),
    }
}

/// Where each cell of a line leads: the name to the community's overview, its numbers to their rows, those of the
/// sum to the communities that they are made up of.
fn links(community: Option<AreaId>, month: Date) -> Vec<Option<Route>> {
    let asking = || Asking {
        community,
        month: Some(month),
        ..Asking::default()
    };
    let overview = community.map(|_| Route::Overview { asking: asking() });
    let rows = |name: ReportName, only: Only| {
        let asking = Asking {
            name: Some(name),
            only,
            ..asking()
        };
        Some(match community {
            Some(_) => Route::Reports { asking },
            None => Route::Subdistrict { asking },
        })
    };
    let wishes = |state: WishState| Only {
        state: Some(state),
        ..Only::default()
    };
    vec![
        overview,
        rows(ReportName::Needs, Only::pick(Pick::Open)),
        rows(ReportName::Needs, Only::pick(Pick::Overdue)),
        rows(ReportName::Needs, Only::pick(Pick::ForCommunity)),
        rows(ReportName::Needs, Only::pick(Pick::ForSubdistrict)),
        rows(ReportName::Care, Only::pick(Pick::Due)),
        rows(ReportName::Care, Only::default()),
        rows(ReportName::Wishes, wishes(WishState::Published)),
        rows(ReportName::Wishes, wishes(WishState::Confirmed)),
        None,
        None,
        None,
    ]
}
