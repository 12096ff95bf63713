use chuanmen_core::domain::{MeetingId, NeedId};
use chuanmen_replica::api::NeedRow;
use dioxus::prelude::*;

use super::order::ordered;
use crate::ui::components::{Button, Card, Field, FieldKind, IconName};
use crate::ui::hooks::{Sender, use_snack};
use crate::ui::text::{need_status, t};

/// As many needs are offered at once.
const OFFERED: usize = 8;

/// Needs to put on the agenda, by what is typed.
#[component]
pub(super) fn Offer(
    id: MeetingId,
    offered: Vec<NeedRow>,
    order: Vec<NeedId>,
    sender: Sender,
) -> Element {
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

/// Whether a need holds each of the words typed.
fn holds(need: &NeedRow, typed: &str) -> bool {
    typed.split_whitespace().all(|word| {
        let texts = [&need.text, &need.category, &need.place];
        texts.into_iter().any(|text| text.contains(word))
    })
}
