use chuanmen_core::UnixMillis;
use chuanmen_replica::api::{FeedbackQuery, FeedbackRow};
use dioxus::prelude::*;

use super::sort_words;
use crate::ui::components::{Card, Failure, Icon, IconName, IconSize, Section};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::text::{moment, t};

/// What this person said before, and what was answered.
#[component]
pub(super) fn Said() -> Element {
    let now = use_now();
    match use_ask(FeedbackQuery {}).shown() {
        Shown::Waiting => rsx! {},
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(rows) if rows.is_empty() => rsx! {},
        Shown::Here(rows) => rsx! {
            Section { title: t!("feedback-said"),
                Card {
                    for row in rows {
                        Row { key: "{row.id}", row, now }
                    }
                }
            }
        },
    }
}

#[component]
fn Row(row: FeedbackRow, now: UnixMillis) -> Element {
    let answered = !row.answer.is_empty();
    let (icon, class, stands) = match (answered, row.delivered) {
        (true, _) => (IconName::Check, "done", t!("feedback-answered")),
        (false, true) => (IconName::CloudDone, "done", t!("feedback-delivered")),
        (false, false) => (IconName::CloudWaiting, "wait", t!("feedback-waits")),
    };
    let when = moment(row.written_at, now);
    rsx! {
        article { class: "part",
            h3 { {row.text} }
            p { class: "sub", {t!("feedback-when", sort = sort_words(&row.sort), time = when)} }
            p { class: "mark {class}",
                Icon { name: icon, size: IconSize::Small }
                {stands}
            }
            if answered {
                blockquote {
                    p { {row.answer} }
                    if let Some(at) = row.answered_at {
                        p { class: "cap", {moment(at, now)} }
                    }
                }
            }
        }
    }
}
