use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{Command, Me, Outcome};
use dioxus::prelude::*;

use super::duty::{Duty, DutyFields};
use crate::ui::components::{Button, ButtonLook, Failure, Field, FieldKind, Heading};
use crate::ui::hooks::{use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// What was typed; kept whatever the hub says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    name: String,
    login: String,
}

impl Typed {
    fn command(&self, duty: &Duty, community: AreaId) -> Command {
        Command::AddPerson {
            name: self.name.trim().to_owned(),
            login: self.login.trim().to_owned(),
            role: duty.role.clone(),
            areas: duty.area(community).into_iter().collect(),
            party: duty.party(),
        }
    }
}

/// The form for somebody new; their first phone is enrolled right after.
#[component]
pub(crate) fn AddPerson() -> Element {
    let Some(me) = use_me() else { return rsx! {} };
    rsx! { Form { me } }
}

#[component]
fn Form(me: Me) -> Element {
    let (sender, snack, navigator) = (use_send(), use_snack(), use_navigator());
    let mut typed = use_signal(Typed::default);
    let duty = use_signal(Duty::new);
    let community = me.community.id;
    let save = use_callback(move |()| {
        let now = typed.cloned();
        sender.send(now.command(&duty.peek(), community), move |outcome| {
            if let Outcome::NewPerson { account } = outcome {
                snack.say(t!("person-added", name = now.name.trim()));
                navigator.replace(Route::EnrolPhone { id: account });
            }
        });
    });
    let now = typed.cloned();
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: sender.busy(),
            onclick: move |_| save.call(()),
            if sender.busy() { {t!("person-add-busy")} } else { {t!("person-add-do")} }
        }
    };
    rsx! {
        Screen { title: t!("person-add"), head: rsx! { Bar { task: true } }, dock, last: true,
            Heading { class: "subject", {t!("person-add")} }
            Field {
                id: "name",
                label: t!("person-name"),
                value: now.name.clone(),
                problem: sender.problem("name"),
                oninput: move |text| typed.write().name = text,
            }
            Field {
                id: "login",
                label: t!("enrol-login"),
                kind: FieldKind::Login,
                value: now.login.clone(),
                hint: t!("person-login-hint"),
                problem: sender.problem("login"),
                oninput: move |text| typed.write().login = text,
            }
            DutyFields { me, sender, typed: duty }
        }
    }
}
