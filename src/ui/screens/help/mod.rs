//! 帮助: short pages that are in the app, and so there without a network.

mod page;
mod pages;
mod tour;

use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Field, FieldKind, Icon, IconName, Row};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use page::HelpPage;
use pages::{Page, all, found};
pub(crate) use tour::Tour;

/// Every page, and a search as one types.
#[component]
pub(crate) fn Help() -> Element {
    let mut typed = use_signal(String::new);
    let text = typed.read().trim().to_owned();
    rsx! {
        Screen { title: t!("help"), head: rsx! { Bar { title: t!("help") } }, keep: "help",
            div { role: "search",
                Field {
                    id: "search",
                    label: t!("help-search"),
                    hide_label: true,
                    kind: FieldKind::Search,
                    placeholder: t!("help-placeholder"),
                    value: typed.cloned(),
                    oninput: move |text: String| typed.set(text),
                }
            }
            if text.is_empty() {
                Card {
                    Row {
                        to: Route::Tour {},
                        lead: rsx! { Icon { name: IconName::Columns } },
                        title: t!("tour"),
                        second: t!("tour-about"),
                    }
                }
                List { pages: all().iter().collect() }
            } else {
                Found { text }
            }
        }
    }
}

#[component]
fn Found(text: String) -> Element {
    let pages = found(&text);
    rsx! {
        p { class: "vh", role: "status", {t!("help-count", count = pages.len())} }
        if pages.is_empty() {
            Empty { so: t!("search-nothing", text = text), advice: t!("help-nothing") }
        } else {
            List { pages }
        }
    }
}

#[component]
fn List(pages: Vec<&'static Page>) -> Element {
    rsx! {
        Card { label: t!("help"),
            for page in pages {
                Row {
                    key: "{page.topic}",
                    to: Route::HelpPage { topic: page.topic.to_owned() },
                    lead: rsx! { Icon { name: icon(page.topic) } },
                    title: page.title,
                }
            }
        }
    }
}

/// What a page is about, drawn.
fn icon(topic: &str) -> IconName {
    match topic {
        "visit" => IconName::Door,
        "nobody" => IconName::Clock,
        "correct" => IconName::Pencil,
        "offline" => IconName::CloudOffline,
        "cloud" => IconName::CloudDone,
        "disagree" => IconName::Fork,
        "pin" => IconName::Lock,
        "lost" => IconName::Phone,
        "bundle" => IconName::Export,
        "wishes" => IconName::Heart,
        "privacy" => IconName::Eye,
        "install" => IconName::Plus,
        "practice" => IconName::Flag,
        _ => IconName::Note,
    }
}
