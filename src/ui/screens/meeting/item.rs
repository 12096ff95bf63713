use chuanmen_core::domain::{MeetingId, NeedId};
use chuanmen_replica::api::AgendaItem;
use dioxus::prelude::*;

use super::order::{moved, ordered, without};
use super::resolution::Resolutions;
use crate::ui::components::{Icon, IconName, IconSize, NeedLine};
use crate::ui::hooks::{Sender, use_snack};
use crate::ui::text::t;

/// The need that is dragged, and the one that it is over.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Drag {
    held: Signal<Option<NeedId>>,
    over: Signal<Option<NeedId>>,
}

/// Nothing is dragged yet.
pub(super) fn use_drag() -> Drag {
    let (held, over) = (use_signal(|| None), use_signal(|| None));
    Drag { held, over }
}

impl Drag {
    /// Whether a need that is dragged can be dropped on this one.
    fn fits(self, onto: NeedId) -> bool {
        self.held.peek().is_some_and(|held| held != onto)
    }

    fn is_over(mut self, need: Option<NeedId>) {
        if *self.over.peek() != need {
            self.over.set(need);
        }
    }

    /// How a need is drawn meanwhile.
    fn class(self, need: NeedId) -> &'static str {
        match (self.held.read().as_ref(), self.over.read().as_ref()) {
            (Some(held), _) if *held == need => "card lifted",
            (Some(_), Some(over)) if *over == need => "card over",
            _ => "card",
        }
    }
}

/// A need of the agenda: its place, and what is resolved about it. It is dragged by the need and its
/// place to where another one stands.
#[component]
pub(super) fn Item(
    id: MeetingId,
    index: usize,
    item: AgendaItem,
    order: Vec<NeedId>,
    changes: bool,
    resolves: bool,
    drag: Drag,
    sender: Sender,
) -> Element {
    let snack = use_snack();
    let need = item.need;
    let (mut held, dropped_among) = (drag.held, order.clone());
    rsx! {
        section {
            class: drag.class(need),
            "aria-label": t!("meeting-item", number = index + 1),
            ondragover: move |event| {
                if drag.fits(need) {
                    event.prevent_default();
                    drag.is_over(Some(need));
                }
            },
            ondrop: move |event| {
                event.prevent_default();
                drag.is_over(None);
                if let Some(dragged) = held.take().filter(|dragged| *dragged != need) {
                    let change = ordered(id, moved(&dropped_among, dragged, index));
                    sender.send(change, move |outcome| snack.saved(t!("saved"), &outcome));
                }
            },
            div {
                class: if changes { "lift" },
                draggable: changes.to_string(),
                ondragstart: move |event| {
                    if changes {
                        let transfer = event.data_transfer();
                        // Firefox drags nothing that carries nothing; what it is stays in the page.
                        drop(transfer.set_data("text/plain", ""));
                        transfer.set_effect_allowed("move");
                        held.set(Some(need));
                    }
                },
                ondragend: move |_| {
                    held.set(None);
                    drag.is_over(None);
                },
                Placed { id, index, item: item.clone(), order, changes, sender }
            }
            Resolutions { id, item, resolves }
        }
    }
}

/// A need, and buttons that change its place.
#[component]
fn Placed(
    id: MeetingId,
    index: usize,
    item: AgendaItem,
    order: Vec<NeedId>,
    changes: bool,
    sender: Sender,
) -> Element {
    let last = order.len().saturating_sub(1);
    let name = item.row.as_ref().map(|row| row.text.clone());
    let name = name.unwrap_or_else(|| t!("meeting-elsewhere"));
    rsx! {
        if let Some(need) = item.row {
            NeedLine { need }
        } else {
            p { class: "set", span { class: "sub", {name.clone()} } }
        }
        if changes {
            div { class: "place",
                Icon { name: IconName::Grip, size: IconSize::Small }
                span { class: "sub grow", {t!("meeting-item", number = index + 1)} }
                Place {
                    id,
                    agenda: moved(&order, item.need, index.saturating_sub(1)),
                    words: t!("meeting-item-up", name = name.as_str()),
                    class: "ib up",
                    disabled: index == 0,
                    sender,
                }
                Place {
                    id,
                    agenda: moved(&order, item.need, index + 1),
                    words: t!("meeting-item-down", name = name.as_str()),
                    disabled: index == last,
                    sender,
                }
                if item.resolutions.is_empty() {
                    Place {
                        id,
                        agenda: without(&order, item.need),
                        words: t!("meeting-item-off", name = name.as_str()),
                        icon: IconName::Close,
                        sender,
                    }
                }
            }
        }
    }
}

/// Puts the agenda into another order.
#[component]
fn Place(
    id: MeetingId,
    /// As it is then.
    agenda: Vec<NeedId>,
    words: String,
    #[props(default = "ib")] class: &'static str,
    #[props(default = IconName::Down)] icon: IconName,
    #[props(default)] disabled: bool,
    sender: Sender,
) -> Element {
    let snack = use_snack();
    rsx! {
        button {
            r#type: "button",
            class,
            "aria-label": words,
            disabled: disabled || sender.busy(),
            onclick: move |_| {
                let change = ordered(id, agenda.clone());
                sender.send(change, move |outcome| snack.saved(t!("saved"), &outcome));
            },
            Icon { name: icon, size: IconSize::Small }
        }
    }
}
