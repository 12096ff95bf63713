use chuanmen_core::china_date;
use chuanmen_replica::api::LapsingSigningsQuery;
use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Failure, Row, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, t};

/// Contracts with family doctors that lapse within a month.
#[component]
pub(crate) fn LapsingSignings() -> Element {
    let today = china_date(use_now());
    let title = t!("signings-lapsing");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } },
            match use_ask(LapsingSigningsQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) if rows.is_empty() => rsx! {
                    Empty { so: t!("signings-lapsing-none"), advice: t!("signings-lapsing-none-next") }
                },
                Shown::Here(rows) => rsx! {
                    Card { label: t!("signings-lapsing"),
                        for row in rows {
                            Row {
                                key: "{row.id}",
                                to: Route::ResidentHealth { id: row.resident },
                                title: format!("{} {}", row.place, row.name),
                                strong: true,
                                second: t!("signing-until", day = day(row.until, today), doctor = row.doctor.clone()),
                            }
                        }
                    }
                },
            }
        }
    }
}
