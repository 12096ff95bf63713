use chuanmen_replica::api::ReplicaError;
use dioxus::prelude::*;

use super::{Button, IconName, Notice, NoticeTone};
use crate::ui::text::{error_words, t};

/// What went wrong: what happened, what is kept, what to do; the code in small print.
#[component]
pub(crate) fn Failure(
    error: ReplicaError,
    /// Where trying again may help.
    #[props(default)]
    retry: Option<EventHandler<()>>,
) -> Element {
    let words = error_words(&error);
    rsx! {
        Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
            p { b { {words.what} } }
            p { {words.kept} " " {words.advice} }
            p { class: "code", {t!("error-code", code = words.code)} }
            if let Some(retry) = retry {
                Button { onclick: move |_| retry.call(()), {t!("try-again")} }
            }
        }
    }
}
