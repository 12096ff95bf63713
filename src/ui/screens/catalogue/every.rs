use chuanmen_core::domain::Interval;
use chuanmen_replica::api::EveryForm;
use dioxus::prelude::*;

use crate::ui::components::{Field, FieldKind, Segment};
use crate::ui::text::t;

/// `每 1 个月走访一次`.
pub(super) fn every_words(every: Interval) -> String {
    match every {
        Interval::Months(count) => t!("every-months", count = count),
        Interval::Days(count) => t!("every-days", count = count),
    }
}

/// How often to visit: so many months or days.
#[component]
pub(super) fn EveryField(
    value: EveryForm,
    hint: String,
    problem: Option<String>,
    onchange: EventHandler<EveryForm>,
) -> Element {
    let days = value.days;
    let count = value.count.clone();
    rsx! {
        div { class: "two-fields",
            Field {
                id: "every",
                label: t!("every"),
                kind: FieldKind::Count,
                value: count.clone(),
                hint,
                problem,
                oninput: move |count| onchange.call(EveryForm { count, days }),
            }
            Segment {
                label: t!("every-unit"),
                choices: vec![t!("every-unit-months"), t!("every-unit-days")],
                chosen: Some(usize::from(days)),
                class: "every",
                onchoose: move |index| onchange.call(EveryForm { count: count.clone(), days: index == 1 }),
            }
        }
    }
}
