//! 单位: the shops, companies and schools of the grid, by place.

mod groups;

use chuanmen_core::china_date;
use chuanmen_replica::api::{OrganisationRow, OrganisationsQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Chip, Chips, Empty, Failure, Go, Icon, IconName, LongList, Row, Section, Shape, Skeleton,
    Tag, TagTone,
};
use crate::ui::hooks::{Shown, records, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::text::{day, t, trade};

use groups::{by_place, trades};

/// All of them, with a filter by what they are.
#[component]
pub(crate) fn OrganisationList() -> Element {
    let all = use_ask(OrganisationsQuery {
        text: String::new(),
    });
    match all.shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 8 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(rows) if rows.is_empty() => rsx! {
            Empty { so: t!("organisations-empty"), advice: t!("organisations-empty-advice"),
                AddOne {}
            }
        },
        Shown::Here(rows) => rsx! { Grouped { rows } },
    }
}

#[component]
fn Grouped(rows: Vec<OrganisationRow>) -> Element {
    let mut chosen = use_signal(|| None);
    let trades = trades(&rows);
    let chip = |text: String, count: usize, chosen: bool| Chip {
        text: format!("{text} {count}"),
        chosen,
    };
    let first = chip(t!("group-all"), rows.len(), chosen().is_none());
    let others = trades
        .iter()
        .map(|(one, count)| chip(trade(one), *count, chosen().as_ref() == Some(one)));
    let chips: Vec<_> = std::iter::once(first).chain(others).collect();
    let shown = rows
        .into_iter()
        .filter(|row| chosen().is_none_or(|one| one == row.trade));
    rsx! {
        Chips {
            label: t!("only-show"),
            chips,
            onchoose: move |index: usize| {
                let one = index.checked_sub(1).and_then(|index| trades.get(index));
                chosen.set(one.map(|(one, _)| one.clone()));
            },
        }
        for (place , rows) in by_place(shown.collect()) {
            Section { key: "{place}", title: place.clone(), aside: t!("organisations-in", count = rows.len()),
                Card {
                    LongList { keep: format!("organisations/{place}"), count: rows.len(),
                        row: move |index: usize| rsx! { Line { row: rows[index].clone() } },
                    }
                }
            }
        }
        AddOne {}
    }
}

/// Those that were found, if any were.
#[component]
pub(crate) fn FoundOrganisations(rows: Vec<OrganisationRow>) -> Element {
    rsx! {
        if !rows.is_empty() {
            Section { title: t!("organisations-found"), aside: t!("organisations-in", count = rows.len()),
                Card { label: t!("organisations-found"),
                    for row in rows {
                        Line { key: "{row.id}", row }
                    }
                }
            }
        }
    }
}

#[component]
fn AddOne() -> Element {
    if !use_me().is_some_and(|me| records(&me.role)) {
        return rsx! {};
    }
    rsx! {
        Go { to: Route::AddOrganisation {}, class: "btn add-one",
            Icon { name: IconName::Plus }
            {t!("organisation-add")}
        }
    }
}

#[component]
fn Line(row: OrganisationRow) -> Element {
    let today = china_date(use_now());
    let second = [trade(&row.trade), row.place.clone()];
    let second: Vec<_> = second.into_iter().filter(|part| !part.is_empty()).collect();
    let trail = if row.closed {
        rsx! { Tag { shape: Shape::Vacant, text: t!("organisation-closed") } }
    } else if row.open_needs > 0 {
        rsx! {
            Tag { tone: TagTone::Pending, icon: IconName::Need, text: t!("organisation-needs", count = row.open_needs) }
        }
    } else if let Some(at) = row.met_at {
        rsx! { Tag { shape: Shape::Done, text: t!("organisation-met", day = day(china_date(at), today)) } }
    } else {
        rsx! { Tag { shape: Shape::Due, text: t!("organisation-never-met") } }
    };
    rsx! {
        Row {
            to: Route::Organisation { id: row.id },
            lead: rsx! { Icon { name: IconName::Shop } },
            title: row.name,
            strong: true,
            second: second.join(" · "),
            trail,
        }
    }
}
