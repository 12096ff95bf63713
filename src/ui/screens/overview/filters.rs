//! What a report is narrowed to.

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::GridName;
use chuanmen_core::{UnixMillis, china_date};
use dioxus::prelude::*;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::ui::components::{Icon, IconName, IconSize};
use crate::ui::text::{month_of, t};

/// Months that can be chosen: this one and the eleven before.
const MONTHS: i64 = 12;

/// Chooses a month by its first day.
#[component]
pub(in crate::ui::screens) fn MonthFilter(
    month: Date,
    now: UnixMillis,
    onpick: EventHandler<Date>,
) -> Element {
    let this = china_date(now).first_of_month();
    let months = (0..MONTHS).map(|back| this.saturating_sub(back.months()));
    // An address may name one that lies further back.
    let mut months: Vec<_> = months.collect();
    if !months.contains(&month) {
        months.push(month);
    }
    rsx! {
        label { class: "chip pick",
            Icon { name: IconName::Calendar, size: IconSize::Small }
            span { class: "vh", {t!("filter-month")} }
            select {
                onchange: move |event| {
                    if let Ok(month) = event.value().parse() {
                        onpick.call(month);
                    }
                },
                for choice in months {
                    option { value: "{choice}", selected: choice == month, {month_of(choice, this)} }
                }
            }
        }
    }
}

/// Chooses a grid, or all of them.
#[component]
pub(in crate::ui::screens) fn GridFilter(
    grid: Option<AreaId>,
    grids: Vec<GridName>,
    onpick: EventHandler<Option<AreaId>>,
) -> Element {
    rsx! {
        label { class: "chip pick",
            span { class: "vh", {t!("filter-grid")} }
            select {
                onchange: move |event| onpick.call(event.value().parse().ok()),
                option { value: "", selected: grid.is_none(), {t!("filter-all-grids", count = grids.len())} }
                for choice in grids {
                    option { value: "{choice.id}", selected: grid == Some(choice.id), {choice.name.clone()} }
                }
            }
        }
    }
}

/// Prints the screen as it stands; the style sheet leaves out what is only for tapping.
#[component]
pub(in crate::ui::screens) fn PrintButton() -> Element {
    rsx! {
        button { class: "btn noprint", r#type: "button",
            onclick: |_| crate::device::print(),
            Icon { name: IconName::Print, size: IconSize::Small }
            {t!("print")}
        }
    }
}
