//! Which communities a number of the whole subdistrict is made up of.

use chuanmen_core::UnixMillis;
use chuanmen_core::report::{Cell, Counted, Only, Overview, ReportName, Subdistrict};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::super::overview::{PrintButton, column, name_column};
use super::{Uncounted, of_month};
use crate::ui::address::Asking;
use crate::ui::charts::{BarRow, Panel, Piece, Plot, Shade};
use crate::ui::components::{Empty, Go, Heading, Icon, IconName, PulledAt};
use crate::ui::hooks::Pulled;
use crate::ui::route::Route;
use crate::ui::text::t;

#[component]
pub(super) fn Shares(
    pulled: Pulled<Subdistrict>,
    report: ReportName,
    only: Only,
    now: UnixMillis,
) -> Element {
    let Pulled {
        report: view,
        stale,
    } = pulled;
    let month = view.month;
    let shares = view.shares(&report, &only);
    let of = shares
        .as_ref()
        .map(|shares| &*shares.of)
        .unwrap_or_default();
    let title = shares.as_ref().map(|shares| shares.title.clone());
    let sum: u32 = of.iter().map(|(_, share)| share.count).sum();
    rsx! {
        header {
            Heading { {title.clone().unwrap_or_else(|| view.name.clone())} }
            span { class: "grow" }
            PulledAt { at: view.at, stale, now }
            Go { to: of_month(month), class: "btn noprint",
                Icon { name: IconName::Back }
                {t!("subdistrict-title")}
            }
            PrintButton {}
        }
        Uncounted { count: view.uncounted }
        if of.is_empty() && view.uncounted == 0 {
            Empty { so: t!("subdistrict-no-number"), advice: t!("subdistrict-no-number-next") }
        } else if !of.is_empty() {
            Panel {
                title: t!("subdistrict-shares", count = sum),
                columns: vec![name_column("community", t!("community")), column("count", t!("count"))],
                rows: of.iter().map(cells).collect::<Vec<_>>(),
                links: of.iter().map(|share| vec![None, down(share, month)]).collect::<Vec<_>>(),
                plot: Plot::Bars { rows: of.iter().map(|share| bar(share, month)).collect(), key_words: Vec::new(), figures: false },
                when: title.unwrap_or_default(),
            }
        }
    }
}

/// A community and its own number.
type Share<'s> = (&'s Overview, Counted);

fn down((community, share): &Share<'_>, month: Date) -> Option<Route> {
    (share.count > 0).then(|| Route::Reports {
        asking: Asking::rows(share, community.area, month),
    })
}

fn bar(share: &Share<'_>, month: Date) -> BarRow {
    let to = down(share, month);
    BarRow {
        label: share.0.community.clone(),
        pieces: vec![Piece {
            shade: Shade::Two,
            count: share.1.count,
            to: to.clone(),
        }],
        to,
        note: String::new(),
    }
}

fn cells((community, share): &Share<'_>) -> Vec<Cell> {
    vec![
        community.community.as_str().into(),
        Cell::Number(share.count.into()),
    ]
}
