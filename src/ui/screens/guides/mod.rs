use chuanmen_replica::api::{GuideRow, GuidesQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Field, FieldKind, Go, Icon, IconName, Row, Section, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_live};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The service handbook: what was last opened, all of it by category, and a search as one types.
#[component]
pub(crate) fn Guides() -> Element {
    let mut typed = use_signal(String::new);
    let text = typed.cloned();
    rsx! {
        Screen {
            title: t!("guides"),
            head: rsx! { Bar { title: t!("guides") } },
            keep: "guides",
            div { role: "search",
                Field {
                    id: "search",
                    label: t!("guides-search"),
                    hide_label: true,
                    kind: FieldKind::Search,
                    placeholder: t!("guides-placeholder"),
                    value: text.clone(),
                    oninput: move |text: String| typed.set(text),
                }
            }
            if text.trim().is_empty() {
                All {}
            } else {
                Found { text: text.trim() }
            }
        }
    }
}

#[component]
fn All() -> Element {
    let opened = use_live().opened_guides();
    match use_ask(GuidesQuery {
        text: String::new(),
    })
    .shown()
    {
        Shown::Waiting => rsx! { Skeleton { rows: 8 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(rows) if rows.is_empty() => rsx! {
            Empty { so: t!("guides-empty"), advice: t!("guides-empty-next"),
                Go { to: Route::Help {}, class: "btn", {t!("help")} }
            }
        },
        Shown::Here(rows) => {
            let row = |id| rows.iter().find(|row| row.id == id).cloned();
            let recent: Vec<_> = opened.into_iter().filter_map(row).collect();
            rsx! {
                if !recent.is_empty() {
                    Section { title: t!("guides-recent"),
                        Card {
                            for row in recent {
                                Entry { key: "{row.id}", row }
                            }
                        }
                    }
                }
                for (category , rows) in by_category(rows) {
                    Section { key: "{category}", title: category,
                        Card {
                            for row in rows {
                                Entry { key: "{row.id}", row }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What was found so far; the last answer stays until the next one is there.
#[component]
fn Found(#[props(into)] text: String) -> Element {
    match use_ask(GuidesQuery { text: text.clone() }).shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 5 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(rows) if rows.is_empty() => rsx! {
            Empty { so: t!("search-nothing", text = text), advice: t!("guides-advice") }
        },
        Shown::Here(rows) => rsx! {
            p { class: "vh", role: "status", {t!("guides-count", count = rows.len())} }
            Card { label: t!("guides-found"),
                for row in rows {
                    Entry { key: "{row.id}", row }
                }
            }
        },
    }
}

#[component]
fn Entry(row: GuideRow) -> Element {
    rsx! {
        Row {
            to: Route::Guide { id: row.id },
            lead: rsx! { Icon { name: IconName::Note } },
            title: row.title,
            strong: true,
            second: row.summary,
        }
    }
}

/// Entries in the order they came, those of a category together.
fn by_category(rows: Vec<GuideRow>) -> Vec<(String, Vec<GuideRow>)> {
    let mut groups: Vec<(String, Vec<GuideRow>)> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some((category, group)) if *category == row.category => group.push(row),
            _ => groups.push((row.category.clone(), vec![row])),
        }
    }
    groups
}
