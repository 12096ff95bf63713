use chuanmen_core::domain::AreaLevel;
use chuanmen_replica::api::{AreaNode, Command};
use dioxus::prelude::*;

use super::counts;
use crate::ui::components::{Button, Failure, Go, Icon, IconName, Notice, NoticeTone};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::text::{role, t};

/// What is chosen in the tree, who answers for it, and what can be done about it.
#[component]
pub(super) fn Detail(node: AreaNode, areas: Vec<AreaNode>, may_change: bool) -> Element {
    let mut path = Vec::new();
    let mut above = node.parent;
    while let Some(parent) = above.and_then(|id| areas.iter().find(|one| one.id == id)) {
        path.insert(0, parent.name.clone());
        above = parent.parent;
    }
    let empty = node.who.is_empty()
        && node.households == 0
        && node.residents == 0
        && node.organisations == 0
        && !areas.iter().any(|one| one.parent == Some(node.id));
    let id = node.id;
    rsx! {
        section { class: "card area", "aria-label": t!("area-chosen"),
            p { class: "sub", {path.join(" › ")} }
            h2 { {node.name.clone()} }
            if may_change {
                div { class: "area-acts",
                    if node.level != AreaLevel::Community {
                        Go { to: Route::EditArea { id }, class: "btn",
                            Icon { name: IconName::Pencil }
                            {t!("area-edit")}
                        }
                    }
                    if let Some(add) = add_words(&node.level) {
                        Go { to: Route::AddArea { id }, class: "btn",
                            Icon { name: IconName::Plus }
                            {add}
                        }
                    }
                }
            }
            p { {counts(&node)} }
            if !node.who.is_empty() {
                ul { class: "plain-words",
                    for (one , name) in node.who.clone() {
                        li { key: "{one}{name}", {t!("area-who", role = role(&one), name = name)} }
                    }
                }
            }
            if node.is_gap() {
                Notice { tone: NoticeTone::Pending, icon: IconName::Flag,
                    p { {t!("area-gap-next")} }
                    Go { to: Route::People {}, class: "btn", {t!("people-title")} }
                }
            }
            if may_change && node.level != AreaLevel::Community {
                Retire { node, empty }
            }
        }
    }
}

/// Takes an empty area away; of one that is not says why it stays.
#[component]
fn Retire(node: AreaNode, empty: bool) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    if !empty {
        return rsx! { p { class: "cap", {t!("area-not-empty")} } };
    }
    let name = node.name.clone();
    let retire = move |_| {
        let said = t!("area-retired", name = name.clone());
        let command = Command::RetireArea { area: node.id };
        sender.send(command, move |outcome| snack.saved(said, &outcome));
    };
    rsx! {
        if let Some(error) = sender.error() {
            Failure { error }
        }
        Button { disabled: sender.busy(), onclick: retire, {t!("area-retire")} }
    }
}

/// What may be added to an area of this size.
pub(super) fn add_words(level: &AreaLevel) -> Option<String> {
    Some(match level {
        AreaLevel::Community => t!("area-add-grid"),
        AreaLevel::Grid => t!("area-add-compound"),
        AreaLevel::Compound => t!("area-add-building"),
        _ => return None,
    })
}
