use chuanmen_core::domain::AccountId;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{HeldArea, Person};
use chuanmen_replica::api::{Command, Me, ReplicaError};
use dioxus::prelude::*;

use super::duty::{Duty, DutyFields};
use super::grant_row::duty_words;
use super::pulled::{find, held, use_people};
use crate::ui::components::{Button, ButtonLook, Failure, Heading, IconName, Notice, Skeleton};
use crate::ui::hooks::{use_leave_to, use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Gives somebody something more to answer for.
#[component]
pub(crate) fn GiveGrant(id: AccountId) -> Element {
    rsx! { Asked { id, grant: None } }
}

/// Changes what somebody answers for into something else.
#[component]
pub(crate) fn ChangeGrant(id: AccountId, grant: RecordId) -> Element {
    rsx! { Asked { id, grant } }
}

#[component]
fn Asked(id: AccountId, grant: Option<RecordId>) -> Element {
    let mut pulled = use_people();
    let me = use_me();
    let shown = pulled.read().clone();
    let title = title(grant.is_some());
    let found = shown.map(|pulled| which(find(pulled, id)?, grant));
    match (found, me) {
        (Some(Err(error)), _) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title, task: true } }, last: true,
                Failure { error, retry: move |()| pulled.restart() }
            }
        },
        (Some(Ok((person, held))), Some(me)) => rsx! { Form { me, person, held } },
        _ => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title, task: true } }, last: true,
                Skeleton { rows: 4 }
            }
        },
    }
}

fn title(change: bool) -> String {
    if change {
        t!("grant-change-title")
    } else {
        t!("grant-give")
    }
}

/// The person, and which of their grants is to be changed, if one is.
fn which(
    person: Person,
    grant: Option<RecordId>,
) -> Result<(Person, Option<HeldArea>), ReplicaError> {
    let found = grant.map(|grant| held(&person, grant)).transpose()?;
    Ok((person, found))
}

#[component]
fn Form(me: Me, person: Person, held: Option<HeldArea>) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let account = person.account;
    let leave = use_leave_to(Route::Person { id: account });
    let before = held.clone();
    let typed = use_signal(move || before.as_ref().map_or_else(Duty::new, Duty::of));
    let community = me.community.id;
    let take = held.as_ref().and_then(|held| held.grant);
    let name = person.name.clone();
    let save = move |_| {
        let Some(give) = typed.peek().grant(community) else {
            sender.refuse("area", "empty");
            return;
        };
        let command = Command::ChangeGrants {
            account,
            give: Some(give),
            take,
        };
        let said = t!("grant-changed", name = name.clone());
        sender.send(command, move |_| {
            snack.say(said);
            leave.call(());
        });
    };
    let heading = match &held {
        Some(held) => t!(
            "grant-change-whose",
            name = person.name.clone(),
            what = duty_words(held)
        ),
        None => t!("grant-give-whose", name = person.name.clone()),
    };
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: sender.busy(),
            onclick: save,
            if sender.busy() { {t!("grant-busy")} } else { {title(held.is_some())} }
        }
    };
    rsx! {
        Screen { title: title(held.is_some()), head: rsx! { Bar { task: true } }, dock, last: true,
            Heading { class: "subject", {heading} }
            DutyFields { me, sender, typed }
            Notice { icon: IconName::Info,
                p { {t!("grant-given-then")} }
                if held.is_some() {
                    p { {t!("grant-taken-then")} }
                }
            }
        }
    }
}
