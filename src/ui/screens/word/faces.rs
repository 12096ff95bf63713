use chuanmen_core::domain::Satisfaction;
use dioxus::prelude::*;

use crate::ui::components::use_roving;
use crate::ui::screens::steps::satisfaction_words;

/// Five faces with their words, most content first: drawn by one stroke each, told apart by word
/// and mouth.
#[component]
pub(super) fn Faces(chosen: Option<Satisfaction>, onchoose: EventHandler<Satisfaction>) -> Element {
    let roving = use_roving();
    let faces = satisfaction_words();
    let count = faces.len();
    let at = faces.iter().position(|(grade, _)| Some(*grade) == chosen);
    rsx! {
        div { class: "faces", role: "radiogroup", "aria-label": crate::ui::text::t!("satisfaction"),
            for (index , (grade , word)) in faces.into_iter().enumerate() {
                button {
                    key: "{grade}",
                    r#type: "button",
                    class: if chosen == Some(grade) { "face on" } else { "face" },
                    role: "radio",
                    "aria-checked": (chosen == Some(grade)).to_string(),
                    tabindex: if at.unwrap_or(0) == index { "0" } else { "-1" },
                    onmounted: move |event| roving.mounted(index, event.data()),
                    onclick: move |_| onchoose.call(grade),
                    onkeydown: move |event| {
                        if let Some(next) = roving.key(&event, index, count)
                            && let Some((grade, _)) = satisfaction_words().get(next)
                        {
                            onchoose.call(*grade);
                        }
                    },
                    svg { class: "i", view_box: "0 0 24 24", "aria-hidden": "true",
                        circle { cx: "12", cy: "12", r: "9" }
                        path { d: mouth(grade) }
                    }
                    span { {word} }
                }
            }
        }
    }
}

/// Eyes and mouth.
const fn mouth(grade: Satisfaction) -> &'static str {
    match grade {
        5 => "M8.5 9v1M15.5 9v1M7.5 13.5c1 2.9 2.6 4 4.5 4s3.5-1.1 4.5-4z",
        4 => "M8.5 9v1M15.5 9v1M8 14.5c1.2 1.5 2.5 2.2 4 2.2s2.8-.7 4-2.2",
        3 => "M8.5 9v1M15.5 9v1M8.5 15.5h7",
        2 => "M8.5 9v1M15.5 9v1M8 16.5c1.2-1.5 2.5-2.2 4-2.2s2.8.7 4 2.2",
        _ => "M7.5 8.5l2.5 1.5M16.5 8.5l-2.5 1.5M8 17c1.2-2.300 2.5-3.2 4-3.2s2.8.9 4 3.2",
    }
}
