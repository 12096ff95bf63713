//! 街道: the communities of a subdistrict, a line each; every number leads to its rows, a name to
//! that community's overview. Communities are compared, never people.

use chuanmen_core::domain::{AreaId, WishState};
use chuanmen_core::report::{CommunityRow, Only, Pick, ReportName, Subdistrict as View};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{Command, ReportRequest};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::overview::{MonthFilter, PrintButton};
use super::reports::Export;
use crate::device;
use crate::ui::address::Asking;
use crate::ui::charts::DataTable;
use crate::ui::components::{Failure, Heading, PulledAt, Skeleton};
use crate::ui::hooks::{Pulled, use_now, use_pulled};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

/// The screen. The address says which month.
#[component]
pub(crate) fn Subdistrict(asking: Asking) -> Element {
    let title = t!("subdistrict-title");
    let now = use_now();
    let wanted = use_memo(use_reactive((&asking,), |(asking,)| asking));
    let pulled = use_pulled::<View>(move || {
        let request = request(&wanted(), device::now());
        let month = request.month;
        (Command::PullSubdistrict { month }, request)
    });
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: title.clone(),
            div { class: "page reports above",
            match shown {
                None => rsx! {
                    header { Heading { {title} } }
                    Skeleton { rows: 6 }
                },
                Some(Err(error)) => rsx! {
                    header { Heading { {title} } }
                    Failure { error }
                },
                Some(Ok(pulled)) => rsx! { Body { pulled, asking, now } },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<View>, asking: Asking, now: UnixMillis) -> Element {
    let navigator = use_navigator();
    let Pulled {
        report: view,
        stale,
    } = pulled;
    let request = request(&asking, now);
    let month = request.month;
    let table = view.table();
    let links = view.communities.iter().map(|row| links(row, month));
    rsx! {
        header {
            Heading { {view.name.clone()} }
            MonthFilter { month, now, onpick: move |month| {
                let asking = Asking { month: Some(month), ..Asking::default() };
                navigator.replace(Route::Subdistrict { asking });
            } }
            span { class: "grow" }
            PulledAt { at: view.at, stale, now }
            Export { request }
            PrintButton {}
        }
        DataTable { caption: table.title, columns: table.columns, rows: table.rows, links: links.collect() }
    }
}

fn request(asking: &Asking, now: UnixMillis) -> ReportRequest {
    ReportRequest {
        name: View::report_name(),
        community: None,
        grid: None,
        month: asking.month.unwrap_or(china_date(now).first_of_month()),
        only: Only::default(),
        shape: Default::default(),
    }
}

/// Where each cell of a line leads: the name to the community's overview, numbers to their rows.
fn links(row: &CommunityRow, month: Date) -> Vec<Option<Route>> {
    let overview = Route::Overview {
        asking: of(row.id, month),
    };
    let rows = |name: ReportName, only: Only| {
        Some(Route::Reports {
            asking: Asking {
                name: Some(name),
                only,
                ..of(row.id, month)
            },
        })
    };
    let wishes = |state: WishState| Only {
        state: Some(state),
        ..Only::default()
    };
    vec![
        Some(overview),
        rows(ReportName::Needs, Only::pick(Pick::Open)),
        rows(ReportName::Needs, Only::pick(Pick::Overdue)),
        rows(ReportName::Care, Only::pick(Pick::Due)),
        rows(ReportName::Care, Only::default()),
        rows(ReportName::Wishes, wishes(WishState::Published)),
        rows(ReportName::Wishes, wishes(WishState::Confirmed)),
        None,
        None,
        None,
    ]
}

fn of(community: AreaId, month: Date) -> Asking {
    Asking {
        community: Some(community),
        month: Some(month),
        ..Asking::default()
    }
}
