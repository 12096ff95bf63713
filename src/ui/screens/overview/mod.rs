//! 总览: what needs somebody, never who is slow. Pulled from the hub on entering, when the filters
//! change and whenever the hub has news; the last one pulled shows when there is no signal, with
//! its time. Every number leads to the rows that it counts.

mod care;
mod figures;
mod filters;
mod plots;
mod weeks;

use chuanmen_core::UnixMillis;
use chuanmen_core::report::Overview as Report;
use chuanmen_replica::api::{Command, ReportRequest};
use dioxus::prelude::*;

use crate::device;
use crate::ui::address::Asking;
use crate::ui::components::{Failure, Go, Heading, PulledAt, Skeleton};
use crate::ui::hooks::{Pulled, use_now, use_pulled};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

pub(in crate::ui::screens) use figures::{column, name_column};
pub(in crate::ui::screens) use filters::{GridFilter, MonthFilter, PrintButton};
pub(in crate::ui::screens) use plots::Plots;

/// The screen.
#[component]
pub(crate) fn Overview(asking: Asking) -> Element {
    let title = t!("overview-title");
    let now = use_now();
    let navigator = use_navigator();
    let wanted = use_memo(use_reactive((&asking,), |(asking,)| asking));
    let pulled = use_pulled::<Report>(move || {
        let asking = wanted();
        let month = asking.month_at(device::now());
        let Asking {
            community, grid, ..
        } = asking;
        let pull = Command::PullOverview {
            community,
            grid,
            month,
        };
        (pull, ReportRequest::overview(community, grid, month))
    });
    let shown = pulled.read().clone();
    rsx! {
        Screen { title,
            div { class: "page overview",
            match shown {
                None => rsx! {
                    header { Heading { {t!("overview-title")} } }
                    Skeleton { rows: 6 }
                },
                Some(Err(error)) => rsx! {
                    header {
                        Heading { {t!("overview-title")} }
                        MonthFilter { month: asking.month_at(now), now, onpick: {
                            let of_month = asking.clone();
                            move |month| {
                                let asking = Asking { month: Some(month), ..of_month.clone() };
                                navigator.replace(Route::Overview { asking });
                            }
                        } }
                    }
                    Failure { error }
                    if asking.grid.is_some() {
                        Go { to: Route::Overview { asking: Asking { grid: None, ..asking } }, class: "btn",
                            {t!("overview-all-grids")}
                        }
                    }
                },
                Some(Ok(pulled)) => rsx! { Body { pulled, asking, now } },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<Report>, asking: Asking, now: UnixMillis) -> Element {
    let Pulled { report, stale } = pulled;
    let navigator = use_navigator();
    let grids = report.grids.clone();
    let month = asking.month_at(now);
    let grid = asking.grid;
    let [of_month, of_grid] = [asking.clone(), asking];
    let ask = move |asking| {
        navigator.replace(Route::Overview { asking });
    };
    rsx! {
        header {
            Heading { {report.community.clone()} }
            MonthFilter { month, now, onpick: move |month| ask(Asking { month: Some(month), ..of_month.clone() }) }
            GridFilter { grid, grids, onpick: move |grid| ask(Asking { grid, ..of_grid.clone() }) }
            span { class: "grow" }
            PulledAt { at: report.at, stale, now }
            PrintButton {}
        }
        Plots { report }
    }
}
