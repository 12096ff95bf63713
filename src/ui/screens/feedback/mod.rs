//! 投诉建议: what somebody says about the app itself, and what was answered.

mod about;
mod said;

use chuanmen_core::domain::FeedbackSort;
use chuanmen_replica::api::{Command, FeedbackDraft};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Failure, Field, IconName, Notice, Segment, TextArea,
};
use crate::ui::hooks::{use_live, use_send, use_snack};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use about::about;
use said::Said;

/// The screen.
#[component]
pub(crate) fn Feedback() -> Element {
    let live = use_live();
    if live.practice {
        return rsx! {
            Screen { title: t!("feedback"), head: rsx! { Bar { title: t!("feedback") } },
                Notice { icon: IconName::Flag, p { {t!("feedback-practice")} } }
            }
        };
    }
    rsx! { Form {} }
}

#[component]
fn Form() -> Element {
    let (live, sender, snack) = (use_live(), use_send(), use_snack());
    let mut sort = use_signal(|| FeedbackSort::Complaint);
    let mut text = use_signal(String::new);
    let mut contact = use_signal(String::new);
    let about = use_hook(|| about(live.was_in()));
    let empty = text.read().trim().is_empty();
    let sent = about.clone();
    let send = move |_| {
        let form = FeedbackDraft {
            sort: sort.cloned(),
            text: text.cloned(),
            contact: contact.cloned(),
            about: sent.clone(),
        };
        sender.send(Command::SendFeedback(form), move |outcome| {
            text.set(String::new());
            contact.set(String::new());
            snack.saved(t!("saved"), &outcome);
        });
    };
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: empty || sender.busy(),
            onclick: send,
            if empty { {t!("feedback-fill")} } else { {t!("feedback-send")} }
        }
    };
    let sorts = FeedbackSort::KNOWN;
    rsx! {
        Screen { title: t!("feedback"), head: rsx! { Bar { title: t!("feedback") } }, dock, keep: "feedback",
            p { class: "sub", {t!("feedback-about")} }
            Segment {
                label: t!("feedback-sort"),
                class: "sorts",
                choices: sorts.iter().map(sort_words).collect::<Vec<_>>(),
                chosen: sorts.iter().position(|one| *one == *sort.read()),
                onchoose: move |index: usize| if let Some(one) = FeedbackSort::KNOWN.get(index) {
                    sort.set(one.clone());
                },
            }
            TextArea {
                id: "text",
                label: t!("feedback-text"),
                rows: 4,
                value: text.cloned(),
                problem: sender.problem("text"),
                oninput: move |typed| text.set(typed),
            }
            Field {
                id: "contact",
                label: t!("feedback-contact"),
                hint: t!("feedback-contact-hint"),
                value: contact.cloned(),
                problem: sender.problem("contact"),
                oninput: move |typed| contact.set(typed),
            }
            Notice {
                p { {t!("feedback-who")} }
                p { class: "sub", {t!("feedback-sent-with", about = about)} }
            }
            Said {}
        }
    }
}

/// 投诉, 建议, 表扬.
fn sort_words(sort: &FeedbackSort) -> String {
    match sort {
        FeedbackSort::Complaint => t!("feedback-complaint"),
        FeedbackSort::Idea => t!("feedback-idea"),
        FeedbackSort::Praise => t!("feedback-praise"),
        FeedbackSort::Other(_) => t!("feedback"),
    }
}
