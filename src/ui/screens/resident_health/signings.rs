use chuanmen_core::domain::ResidentId;
use chuanmen_replica::api::{Command, SigningRow};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::ending::Ending;
use crate::ui::components::{Card, Go, Icon, IconName, Section, Shape, Tag, TagTone};
use crate::ui::route::Route;
use crate::ui::text::{day, t};

/// Contracts with family doctors, the last first.
#[component]
pub(super) fn Signings(resident: ResidentId, rows: Vec<SigningRow>, today: Date) -> Element {
    rsx! {
        Section { title: t!("family-doctor"),
            if rows.is_empty() {
                p { class: "sub under", {t!("signings-empty")} }
            } else {
                Card { label: t!("family-doctor"),
                    for row in rows {
                        One { key: "{row.id}", row, today }
                    }
                }
            }
            Go { to: Route::SignDoctor { id: resident }, class: "btn add-one",
                Icon { name: IconName::Doctor }
                {t!("signing-add")}
            }
        }
    }
}

#[component]
fn One(row: SigningRow, today: Date) -> Element {
    let signing = row.id;
    let (tone, shape, text) = if row.withdrawn.is_some() {
        (TagTone::Plain, Shape::Vacant, t!("signing-ended"))
    } else if row.pending {
        (TagTone::Pending, Shape::Due, t!("not-sent-yet"))
    } else if row.soon {
        (TagTone::Pending, Shape::Due, t!("signing-soon"))
    } else if row.holds {
        (TagTone::Done, Shape::Done, t!("signing-holds"))
    } else {
        (TagTone::Plain, Shape::Vacant, t!("signing-lapsed"))
    };
    let span = t!(
        "signing-span",
        from = day(row.on, today),
        until = day(row.until, today)
    );
    rsx! {
        div { class: "row rota",
            span { class: "grow",
                b { class: "l1", {row.doctor.clone()} }
                span { class: "l2 flow", {span} }
                if let Some(reason) = row.withdrawn.clone() {
                    span { class: "l2 flow", {t!("signing-ended-for", reason = reason)} }
                }
            }
            Tag { tone, shape, text }
            if row.holds {
                Ending {
                    id: "why-{row.id}",
                    words: t!("signing-end"),
                    label: t!("signing-end-of", doctor = row.doctor.clone()),
                    command: move |reason| Command::EndSigning { signing, reason },
                }
            }
        }
    }
}
