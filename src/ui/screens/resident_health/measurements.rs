use chuanmen_replica::api::{Command, MeasurementRow};
use dioxus::prelude::*;

use super::ending::Ending;
use crate::ui::components::{Card, Rich, Section, Shape, Tag, TagTone};
use crate::ui::hooks::use_now;
use crate::ui::text::{advice, measuring_site, moment, reading, t};

/// What was measured, the last first; a wrong one is withdrawn with a reason, and stays.
#[component]
pub(super) fn Measurements(rows: Vec<MeasurementRow>) -> Element {
    rsx! {
        if !rows.is_empty() {
            Section { title: t!("measurements"),
                Card { label: t!("measurements"),
                    for row in rows {
                        One { key: "{row.id}", row }
                    }
                }
            }
        }
    }
}

#[component]
fn One(row: MeasurementRow) -> Element {
    let now = use_now();
    let words = reading(&row.reading);
    let about: Vec<_> = [
        moment(row.at, now),
        measuring_site(&row.site),
        row.by.clone(),
        row.note.clone(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let measurement = row.id;
    rsx! {
        div { class: "row rota",
            span { class: "grow",
                if row.withdrawn.is_some() {
                    s { class: "l1", {words.clone()} }
                } else {
                    b { class: "l1", Rich { text: words.clone() } }
                }
                span { class: "l2 flow", Rich { text: about.join(" · ") } }
                if let Some(reason) = row.withdrawn.clone() {
                    span { class: "l2 flow", {t!("measurement-withdrawn-for", reason = reason)} }
                }
            }
            if row.pending {
                Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("not-sent-yet") }
            } else if row.withdrawn.is_some() {
                Tag { shape: Shape::Vacant, text: t!("measurement-withdrawn") }
            } else if let Some((tone, shape, text)) = advice(row.advice) {
                Tag { tone, shape, text }
            }
            if row.withdrawn.is_none() {
                Ending {
                    id: "why-{row.id}",
                    words: t!("measurement-withdraw"),
                    label: t!("measurement-withdraw-of", reading = words),
                    command: move |reason| Command::WithdrawMeasurement { measurement, reason },
                }
            }
        }
    }
}
