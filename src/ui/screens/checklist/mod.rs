//! 走访清单: what is looked at on a visit, set by the community and brought to phones by sync.

mod answers;
mod condition;
mod edit;
mod preview;
mod row;

use chuanmen_replica::api::{ChecklistQuery, ChecklistView};
use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Failure, Go, Icon, IconName, Notice, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_send};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use edit::{EditQuestion, NewQuestion};
use row::Line;

/// The questions in the order of the form, and those that are no longer asked.
#[component]
pub(crate) fn Checklist() -> Element {
    let asked = use_ask(ChecklistQuery {});
    let may_change = asked.view().is_some_and(|view| view.may_change);
    let dock = rsx! {
        Go { to: Route::NewQuestion {}, class: "btn pri big",
            Icon { name: IconName::Plus }
            {t!("question-add")}
        }
    };
    rsx! {
        Screen {
            title: t!("checklist-title"),
            head: rsx! { Bar { title: t!("checklist-title") } },
            dock: may_change.then_some(dock),
            keep: "checklist",
            match asked.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! { List { view } },
            }
        }
    }
}

#[component]
fn List(view: ChecklistView) -> Element {
    let sender = use_send();
    let ChecklistView {
        rows,
        tags,
        may_change,
    } = view;
    let names: Vec<_> = rows
        .iter()
        .map(|row| (row.item.code.clone(), row.item.clone()))
        .collect();
    let (retired, live): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.item.retired);
    let last = live.len().saturating_sub(1);
    rsx! {
        Notice {
            if may_change {
                {t!("checklist-what")}
            } else {
                {t!("checklist-read-only")}
            }
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
        if live.is_empty() {
            Empty { so: t!("checklist-empty"), advice: t!("checklist-empty-next") }
        } else {
            Section { title: t!("checklist-asked", count = live.len()),
                Card {
                    for (index , row) in live.into_iter().enumerate() {
                        Line {
                            key: "{row.id}",
                            row,
                            tags: tags.clone(),
                            all: names.clone(),
                            may_change,
                            first: index == 0,
                            last: index == last,
                            sender,
                        }
                    }
                }
            }
        }
        if !retired.is_empty() {
            Section { title: t!("checklist-retired", count = retired.len()),
                Card {
                    for row in retired {
                        Line {
                            key: "{row.id}",
                            row,
                            tags: tags.clone(),
                            all: names.clone(),
                            may_change,
                            sender,
                        }
                    }
                }
            }
        }
    }
}
