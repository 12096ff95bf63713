use chuanmen_core::domain::{MeetingId, MeetingState, NeedId};
use chuanmen_replica::api::{AgendaItem, Command, MeetingForm, MeetingView, NeedRow};
use dioxus::prelude::*;

use super::resolution::Resolutions;
use crate::ui::components::{
    Button, Card, Empty, Failure, Field, FieldKind, Icon, IconName, IconSize, NeedLine, Section,
};
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::text::{need_status, t};

/// As many needs are offered at once.
const OFFERED: usize = 8;

/// The needs of a meeting, in order, each with what is resolved about it.
#[component]
pub(super) fn Agenda(
    view: MeetingView,
    /// Whether the order may be changed.
    changes: bool,
) -> Element {
    let sender = use_send();
    let id = view.row.id;
    let order: Vec<_> = view.agenda.iter().map(|item| item.need).collect();
    let resolves = view.may_change && view.row.state != MeetingState::Planned;
    rsx! {
        Section { title: t!("meeting-agenda"), aside: t!("meeting-items", count = order.len()),
            if let Some(error) = sender.error() {
                Failure { error }
            }
            if view.agenda.is_empty() {
                Empty { so: t!("meeting-agenda-empty"), advice: t!("meeting-agenda-empty-next") }
            }
            for (index , item) in view.agenda.into_iter().enumerate() {
                Card { key: "{item.need}", label: t!("meeting-item", number = index + 1),
                    Item { id, index, item: item.clone(), order: order.clone(), changes, sender }
                    Resolutions { id, item, resolves }
                }
            }
            if changes {
                Offer { id, offered: view.offered, order, sender }
            }
        }
    }
}

/// A need of the agenda, and its place.
#[component]
fn Item(
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
    let taken_off = order.iter().copied().filter(|need| *need != item.need);
    let taken_off: Vec<_> = taken_off.collect();
    rsx! {
        if let Some(need) = item.row {
            NeedLine { need }
        } else {
            p { class: "set", span { class: "sub", {name.clone()} } }
        }
        if changes {
            div { class: "place",
                span { class: "sub grow", {t!("meeting-item", number = index + 1)} }
                Place {
                    id,
                    agenda: swapped(&order, index.saturating_sub(1), index),
                    words: t!("meeting-item-up", name = name.as_str()),
                    class: "ib up",
                    disabled: index == 0,
                    sender,
                }
                Place {
                    id,
                    agenda: swapped(&order, index, index + 1),
                    words: t!("meeting-item-down", name = name.as_str()),
                    disabled: index == last,
                    sender,
                }
                if item.resolutions.is_empty() {
                    Place {
                        id,
                        agenda: taken_off,
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

/// Needs to put on the agenda, by what is typed.
#[component]
fn Offer(id: MeetingId, offered: Vec<NeedRow>, order: Vec<NeedId>, sender: Sender) -> Element {
    let mut wanted = use_signal(String::new);
    let snack = use_snack();
    let fits = offered.into_iter();
    let fits: Vec<_> = fits.filter(|need| holds(need, &wanted.read())).collect();
    let count = t!("meeting-offered", count = fits.len());
    let fits = fits.into_iter().take(OFFERED).map(|need| {
        let longer = order.iter().copied().chain([need.id]);
        (longer.collect::<Vec<_>>(), need)
    });
    let fits: Vec<_> = fits.collect();
    rsx! {
        div { class: "find",
            Field {
                id: "offer",
                label: t!("meeting-find"),
                kind: FieldKind::Search,
                placeholder: t!("meeting-find-hint"),
                value: wanted(),
                oninput: move |text| wanted.set(text),
            }
            span { class: "sub", role: "status", {count} }
        }
        if !fits.is_empty() {
            Card { label: t!("meeting-find"),
                for (longer , need) in fits {
                    div { key: "{need.id}", class: "row",
                        span { class: "grow",
                            span { class: "l1", {need.text.clone()} }
                            span { class: "l2", {format!("{} · {}", need_status(&need), need.place)} }
                        }
                        Button {
                            icon: IconName::Plus,
                            label: t!("meeting-put-on", name = need.text.as_str()),
                            disabled: sender.busy(),
                            onclick: move |_| {
                                let change = ordered(id, longer.clone());
                                sender.send(change, move |outcome| {
                                    wanted.set(String::new());
                                    snack.saved(t!("saved"), &outcome);
                                });
                            },
                            {t!("meeting-put")}
                        }
                    }
                }
            }
        }
    }
}

/// A meeting with this agenda.
fn ordered(id: MeetingId, agenda: Vec<NeedId>) -> Command {
    let form = MeetingForm {
        agenda: Some(agenda),
        ..MeetingForm::default()
    };
    let meeting = Some(id);
    Command::SaveMeeting { meeting, form }
}

/// With the two changed for each other; as it is where one of them is not there.
fn swapped(order: &[NeedId], one: usize, other: usize) -> Vec<NeedId> {
    let mut order = order.to_vec();
    if one.max(other) < order.len() {
        order.swap(one, other);
    }
    order
}

/// Whether a need holds each of the words typed.
fn holds(need: &NeedRow, typed: &str) -> bool {
    typed.split_whitespace().all(|word| {
        let texts = [&need.text, &need.category, &need.place];
        texts.into_iter().any(|text| text.contains(word))
    })
}
