use chuanmen_core::china_date;
use chuanmen_core::domain::{NeedStep, Rung, Urgency};
use chuanmen_replica::api::{DispatchCard, Lane};
use dioxus::prelude::*;

use super::hand::Hand;
use crate::ui::components::{DaysLeft, Icon, IconName, IconSize, Rich, Tag, TagTone};
use crate::ui::hooks::use_now;
use crate::ui::text::{day, need_state, rung_words, t};

/// A need on the desk. It opens its menu by a tap or Enter, and is dragged to a party.
#[component]
pub(super) fn Card(
    card: DispatchCard,
    lane: Lane,
    /// Whether it is the one of its lane in the tab order.
    stop: bool,
) -> Element {
    let hand = use_context::<Hand>();
    let id = card.row.id;
    let movable = card.next.contains(&NeedStep::Dispatch);
    let (clicked, keyed, dragged) = (card.clone(), card.clone(), card.clone());
    let (mut open, mut in_hand) = (hand.open, hand.dragged);
    let lifted = matches!(&*in_hand.read(), Some((held, _)) if held.row.id == id);
    let asks = lane == Lane::Inbox && movable;
    rsx! {
        li {
            div {
                class: if lifted { "kc lifted" } else { "kc" },
                role: "button",
                tabindex: if stop { "0" } else { "-1" },
                draggable: movable.to_string(),
                "aria-haspopup": "dialog",
                "aria-describedby": "dispatch-keys",
                onmounted: move |event| hand.cards.mounted(id, event.data()),
                onfocus: move |_| hand.cards.is_at(id),
                onclick: move |_| open.set(Some(clicked.clone())),
                onkeydown: move |event| {
                    let key = event.key();
                    if key == Key::Enter || key == Key::Character(" ".to_owned()) {
                        event.prevent_default();
                        open.set(Some(keyed.clone()));
                    } else {
                        hand.cards.key(&event, id);
                    }
                },
                ondragstart: move |event| {
                    let transfer = event.data_transfer();
                    // Firefox drags nothing that carries nothing; what it is stays in the page.
                    drop(transfer.set_data("text/plain", ""));
                    transfer.set_effect_allowed("move");
                    in_hand.set(Some((dragged.clone(), lane.clone())));
                },
                ondragend: move |_| in_hand.set(None),
                About { card }
                if asks {
                    span { class: "btn soft", "aria-hidden": "true", {t!("dispatch-to")} }
                }
            }
        }
    }
}

/// `清水苑 1-1-302`: a line ends before a door, not within it.
#[component]
fn Spot(place: String) -> Element {
    let (compound, door) = place.split_at(place.rfind(' ').map_or(0, |space| space + 1));
    rsx! {
        span { {compound} span { class: "whole", {door} } }
    }
}

/// What a card says.
#[component]
fn About(card: DispatchCard) -> Element {
    let now = use_now();
    let row = &card.row;
    let age = (china_date(now) - china_date(row.raised_at)).get_days();
    let age = match age {
        ..=0 => t!("dispatch-age-today"),
        days => t!("dispatch-age", days = days),
    };
    let said = [
        row.category.clone(),
        need_state(&row.state),
        row.department.clone(),
    ];
    let said: Vec<_> = said.into_iter().filter(|said| !said.is_empty()).collect();
    rsx! {
        b { class: "what", {row.text.clone()} }
        span { class: "spot", Spot { place: row.place.clone() } span { {age} } }
        span { class: "second", Rich { text: said.join(" · ") } }
        span { class: "tags",
            if let Some(left) = row.days_left {
                DaysLeft { days: left }
            }
            if row.urgency == Urgency::Urgent {
                Tag { tone: TagTone::Pending, icon: IconName::Flag, text: t!("urgency-urgent") }
            }
            if row.pending {
                Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") }
            }
            if let Some(rung) = card.rung {
                span { class: if rung == Rung::Remind { "rung" } else { "rung high" }, {rung_words(rung)} }
            } else if let Some(days) = card.working_days_left.filter(|days| *days > 0) {
                span { class: "second", {t!("dispatch-working-days", days = days)} }
            }
        }
        if let Some(last) = card.reminded_at {
            span { class: "second",
                Icon { name: IconName::Bell, size: IconSize::Small }
                {t!("dispatch-reminded", times = card.reminded, when = day(china_date(last), china_date(now)))}
            }
        }
        if !card.raised_by.is_empty() {
            span { class: "second", {t!("dispatch-by", name = card.raised_by.clone())} }
        }
    }
}
