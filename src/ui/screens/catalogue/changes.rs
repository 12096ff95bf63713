use chuanmen_core::merge::RecordId;
use chuanmen_replica::api::ChangesQuery;
use dioxus::prelude::*;

use crate::ui::components::{Card, Section, Timeline};
use crate::ui::hooks::{use_ask, use_now};
use crate::ui::screens::home::Change;
use crate::ui::text::{moment, t};

/// How many changes are told.
const TOLD: usize = 20;

/// Who changed an entry, what and when, as far as this device saw it; nothing for a new one.
#[component]
pub(in crate::ui::screens) fn Changes(records: Vec<RecordId>) -> Element {
    let now = use_now();
    let rows = use_ask(ChangesQuery { records }).view().unwrap_or_default();
    rsx! {
        if !rows.is_empty() {
            Section { title: t!("history"),
                Card { label: t!("history"),
                    Timeline {
                        for row in rows.into_iter().take(TOLD) {
                            Change {
                                key: "{row.stamp}{row.id}{row.field:?}",
                                time: moment(row.at, now),
                                row,
                            }
                        }
                    }
                }
            }
        }
    }
}
