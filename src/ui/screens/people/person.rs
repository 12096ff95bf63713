use chuanmen_core::domain::AccountId;
use chuanmen_core::protocol::Person as Somebody;
use dioxus::prelude::*;

use super::device_row::DeviceRow;
use super::grant_row::GrantRow;
use super::list::about;
use super::pulled::{find, use_people};
use crate::ui::components::{
    Card, Empty, Failure, Go, Heading, Icon, IconName, Notice, Section, Skeleton,
};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Somebody and their phones.
#[component]
pub(crate) fn Person(id: AccountId) -> Element {
    let mut pulled = use_people();
    let shown = pulled.read().clone();
    match shown.map(|pulled| find(pulled, id)) {
        None => rsx! {
            Screen { title: t!("person"), head: rsx! { Bar { title: t!("person") } }, Skeleton { rows: 4 } }
        },
        Some(Err(error)) => rsx! {
            Screen { title: t!("person"), head: rsx! { Bar { title: t!("person") } },
                Failure { error, retry: move |()| pulled.restart() }
            }
        },
        Some(Ok(person)) => rsx! { One { person } },
    }
}

#[component]
fn One(person: Somebody) -> Element {
    let id = person.account;
    let dock = person.may_manage.then(|| {
        rsx! {
            Go { to: Route::EnrolPhone { id }, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("phone-enrol")}
            }
        }
    });
    let (gone, live): (Vec<_>, Vec<_>) = person
        .devices
        .iter()
        .cloned()
        .partition(|device| device.revoked_at.is_some());
    let may_manage = person.may_manage;
    rsx! {
        Screen { title: t!("person"), head: rsx! { Bar { sub: person.community_name.clone() } }, dock,
            Heading { class: "subject", {person.name.clone()} }
            p { class: "sub under", {about(&person)} }
            p { class: "sub", {t!("person-login", login = person.login.clone())} }
            if !may_manage {
                Notice { p { {t!("person-read-only")} } }
            }
            Section { title: t!("grants"),
                if person.areas.is_empty() {
                    Empty { so: t!("grants-none"), advice: if may_manage { t!("grants-none-next") } else { String::new() } }
                } else {
                    Card { label: t!("grants"),
                        for held in person.areas.clone() {
                            GrantRow { key: "{held.role}{held.area}{held.party:?}", of: id, held, may_manage }
                        }
                    }
                }
                if may_manage {
                    div { class: "add one",
                        Go { to: Route::GiveGrant { id }, class: "btn",
                            Icon { name: IconName::Plus }
                            {t!("grant-give")}
                        }
                    }
                }
            }
            Section { title: t!("phones"), aside: t!("people-phones", count = live.len()),
                if live.is_empty() {
                    Empty { so: t!("phones-none"), advice: if may_manage { t!("phones-none-next") } else { String::new() } }
                } else {
                    Card { label: t!("phones"),
                        for device in live {
                            DeviceRow { key: "{device.id}", of: id, device, may_manage }
                        }
                    }
                }
            }
            if !gone.is_empty() {
                Section { title: t!("phones-revoked"),
                    Card { label: t!("phones-revoked"),
                        for device in gone {
                            DeviceRow { key: "{device.id}", of: id, device, may_manage }
                        }
                    }
                }
            }
        }
    }
}
