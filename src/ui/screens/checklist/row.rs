use chuanmen_core::domain::{Asks, ChecklistItem, Numbers, Span};
use chuanmen_replica::api::{ChecklistRow, Command};
use dioxus::prelude::*;

use crate::ui::components::{Button, Go, Icon, IconName, IconSize, Rich};
use crate::ui::hooks::{Sender, use_snack};
use crate::ui::route::Route;
use crate::ui::text::t;

/// A question in the list: leads to its form, and moves by one place.
#[component]
pub(super) fn Line(
    row: ChecklistRow,
    /// Every care tag: code and name.
    tags: Vec<(String, String)>,
    /// Every question by its code.
    all: Vec<(String, ChecklistItem)>,
    may_change: bool,
    #[props(default)] first: bool,
    #[props(default)] last: bool,
    sender: Sender,
) -> Element {
    let snack = use_snack();
    let (id, item) = (row.id, row.item);
    let about = about(&item, &tags, &all, row.pending);
    let name = item.name.clone();
    let shift = move |up: bool| {
        sender.send(Command::MoveQuestion { item: id, up }, move |outcome| {
            snack.saved(t!("saved"), &outcome);
        });
    };
    let words = rsx! {
        span { class: "grow",
            span { class: "l1", {name.clone()} }
            span { class: "l2", Rich { text: about } }
        }
    };
    rsx! {
        div { class: "row ask",
            if may_change {
                Go { to: Route::EditQuestion { id }, class: "grow to", {words} }
            } else {
                {words}
            }
            if may_change && item.retired {
                Button {
                    disabled: sender.busy(),
                    onclick: move |_| {
                        let restore = Command::RetireQuestion { item: id, retired: false };
                        sender.send(restore, move |outcome| snack.saved(t!("saved"), &outcome));
                    },
                    {t!("question-restore")}
                }
            } else if may_change {
                button {
                    r#type: "button",
                    class: "ib up",
                    "aria-label": t!("question-up", name = name.as_str()),
                    disabled: first || sender.busy(),
                    onclick: move |_| shift(true),
                    Icon { name: IconName::Down, size: IconSize::Small }
                }
                button {
                    r#type: "button",
                    class: "ib",
                    "aria-label": t!("question-down", name = name.as_str()),
                    disabled: last || sender.busy(),
                    onclick: move |_| shift(false),
                    Icon { name: IconName::Down, size: IconSize::Small }
                }
            }
        }
    }
}

/// `安全 / 有隐患 · 独居老人 · 必答`.
fn about(
    item: &ChecklistItem,
    tags: &[(String, String)],
    all: &[(String, ChecklistItem)],
    pending: bool,
) -> String {
    let mut parts = vec![answers(&item.asks)];
    let tag = |code: &String| tags.iter().find(|(known, _)| known == code);
    let names = item.tags.iter().filter_map(tag);
    let names: Vec<_> = names.map(|(_, name)| name.as_str()).collect();
    if !names.is_empty() {
        parts.push(t!("question-for", tags = names.join("、")));
    } else if !item.tags.is_empty() {
        // For a tag that nobody has: a campaign asks it.
        parts.push(t!("question-in-campaigns"));
    }
    if item.required {
        parts.push(t!("checklist-required"));
    }
    if let Some(condition) = &item.shown_if
        && let Some((_, other)) = all.iter().find(|(code, _)| *code == condition.item)
    {
        let answers: Vec<_> = condition.answers.iter().map(|one| other.say(one)).collect();
        let answers = answers.join("、");
        parts.push(t!(
            "question-after",
            name = other.name.as_str(),
            answers = answers
        ));
    }
    if pending {
        parts.push(t!("not-sent-yet"));
    }
    parts.join(" · ")
}

/// `安全 / 有隐患`, `60–260 mmHg`.
fn answers(asks: &Asks) -> String {
    match asks {
        Asks::Words { normal, attention } => format!("{normal} / {attention}"),
        Asks::One(options) | Asks::Several(options) => {
            let labels: Vec<_> = options.iter().map(|option| option.label.as_str()).collect();
            labels.join(" / ")
        }
        Asks::Number(Numbers { unit, range, .. }) if *range == Span::ALL => {
            t!("sort-number-of", unit = unit.as_str())
        }
        Asks::Number(Numbers { unit, range, .. }) => {
            format!("{}–{} {unit}", range.least(), range.most())
        }
        Asks::Date => t!("sort-date"),
        Asks::Text => t!("sort-text"),
        Asks::Unknown(_) => t!("sort-unknown"),
    }
}
