use chuanmen_core::domain::PostSort;
use dioxus::prelude::*;

use super::typed::Typed;
use crate::ui::components::{Field, FieldKind, OnOff, Segment, TextArea};
use crate::ui::hooks::Sender;
use crate::ui::text::{post_sort, t};

/// What a post is, to be filled in.
#[component]
pub(super) fn Form(mut typed: Signal<Typed>, known: bool, sender: Sender) -> Element {
    let now = typed.cloned();
    let mut set = move |change: &dyn Fn(&mut Typed)| {
        sender.clear();
        change(&mut typed.write());
    };
    let sorts = PostSort::KNOWN;
    rsx! {
        Segment {
            label: t!("post-sort"),
            choices: sorts.iter().map(post_sort).collect::<Vec<_>>(),
            chosen: sorts.iter().position(|sort| *sort == now.sort),
            onchoose: move |index: usize| {
                if let Some(sort) = sorts.get(index) {
                    set(&|it| it.sort = sort.clone());
                }
            },
        }
        Field {
            id: "title",
            label: t!("post-title"),
            value: now.title.clone(),
            placeholder: t!("post-title-example"),
            problem: sender.problem("title"),
            oninput: move |text: String| set(&|it| it.title.clone_from(&text)),
        }
        Field {
            id: "place",
            label: t!("post-place"),
            value: now.place.clone(),
            problem: sender.problem("place"),
            oninput: move |text: String| set(&|it| it.place.clone_from(&text)),
        }
        Field {
            id: "on",
            label: t!("post-on"),
            kind: FieldKind::Date,
            value: now.on.clone(),
            problem: sender.problem("on"),
            oninput: move |text: String| set(&|it| it.on.clone_from(&text)),
        }
        Field {
            id: "from",
            label: t!("post-from"),
            kind: FieldKind::Time,
            value: now.from.clone(),
            problem: sender.problem("from"),
            oninput: move |text: String| set(&|it| it.from.clone_from(&text)),
        }
        Field {
            id: "to",
            label: t!("post-to"),
            kind: FieldKind::Time,
            value: now.to.clone(),
            problem: sender.problem("to"),
            oninput: move |text: String| set(&|it| it.to.clone_from(&text)),
        }
        Field {
            id: "seats",
            label: t!("post-seats"),
            kind: FieldKind::Count,
            value: now.seats.clone(),
            problem: sender.problem("seats"),
            oninput: move |text: String| set(&|it| it.seats.clone_from(&text)),
        }
        TextArea {
            id: "text",
            label: t!("post-text"),
            value: now.text.clone(),
            rows: 2,
            problem: sender.problem("text"),
            oninput: move |text: String| set(&|it| it.text.clone_from(&text)),
        }
        if known {
            OnOff {
                label: t!("post-cancel"),
                on: now.cancelled,
                onchange: move |on| set(&|it| it.cancelled = on),
            }
        }
    }
}
