//! 并入: which other need says the same.

use chuanmen_core::domain::NeedStep;
use chuanmen_replica::api::{Command, DispatchCard, NeedQuery, NeedRow, TakeNeedStep};
use dioxus::prelude::*;

use super::hand::step;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::screens::steps::{Ask, StepForm, Taken};
use crate::ui::text::{need_step, t};

/// Asks into which of those of the same place or category, and merges.
#[component]
pub(super) fn Merge(card: DispatchCard, onsaved: EventHandler<()>) -> Element {
    let id = card.row.id;
    let need = use_ask(NeedQuery { need: id });
    match need.shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 3 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(view) => {
            let into = alike(&card.row, view.twins);
            if into.is_empty() {
                return rsx! { p { class: "sub stepform", {t!("dispatch-no-twins")} } };
            }
            rsx! {
                StepForm {
                    ask: Ask { into, merged: Some(view.row), ..Ask::default() },
                    done: t!("step-saved", step = need_step(&NeedStep::Merge)),
                    command: move |taken: Taken| Command::TakeNeedStep(TakeNeedStep {
                        note: taken.note,
                        into: taken.into,
                        ..step(id, NeedStep::Merge)
                    }),
                    onsaved,
                }
            }
        }
    }
}

/// Those of the same place first, then those of the same category.
fn alike(row: &NeedRow, twins: Vec<NeedRow>) -> Vec<NeedRow> {
    let same_place = |twin: &NeedRow| !row.place.is_empty() && twin.place == row.place;
    let mut alike = twins;
    alike.retain(|twin| same_place(twin) || twin.category == row.category);
    alike.sort_by_key(|twin| !same_place(twin));
    alike
}
