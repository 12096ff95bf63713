//! A household itself: entered, changed, moved, parted, made one of two; and what was changed.

mod about;
mod add;
mod building;
mod door;
mod history;
mod merge;
mod picker;
mod relocate;
mod split;

pub(crate) use about::AboutHome;
pub(crate) use add::AddHome;
pub(in crate::ui::screens) use history::Change;
pub(crate) use history::History;
pub(crate) use merge::MergeHomes;
pub(crate) use picker::HomePicker;
pub(crate) use relocate::MoveHome;
pub(crate) use split::SplitHome;

use chuanmen_core::domain::{HouseholdId, Housing};
use chuanmen_replica::api::{HouseholdQuery, HouseholdView};
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips, Failure, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{housing, t};

/// A task about one household: waits for it, and says why it is not there.
#[component]
fn OfHome(
    id: HouseholdId,
    #[props(into)] title: String,
    /// The task, once the household is known.
    task: Callback<HouseholdView, Element>,
) -> Element {
    match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 5 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) => task.call(view),
    }
}

/// Whose the flat is.
#[component]
fn Housings(chosen: Housing, onchoose: EventHandler<Housing>) -> Element {
    let chip = |one: &Housing| Chip {
        text: housing(one),
        chosen: *one == chosen,
    };
    rsx! {
        Section { title: t!("home-housing"),
            Chips {
                label: t!("home-housing"),
                wrap: true,
                chips: Housing::KNOWN.iter().map(chip).collect::<Vec<_>>(),
                onchoose: move |index: usize| {
                    if let Some(one) = Housing::KNOWN.get(index) {
                        onchoose.call(one.clone());
                    }
                },
            }
        }
    }
}
