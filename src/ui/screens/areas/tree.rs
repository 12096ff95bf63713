use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chuanmen_core::domain::{AreaId, AreaLevel};
use chuanmen_replica::api::AreaNode;
use dioxus::html::{ScrollLogicalPosition, ScrollToOptions};
use dioxus::prelude::*;

use super::counts;
use super::keys::{Step, opened, step, visible};
use crate::ui::components::{Icon, IconName, IconSize, Tag, TagTone};
use crate::ui::text::t;

/// The areas as a tree that keys and screen readers can work.
#[component]
pub(super) fn Tree(
    areas: Vec<AreaNode>,
    chosen: Option<AreaId>,
    onchoose: EventHandler<AreaId>,
) -> Element {
    // At first the community is open, and what is chosen, which is then in sight.
    let mut open = use_signal(|| opened(&areas, chosen));
    let mut sought = use_hook(|| CopyValue::new(chosen));
    let mut elements = use_hook(|| CopyValue::new(HashMap::<AreaId, Rc<MountedData>>::new()));
    let rows = visible(&areas, &open.read());
    let inside: BTreeSet<_> = areas.iter().filter_map(|node| node.parent).collect();
    let at = rows.iter().position(|row| Some(row.id) == chosen);
    let focus = at.unwrap_or_default();
    let lines = rows.iter().enumerate().map(|(index, row)| {
        let siblings = areas.iter().filter(|one| one.parent == row.parent);
        let siblings: Vec<_> = siblings.map(|one| one.id).collect();
        let place = siblings.iter().position(|one| *one == row.id);
        (
            index,
            row.clone(),
            siblings.len(),
            place.unwrap_or_default() + 1,
        )
    });
    let lines: Vec<_> = lines.collect();
    rsx! {
        div { class: "tree", role: "tree", "aria-label": t!("areas"),
            for (index , row , size , place) in lines {
                div {
                    key: "{row.id}",
                    role: "treeitem",
                    class: if Some(row.id) == chosen { "branch chosen" } else { "branch" },
                    style: "--depth: {row.depth}",
                    tabindex: if index == focus { "0" } else { "-1" },
                    "aria-level": "{row.depth + 1}",
                    "aria-setsize": "{size}",
                    "aria-posinset": "{place}",
                    "aria-selected": (Some(row.id) == chosen).to_string(),
                    "aria-expanded": inside.contains(&row.id).then(|| open.read().contains(&row.id).to_string()),
                    onmounted: move |event| {
                        elements.write().insert(row.id, event.data());
                        if *sought.peek() == Some(row.id) {
                            sought.set(None);
                            in_sight(event.data());
                        }
                    },
                    onclick: {
                        let inside = inside.contains(&row.id);
                        move |_| {
                            let again = Some(row.id) == chosen;
                            onchoose.call(row.id);
                            let is_open = open.peek().contains(&row.id);
                            if inside && is_open && again {
                                open.write().remove(&row.id);
                            } else if inside && !is_open {
                                open.write().insert(row.id);
                            }
                        }
                    },
                    onkeydown: {
                        let (rows, inside) = (rows.clone(), inside.contains(&row.id));
                        move |event: KeyboardEvent| {
                            if event.modifiers().ctrl() || event.modifiers().meta() || event.modifiers().alt() {
                                return;
                            }
                            let now = open.peek().clone();
                            let Some(asked) = step(&event.key(), &rows, index, &now, inside) else {
                                return;
                            };
                            event.prevent_default();
                            match asked {
                                Step::To(place) => if let Some(row) = rows.get(place) {
                                    onchoose.call(row.id);
                                    let element = elements.peek().get(&row.id).cloned();
                                    if let Some(element) = element {
                                        spawn(async move { drop(element.set_focus(true).await); });
                                    }
                                },
                                Step::Open => drop(open.write().insert(row.id)),
                                Step::Close => drop(open.write().remove(&row.id)),
                                Step::Choose => onchoose.call(row.id),
                            }
                        }
                    },
                    span { class: "twist", "aria-hidden": "true",
                        if inside.contains(&row.id) {
                            Icon { name: if open.read().contains(&row.id) { IconName::Down } else { IconName::Chevron }, size: IconSize::Small }
                        }
                    }
                    span { class: "grow",
                        span { class: "l1", {row.name.clone()} }
                        span { class: "l2", {about(&row)} }
                    }
                    if row.is_gap() {
                        Tag { tone: TagTone::Pending, icon: IconName::Flag, text: t!("area-gap") }
                    }
                }
            }
        }
    }
}

/// Scrolls to a row that is out of sight.
fn in_sight(row: Rc<MountedData>) {
    let middle = ScrollToOptions {
        behavior: ScrollBehavior::Instant,
        vertical: ScrollLogicalPosition::Center,
        horizontal: ScrollLogicalPosition::Nearest,
    };
    // Where a shell cannot scroll, the row is there all the same.
    spawn(async move { drop(row.scroll_to_with_options(middle).await) });
}

/// `12 户 · 30 人 · 周丽萍`
fn about(row: &AreaNode) -> String {
    let who = row.who.iter().map(|(_, name)| name.as_str());
    let who: Vec<_> = who.collect();
    let pending = if row.pending {
        t!("not-sent-yet")
    } else {
        String::new()
    };
    let who = match row.level {
        AreaLevel::Grid | AreaLevel::Building => who.join("、"),
        _ => String::new(),
    };
    let parts = [counts(row), who, pending];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
