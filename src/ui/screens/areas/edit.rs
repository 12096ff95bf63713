use chuanmen_core::domain::{AreaId, AreaLevel};
use chuanmen_replica::api::{
    AreaForm, AreaNode, AreaTreeQuery, AreaTreeView, Command, ReplicaError,
};
use dioxus::prelude::*;

use super::counts;
use super::detail::add_words;
use crate::ui::components::{
    Choices, Failure, Field, FieldKind, IconName, Notice, NoticeTone, Select, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new area in another one.
#[component]
pub(crate) fn AddArea(id: AreaId) -> Element {
    rsx! { Opened { id, new: true } }
}

/// An area that is there.
#[component]
pub(crate) fn EditArea(id: AreaId) -> Element {
    rsx! { Opened { id, new: false } }
}

#[component]
fn Opened(id: AreaId, new: bool) -> Element {
    let bar = || rsx! { Bar { task: true, title: t!("areas") } };
    match use_ask(AreaTreeQuery {}).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("areas"), head: bar(), last: true, Skeleton { rows: 4 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("areas"), head: bar(), last: true, Failure { error } }
        },
        Shown::Here(view) => match opened(&view, id, new) {
            Ok((first, known)) => rsx! { Form { areas: view.areas, first, known } },
            Err(error) => rsx! {
                Screen { title: t!("areas"), head: bar(), last: true, Failure { error } }
            },
        },
    }
}

/// The form as it begins, and what it is about if that is there already.
fn opened(
    view: &AreaTreeView,
    id: AreaId,
    new: bool,
) -> Result<(AreaForm, Option<AreaNode>), ReplicaError> {
    if !view.may_change {
        return Err(ReplicaError::StepNotPossible);
    }
    let node = view.areas.iter().find(|node| node.id == id);
    let node = node.ok_or(ReplicaError::NotFound)?;
    if new {
        let siblings = view.areas.iter().filter(|one| one.parent == Some(id));
        let last = siblings.map(|one| one.number).max().unwrap_or(0);
        let number = last.saturating_add(1);
        let name = match node.level {
            AreaLevel::Community => format!("第 {number} 网格"),
            AreaLevel::Grid => String::new(),
            AreaLevel::Compound => format!("{number} 栋"),
            _ => return Err(ReplicaError::StepNotPossible),
        };
        let number = number.to_string();
        let form = AreaForm {
            name,
            number,
            parent: id,
        };
        return Ok((form, None));
    }
    let form = AreaForm {
        name: node.name.clone(),
        number: node.number.to_string(),
        parent: node.parent.ok_or(ReplicaError::StepNotPossible)?,
    };
    Ok((form, Some(node.clone())))
}

#[component]
fn Form(areas: Vec<AreaNode>, first: AreaForm, known: Option<AreaNode>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let first = use_hook(|| first);
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let id = known.as_ref().map(|node| node.id);
    let at = id.unwrap_or(first.parent).to_string();
    let leave = use_leave_to(Route::Areas { at });
    let named = |id: AreaId| areas.iter().find(|one| one.id == id);
    let inside = named(first.parent).map(|one| one.level.clone());
    let title = match (&known, inside.as_ref().and_then(add_words)) {
        (Some(node), _) => t!("area-edit-which", name = node.name.as_str()),
        (None, add) => add.unwrap_or_default(),
    };
    let goes = known.clone().filter(|_| now.parent != first.parent);
    let nameless = now.name.trim().is_empty();
    let ready = !nameless && (known.is_none() || now != first);
    let label = match &goes {
        _ if nameless => t!("catalogue-fill-name"),
        Some(node) => t!("area-move-do", count = node.households),
        None if ready => t!("edit-save"),
        None => t!("edit-nothing"),
    };
    let groups = known.as_ref().map(|node| parents(&areas, &node.level));
    let groups = groups.filter(|groups| groups.iter().map(|(_, all)| all.len()).sum::<usize>() > 1);
    let target = named(now.parent)
        .map(|one| one.name.clone())
        .unwrap_or_default();
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label,
            onsave: move |()| {
                let form = typed.peek().clone();
                sender.send(Command::SaveArea { area: id, form }, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title: t!("areas"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("area-name"),
                value: now.name.clone(),
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().name = text;
                },
            }
            Field {
                id: "number",
                label: t!("area-number"),
                kind: FieldKind::Count,
                value: now.number.clone(),
                hint: t!("area-number-hint"),
                problem: sender.problem("number"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().number = text;
                },
            }
            if let Some(groups) = groups {
                Select {
                    id: "parent",
                    label: t!("area-parent"),
                    value: now.parent.to_string(),
                    groups,
                    problem: sender.problem("parent"),
                    onchoose: move |one: String| if let Ok(parent) = one.parse() {
                        sender.clear();
                        typed.write().parent = parent;
                    },
                }
            }
            if let Some(node) = goes {
                Notice { tone: NoticeTone::Pending, icon: IconName::Truck,
                    p { {t!("area-move-along", name = node.name.as_str(), to = target, counts = counts(&node))} }
                    p { {t!("area-move-phones")} }
                }
            }
            if inside == Some(AreaLevel::Community) && known.is_none() {
                Notice { icon: IconName::Info, p { {t!("area-grid-new")} } }
            }
        }
    }
}

/// What an area of this size may lie in, by what that lies in.
fn parents(areas: &[AreaNode], level: &AreaLevel) -> Vec<Choices> {
    let above = match level {
        AreaLevel::Compound => AreaLevel::Grid,
        AreaLevel::Building => AreaLevel::Compound,
        _ => return Vec::new(),
    };
    let mut groups: Vec<Choices> = Vec::new();
    for node in areas.iter().filter(|node| node.level == above) {
        let heading = areas.iter().find(|one| Some(one.id) == node.parent);
        let heading = heading.map(|one| one.name.clone()).unwrap_or_default();
        let choice = (node.id.to_string(), node.name.clone());
        match groups.last_mut() {
            Some((last, choices)) if *last == heading => choices.push(choice),
            _ => groups.push((heading, vec![choice])),
        }
    }
    groups
}
