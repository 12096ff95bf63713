//! 我的: what was delivered, what waits and why, and how this device looks.

mod bundles;
mod drafts;
mod helps;
mod looks;
mod photos;
mod pin;
mod receipt;
mod refused;
mod storage;

use chuanmen_core::domain::Role;
use chuanmen_replica::api::{ConflictsQuery, Me as Person, ReceiptQuery, Standing};
use dioxus::prelude::*;

use crate::ui::components::{
    Failure, Go, Heading, Icon, IconName, IconSize, Notice, NoticeTone, SetLine, Shape, Skeleton,
    Tag, TagTone,
};
use crate::ui::hooks::{Shown, records, supervises, use_ask, use_live, use_me};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::{role, t};

use bundles::Bundles;
use drafts::Drafts;
use helps::Helps;
use looks::Looks;
use photos::{PhotoLines, PhotoSwitch};
use pin::PinRows;
use receipt::Receipt;
pub(crate) use refused::Refused;
use storage::Storage;

/// The screen.
#[component]
pub(crate) fn Me() -> Element {
    let receipt = use_ask(ReceiptQuery {});
    let practice = use_live().practice;
    let Some(me) = use_me() else { return rsx! {} };
    let head = rsx! {
        header { class: "head",
            div { class: "top",
                Heading { {me.name.clone()} }
                span { class: "sub", {belongs(&me)} }
            }
        }
    };
    rsx! {
        Screen { title: t!("tab-me"), head,
            Stands { standing: me.standing }
            match receipt.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(receipt) => rsx! {
                    Receipt { receipt: receipt.clone() }
                    Drafts { drafts: receipt.drafts.clone() }
                    Matters { stored: receipt.stored_bytes }
                    if !practice {
                        Bundles { receipt }
                    }
                },
            }
            // Practice has no lock: there is nothing of anybody in it.
            if !practice {
                PinRows {}
            }
            Looks {}
            Helps {}
            p { class: "cap about", {t!("about", version = env!("CARGO_PKG_VERSION"))} }
        }
    }
}

/// `网格员 · 花卉园社区第 3 网格`; a whole community is not told grid by grid.
fn belongs(me: &Person) -> String {
    let grid = match me.grids.as_slice() {
        [one] => one.name.as_str(),
        _ => "",
    };
    t!(
        "belongs",
        role = role(&me.role),
        community = me.community.name.clone(),
        grid = grid
    )
}

/// What the hub no longer takes from this device, and what to do.
#[component]
fn Stands(standing: Standing) -> Element {
    let (what, next) = match standing {
        Standing::Good => return rsx! {},
        Standing::Revoked => (t!("standing-revoked"), t!("standing-revoked-next")),
        Standing::UpgradeNeeded => (t!("standing-upgrade"), t!("standing-upgrade-next")),
    };
    rsx! {
        Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
            p { b { {what} } }
            p { {next} }
        }
    }
}

/// Disagreements that wait for a tap, the handbook, and the room taken.
#[component]
fn Matters(stored: u64) -> Element {
    let disputed = use_ask(ConflictsQuery {})
        .view()
        .map_or(0, |conflicts| conflicts.len());
    rsx! {
        section { class: "card",
            Go { class: "set", to: Route::Conflicts {},
                Icon { name: IconName::Fork }
                span { class: "grow", {t!("conflicts-title")} }
                if disputed > 0 {
                    Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("conflicts-count", count = disputed) }
                } else {
                    span { class: "sub", {t!("conflicts-none")} }
                }
                Icon { name: IconName::Chevron, size: IconSize::Small }
            }
            if use_me().is_some_and(|me| me.role != Role::Party) {
                SetLine { to: Route::Posts {}, icon: IconName::Hand, words: t!("posts") }
                SetLine { to: Route::HealthStation {}, icon: IconName::Doctor, words: t!("health-station") }
            }
            SetLine { to: Route::Campaigns {}, icon: IconName::Flag, words: t!("campaigns") }
            if use_me().is_some_and(|me| records(&me.role)) {
                SetLine { to: Route::Lists { tab: String::new() }, icon: IconName::Table, words: t!("lists") }
            }
            SetLine { to: Route::Guides {}, icon: IconName::Note, words: t!("guides") }
            if use_me().is_some_and(|me| supervises(&me.role)) {
                SetLine { to: Route::Manage {}, icon: IconName::Gear, words: t!("tab-manage"), about: t!("manage-about") }
            }
            Storage { stored }
        }
    }
}
