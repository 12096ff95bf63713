use chuanmen_core::UnixMillis;
use chuanmen_replica::api::{Command, Phase, ReceiptRow, ReceiptView, SyncView};
use dioxus::prelude::*;

use super::refused::Refused;
use crate::ui::components::{Button, ButtonLook, Failure, HowTo, Icon, IconName, Notice, Topic};
use crate::ui::hooks::{use_live, use_now, use_send, use_snack, use_sync};
use crate::ui::text::{moment, summary, t};

/// How many delivered saves are told one by one.
const DELIVERED: usize = 8;

/// What was delivered, what waits and why.
#[component]
pub(super) fn Receipt(receipt: ReceiptView) -> Element {
    let now = use_now();
    let practice = use_live().practice;
    let sender = use_send();
    let snack = use_snack();
    let sync = use_sync().unwrap_or_else(|| receipt.sync.clone());
    let moving = sender.busy() || matches!(sync.phase, Phase::Syncing { .. });
    rsx! {
        section { class: "card", "aria-label": t!("receipt"),
            if practice {
                Notice { icon: IconName::Flag, p { {t!("practice-receipt")} } }
            }
            div { class: "rc",
                div {
                    p { class: "big2",
                        {t!("receipt-delivered", count = sync.delivered)}
                        if sync.waiting > 0 {
                            i { class: "d", "aria-hidden": "true" }
                            span { class: "wait nowrap", {t!("receipt-waiting", count = sync.waiting)} }
                        }
                        if sync.refused > 0 {
                            i { class: "d", "aria-hidden": "true" }
                            span { class: "back nowrap", {t!("receipt-refused", count = sync.refused)} }
                        }
                    }
                    p { class: "sub", role: "status", {stands(&sync, now)} }
                }
                Button { look: ButtonLook::Soft, icon: IconName::Sync, disabled: moving,
                    onclick: move |_| sender.send(Command::SyncNow, move |_| snack.say(t!("sync-done"))),
                    if moving { {t!("sync-moving")} } else { {t!("sync-now")} }
                }
            }
            if let Some(error) = sender.error() { Failure { error } }
            super::PhotoLines { photos: receipt.photos.clone() }
            for row in receipt.refused.clone() { Refused { key: "{row.transaction}", row } }
            for row in receipt.waiting.clone() {
                Line { key: "{row.transaction}", icon: IconName::CloudWaiting, class: "wait", title: summary(&row.summary),
                    second: t!("waits-here"), time: moment(row.saved_at, now) }
            }
            for row in receipt.without_effect.clone() {
                Line { key: "v{row.transaction}", icon: IconName::Info, class: "wait", title: summary(&row.summary),
                    second: t!("had-no-effect"), time: moment(row.saved_at, now) }
            }
            for row in receipt.delivered.iter().take(DELIVERED).cloned() {
                Line { key: "{row.transaction}", icon: IconName::CloudDone, class: "done", title: summary(&row.summary),
                    second: delivered(&row, now), time: String::new() }
            }
            HowTo { topic: Topic::Cloud, words: t!("how-to-cloud") }
        }
    }
}

/// When it was delivered, and where to if that is not where it was saved.
fn delivered(row: &ReceiptRow, now: UnixMillis) -> String {
    let time = moment(row.delivered_at.unwrap_or(row.saved_at), now);
    if row.elsewhere {
        t!("delivered-elsewhere", time = time)
    } else {
        t!("delivered-at", time = time)
    }
}

/// How far synchronisation is, in one honest line.
fn stands(sync: &SyncView, now: UnixMillis) -> String {
    match (&sync.phase, sync.complete_at) {
        (
            Phase::Syncing {
                received,
                remaining,
            },
            _,
        ) if *remaining > 0 => {
            t!(
                "sync-receiving-words",
                received = *received,
                remaining = *remaining
            )
        }
        (Phase::Syncing { .. }, _) => t!("sync-moving"),
        (Phase::Offline, Some(at)) => t!("sync-offline-since", time = moment(at, now)),
        (Phase::Offline, None) => t!("sync-offline-never"),
        (Phase::Failing { code }, _) => t!("sync-failing", code = code.to_string()),
        (Phase::Idle, Some(at)) if sync.waiting == 0 && sync.refused == 0 => {
            t!("sync-square", time = moment(at, now))
        }
        (Phase::Idle, Some(at)) => t!("sync-last", time = moment(at, now)),
        (Phase::Idle, None) => t!("sync-never"),
    }
}

#[component]
fn Line(
    icon: IconName,
    class: &'static str,
    title: String,
    second: String,
    time: String,
) -> Element {
    rsx! {
        div { class: "row",
            span { class: "mark {class}", Icon { name: icon } }
            span { class: "grow",
                span { class: "l1", {title} }
                span { class: "l2", {second} }
            }
            span { class: "sub nowrap", {time} }
        }
    }
}
