use chuanmen_core::domain::{AccountId, DeviceId};
use chuanmen_core::protocol::{Person, PersonDevice};
use chuanmen_replica::api::{Command, ReplicaError};
use dioxus::prelude::*;

use super::device_row::name;
use super::pulled::{find, use_people};
use crate::ui::components::{Button, ButtonLook, Failure, Heading, IconName, Notice, Skeleton};
use crate::ui::hooks::{use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Asks once whether a phone is to be revoked, and says what becomes of its unsent work.
#[component]
pub(crate) fn RevokePhone(id: AccountId, device: DeviceId) -> Element {
    let mut pulled = use_people();
    let shown = pulled.read().clone();
    let bar = || rsx! { Bar { title: t!("phone-revoke-title"), task: true } };
    match shown.map(|pulled| which(find(pulled, id)?, device)) {
        None => rsx! {
            Screen { title: t!("phone-revoke-title"), head: bar(), last: true, Skeleton { rows: 4 } }
        },
        Some(Err(error)) => rsx! {
            Screen { title: t!("phone-revoke-title"), head: bar(), last: true,
                Failure { error, retry: move |()| pulled.restart() }
            }
        },
        Some(Ok((person, device))) => rsx! { Question { person, device } },
    }
}

fn which(person: Person, device: DeviceId) -> Result<(Person, PersonDevice), ReplicaError> {
    let found = person.devices.iter().find(|one| one.id == device).cloned();
    let device = found.ok_or(ReplicaError::NotFound)?;
    Ok((person, device))
}

#[component]
fn Question(person: Person, device: PersonDevice) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let leave = use_leave_to(Route::Person { id: person.account });
    let called = name(&device);
    let done = device.revoked_at.is_some();
    let (whose, which) = (person.name.clone(), called.clone());
    let revoke = move |_| {
        let said = t!(
            "phone-revoked-said",
            name = whose.clone(),
            phone = which.clone()
        );
        let command = Command::RevokeDevice { device: device.id };
        sender.send(command, move |_| {
            snack.say(said);
            leave.call(());
        });
    };
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: done || sender.busy(),
            onclick: revoke,
            {
                match () {
                    () if done => t!("phone-revoked"),
                    () if sender.busy() => t!("phone-revoke-busy"),
                    () => t!("phone-revoke-do"),
                }
            }
        }
    };
    rsx! {
        Screen {
            title: t!("phone-revoke-title"),
            head: rsx! { Bar { task: true } },
            dock,
            last: true,
            Heading { class: "subject", {t!("phone-revoke-question", name = person.name.clone(), phone = called)} }
            ul { class: "plain-words",
                li { {t!("phone-revoke-now")} }
                li { {t!("phone-revoke-unsent")} }
                li { {t!("phone-revoke-lost")} }
            }
            Notice { icon: IconName::Info, p { {t!("phone-revoke-back")} } }
        }
    }
}
