use chuanmen_core::domain::AccountId;
use chuanmen_replica::api::{LedgerQuery, LedgerView};
use dioxus::prelude::*;

use super::desk::Desk;
use super::entries::{Balance, Entries};
use crate::ui::components::{Card, Failure, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::screens::me::Refused;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Somebody's points, for the desk.
#[component]
pub(crate) fn PersonPoints(id: AccountId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: AccountId) -> Element {
    let title = t!("points");
    let asked = use_ask(LedgerQuery {
        account: Some(id),
        from: None,
        to: None,
    });
    match asked.shown() {
        Shown::Waiting => rsx! { Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 5 } } },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: LedgerView) -> Element {
    let title = t!("points-of", name = view.name.as_str());
    let id = view.account;
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } },
            Balance { view: view.clone() }
            if !view.refused.is_empty() {
                Section { title: t!("points-refused"),
                    Card { label: t!("points-refused"),
                        for row in view.refused.clone() {
                            Refused { key: "{row.transaction}", row }
                        }
                    }
                }
            }
            if view.is_desk {
                Desk { view }
            }
            Entries { account: Some(id) }
        }
    }
}
