//! 区域: the community drawn as a tree, with what stands in each area and who answers for it; and
//! changed here. Works on this device, with a line or without.

mod detail;
mod edit;
mod keys;
mod picture;
mod tree;

use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{AreaNode, AreaTreeQuery, AreaTreeView};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Notice, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use edit::{AddArea, EditArea};

/// The screen, with an area chosen that the address names.
#[component]
pub(crate) fn Areas(at: String) -> Element {
    rsx! {
        Screen { title: t!("areas"), head: rsx! { Bar { title: t!("areas") } },
            match use_ask(AreaTreeQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 8 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! { Community { view, at: at.parse().ok() } },
            }
        }
    }
}

#[component]
fn Community(view: AreaTreeView, at: Option<AreaId>) -> Element {
    let navigator = use_navigator();
    let root = view.areas.first().map(|node| node.id);
    let wanted = at.filter(|id| view.areas.iter().any(|node| node.id == *id));
    let wanted = wanted.or(root);
    let node = wanted.and_then(|id| view.areas.iter().find(|node| node.id == id).cloned());
    let gaps = view.areas.iter().filter(|node| node.is_gap()).count();
    rsx! {
        if !view.may_change {
            Notice { {t!("areas-read-only")} }
        } else if gaps > 0 {
            Notice { {t!("areas-gaps", count = gaps)} }
        }
        div { class: "areas",
            tree::Tree {
                areas: view.areas.clone(),
                chosen: wanted,
                onchoose: move |id: AreaId| {
                    // So one comes back to it from its form.
                    navigator.replace(Route::Areas { at: id.to_string() });
                },
            }
            if let Some(node) = node {
                detail::Detail { node, areas: view.areas.clone(), may_change: view.may_change }
            }
        }
        picture::Picture { areas: view.areas }
    }
}

/// `12 户 · 30 人`; organisations where there are any.
fn counts(node: &AreaNode) -> String {
    let mut parts = vec![
        t!("area-households", count = node.households),
        t!("area-residents", count = node.residents),
    ];
    if node.organisations > 0 {
        parts.push(t!("area-organisations", count = node.organisations));
    }
    parts.join(" · ")
}
