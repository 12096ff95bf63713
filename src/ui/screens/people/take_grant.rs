use chuanmen_core::domain::AccountId;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{HeldArea, Person};
use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use super::grant_row::duty_words;
use super::pulled::{find, held, use_people};
use crate::ui::components::{Button, ButtonLook, Failure, Heading, IconName, Notice, Skeleton};
use crate::ui::hooks::{use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Asks once whether a grant is to be taken back, and says what becomes of what is on the phone.
#[component]
pub(crate) fn TakeGrant(id: AccountId, grant: RecordId) -> Element {
    let mut pulled = use_people();
    let shown = pulled.read().clone();
    let bar = || rsx! { Bar { title: t!("grant-take-title"), task: true } };
    let found = shown.map(|pulled| {
        let person = find(pulled, id)?;
        let held = held(&person, grant)?;
        Ok((person, held))
    });
    match found {
        None => rsx! {
            Screen { title: t!("grant-take-title"), head: bar(), last: true, Skeleton { rows: 4 } }
        },
        Some(Err(error)) => rsx! {
            Screen { title: t!("grant-take-title"), head: bar(), last: true,
                Failure { error, retry: move |()| pulled.restart() }
            }
        },
        Some(Ok((person, held))) => rsx! { Question { person, held } },
    }
}

#[component]
fn Question(person: Person, held: HeldArea) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let account = person.account;
    let leave = use_leave_to(Route::Person { id: account });
    let what = duty_words(&held);
    let (name, said) = (person.name.clone(), what.clone());
    let take = move |_| {
        let said = t!("grant-taken", name = name.clone(), what = said.clone());
        let command = Command::ChangeGrants {
            account,
            give: None,
            take: held.grant,
        };
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
            disabled: sender.busy(),
            onclick: take,
            if sender.busy() { {t!("grant-busy")} } else { {t!("grant-take-do")} }
        }
    };
    rsx! {
        Screen {
            title: t!("grant-take-title"),
            head: rsx! { Bar { task: true } },
            dock,
            last: true,
            Heading { class: "subject", {t!("grant-take-question", name = person.name.clone(), what = what)} }
            ul { class: "plain-words",
                li { {t!("grant-taken-then")} }
                li { {t!("grant-taken-refused")} }
                li { {t!("grant-taken-kept")} }
            }
            if person.areas.len() == 1 {
                Notice { icon: IconName::Info, p { {t!("grant-take-last", name = person.name.clone())} } }
            }
        }
    }
}
