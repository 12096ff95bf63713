mod large;

use chuanmen_core::domain::GuideId;
use chuanmen_replica::api::{GuideQuery, GuideView};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{
    Button, Card, Failure, Go, Heading, Icon, IconName, Notice, NoticeTone, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_live};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use large::ShowGuide;

/// One entry of the service handbook.
#[component]
pub(crate) fn Guide(id: GuideId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: GuideId) -> Element {
    let live = use_live();
    let shown = use_ask(GuideQuery { guide: id }).shown();
    match shown {
        Shown::Waiting => rsx! {
            Screen { title: t!("guides"), head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("guides"), head: rsx! { Bar { title: t!("guides") } },
                Failure { error }
            }
        },
        Shown::Here(view) => {
            live.remember_guide(id);
            rsx! { Entry { view } }
        }
    }
}

#[component]
fn Entry(view: GuideView) -> Element {
    let head = rsx! {
        Bar { sub: view.category.clone() }
    };
    let dock = rsx! {
        Go { to: Route::ShowGuide { id: view.id }, class: "btn pri big",
            Icon { name: IconName::TextSize }
            {t!("guide-show")}
        }
    };
    rsx! {
        Screen { title: view.title.clone(), head, dock,
            Heading { class: "subject", {view.title.clone()} }
            if view.retired {
                Retired {}
            }
            Card {
                Part { name: t!("guide-summary"), text: view.summary.clone() }
                Part { name: t!("guide-eligibility"), text: view.eligibility.clone() }
                Papers { papers: view.papers.clone() }
                Part { name: t!("guide-place"), text: view.place.clone() }
                Part { name: t!("guide-hours"), text: view.hours.clone() }
                Part { name: t!("guide-phone"), text: view.phone.clone() }
            }
            Call { phone: view.phone }
        }
    }
}

/// It no longer holds, but somebody had it open or kept its address.
#[component]
fn Retired() -> Element {
    rsx! {
        Notice { tone: NoticeTone::Pending, icon: IconName::Info,
            p { {t!("guide-retired")} }
        }
    }
}

/// What is said under one heading; nothing if nothing is said.
#[component]
fn Part(name: String, text: String) -> Element {
    rsx! {
        if !text.is_empty() {
            div { class: "part",
                h2 { {name} }
                p { {text} }
            }
        }
    }
}

#[component]
fn Papers(papers: Vec<String>) -> Element {
    rsx! {
        if !papers.is_empty() {
            div { class: "part",
                h2 { {t!("guide-papers")} }
                ul {
                    for (index , paper) in papers.into_iter().enumerate() {
                        li { key: "{index}", {paper} }
                    }
                }
            }
        }
    }
}

/// Calls the window. Where nothing can dial, the number is there to read.
#[component]
fn Call(phone: String) -> Element {
    let label = t!("guide-call", phone = phone.clone());
    rsx! {
        if !phone.is_empty() {
            div { class: "guide-call",
                Button {
                    icon: IconName::Phone,
                    onclick: move |_| {
                        let _dials = device::call(&phone);
                    },
                    {label}
                }
            }
        }
    }
}
