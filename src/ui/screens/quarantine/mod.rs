//! What revoked phones had not sent: looked through here, and taken or thrown away.

use std::collections::BTreeMap;

use chuanmen_core::domain::DeviceId;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::RefusalCode;
use chuanmen_replica::api::{Command, LeavingsView, LeftSave, Outcome, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Empty, Failure, Icon, IconName, Section, Skeleton,
};
use crate::ui::hooks::{use_live, use_now, use_send, use_snack};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{moment, refusal, summary, t};

type Pull = Resource<Result<Vec<LeavingsView>, ReplicaError>>;

/// Why the hub would not have some saves, since this screen was opened.
type Refused = Signal<BTreeMap<TransactionId, RefusalCode>>;

/// The screen.
#[component]
pub(crate) fn Quarantine() -> Element {
    let live = use_live();
    let mut pulled: Pull = use_resource(move || {
        let live = live.clone();
        async move {
            match live.door.send(Command::PullLeavings).await? {
                Outcome::Leavings { left } => Ok(left),
                _ => Err(ReplicaError::NotFound),
            }
        }
    });
    let refused = use_signal(BTreeMap::new);
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: t!("leavings-title"), head: rsx! { Bar { title: t!("leavings-title") } }, keep: "leavings",
            match shown {
                None => rsx! { Skeleton { rows: 6 } },
                Some(Err(error)) => rsx! { Failure { error, retry: move |()| pulled.restart() } },
                Some(Ok(left)) if left.is_empty() => rsx! {
                    Empty { so: t!("leavings-empty"), advice: t!("leavings-empty-next") }
                },
                Some(Ok(left)) => rsx! {
                    p { class: "sub", {t!("leavings-about")} }
                    for of in left {
                        Phone { key: "{of.device}", of, pulled, refused }
                    }
                },
            }
        }
    }
}

/// One phone's saves, and a word on all of them.
#[component]
fn Phone(of: LeavingsView, pulled: Pull, refused: Refused) -> Element {
    let now = use_now();
    let every: Vec<_> = of.saves.iter().map(|save| save.transaction).collect();
    let title = t!(
        "leavings-whose",
        name = of.name.clone(),
        phone = of.device_name.clone()
    );
    let when = t!("phone-revoked-at", time = moment(of.revoked_at, now));
    rsx! {
        Section { title: title.clone(), aside: when,
            Card { label: title,
                for save in of.saves.clone() {
                    Save { key: "{save.transaction}", device: of.device, save, pulled, refused }
                }
                if every.len() > 1 {
                    div { class: "row",
                        span { class: "grow sub", {t!("leavings-count", count = every.len())} }
                        Word { device: of.device, which: every, take: true, words: t!("leavings-take-all"), pulled, refused }
                    }
                }
            }
        }
    }
}

#[component]
fn Save(device: DeviceId, save: LeftSave, pulled: Pull, refused: Refused) -> Element {
    let now = use_now();
    let which = vec![save.transaction];
    let mut second = vec![moment(save.saved_at, now)];
    if save.photos > 0 {
        second.push(t!("leavings-photos", count = save.photos));
    }
    let why = refused.read().get(&save.transaction).map(refusal);
    rsx! {
        div { class: "row left-save",
            span { class: "mark wait", Icon { name: IconName::CloudWaiting } }
            span { class: "grow",
                span { class: "l1", {summary(&save.summary)} }
                for (index , text) in save.texts.iter().enumerate() {
                    span { key: "{index}", class: "l2 typed", "{text}" }
                }
                span { class: "l2", {second.join(" · ")} }
                if let Some(why) = why {
                    span { class: "l2 late", role: "status", {t!("leavings-refused", why = why)} }
                }
            }
            Word { device, which: which.clone(), take: false, words: t!("leavings-drop"), pulled, refused }
            Word { device, which, take: true, words: t!("leavings-take"), pulled, refused }
        }
    }
}

/// A button that gives the word.
#[component]
fn Word(
    device: DeviceId,
    which: Vec<TransactionId>,
    take: bool,
    words: String,
    pulled: Pull,
    refused: Refused,
) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    // What is thrown away is gone: it takes a second press.
    let mut meant = use_signal(|| take);
    let look = if take {
        ButtonLook::Soft
    } else {
        ButtonLook::Plain
    };
    rsx! {
        Button {
            look,
            disabled: sender.busy(),
            onclick: move |_| {
                if !meant() {
                    meant.set(true);
                    return;
                }
                let command = Command::Decide {
                    device,
                    transactions: which.clone(),
                    take,
                };
                sender.send(command, move |outcome| {
                    let Outcome::Decided(decided) = outcome else { return };
                    snack.say(match () {
                        () if !decided.refused.is_empty() => {
                            t!("leavings-some-refused", count = decided.refused.len())
                        }
                        () if take => t!("leavings-taken", count = decided.taken),
                        () => t!("leavings-dropped", count = decided.dropped),
                    });
                    refused.write().extend(decided.refused);
                    pulled.restart();
                });
            },
            if take || !meant() {
                {words}
            } else {
                {t!("leavings-drop-really")}
            }
        }
        if let Some(error) = sender.error() {
            Failure { error }
        }
    }
}
