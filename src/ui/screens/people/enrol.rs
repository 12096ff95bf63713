use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};
use chuanmen_core::protocol::{EnrolmentResponse, PeopleResponse, Person};
use chuanmen_replica::api::{Command, Outcome};
use dioxus::prelude::*;

use super::device_row::name;
use super::pulled::{find, people, use_people};
use crate::device;
use crate::ui::components::{
    Button, Empty, Failure, Heading, IconName, Notice, NoticeTone, QrCode, Skeleton,
};
use crate::ui::hooks::{use_leave_to, use_live, use_me, use_seconds, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// How often the hub is asked whether the phone has come, in ms.
const LOOK_EVERY: u32 = 4_000;

/// A code, and until when it is good by this device's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    code: String,
    until: UnixMillis,
}

impl Offer {
    /// The hub's clock and this one may differ: how long it is good for is the same on both.
    fn of(response: EnrolmentResponse, now: UnixMillis) -> Self {
        let until = now.plus(response.valid_for());
        Self {
            code: response.code,
            until,
        }
    }
}

/// Shows a one-time code to the phone that is to be enrolled for somebody.
#[component]
pub(crate) fn EnrolPhone(id: AccountId) -> Element {
    let mut pulled = use_people();
    let shown = pulled.read().clone();
    let bar = || rsx! { Bar { title: t!("phone-enrol"), task: true } };
    match shown.map(|pulled| find(pulled, id)) {
        None => rsx! {
            Screen { title: t!("phone-enrol"), head: bar(), last: true, Skeleton { rows: 4 } }
        },
        Some(Err(error)) => rsx! {
            Screen { title: t!("phone-enrol"), head: bar(), last: true,
                Failure { error, retry: move |()| pulled.restart() }
            }
        },
        Some(Ok(person)) => rsx! { Offering { person } },
    }
}

#[component]
fn Offering(person: Person) -> Element {
    let sender = use_send();
    let mut offer = use_signal(|| None::<Offer>);
    let account = person.account;
    let ask = use_callback(move |()| {
        sender.send(Command::OfferEnrolment { account }, move |outcome| {
            if let Outcome::Enrolment(response) = outcome {
                offer.set(Some(Offer::of(response, device::now())));
            }
        });
    });
    use_hook(move || ask.call(()));
    use_arrival(&person);
    rsx! {
        Screen {
            title: t!("phone-enrol"),
            head: rsx! { Bar { task: true } },
            last: true,
            Heading { class: "subject", {t!("phone-enrol-whose", name = person.name.clone())} }
            if let Some(error) = sender.error() {
                Failure { error, retry: move |()| ask.call(()) }
            }
            if let Some(offer) = offer() {
                Shown { offer, onagain: move |()| ask.call(()) }
            } else if sender.busy() {
                Skeleton { rows: 4 }
            }
        }
    }
}

#[component]
fn Shown(offer: Offer, onagain: EventHandler<()>) -> Element {
    let now = use_seconds(Some(offer.until));
    let hub = use_me().map(|me| me.hub).unwrap_or_default();
    let left = seconds_left(offer.until, now);
    if left == 0 {
        return rsx! {
            Empty { so: t!("phone-code-over"), advice: t!("phone-code-over-next"),
                Button { onclick: move |_| onagain.call(()), {t!("phone-code-again")} }
            }
        };
    }
    let soon = if left <= 60 {
        NoticeTone::Pending
    } else {
        NoticeTone::Plain
    };
    rsx! {
        ol { class: "plain-words",
            li { {t!("phone-enrol-scan")} }
            li { {t!("phone-enrol-check")} }
        }
        div { class: "offer-code",
            QrCode { text: address(&hub, &offer.code), label: t!("phone-qr") }
            div { class: "by-hand",
                p { class: "sub", {t!("phone-enrol-type", hub = hub.clone())} }
                p { class: "code-large", {offer.code.clone()} }
                Notice { tone: soon, icon: IconName::Clock,
                    p { role: "timer", {t!("phone-code-left", time = countdown(left))} }
                    p { {t!("phone-code-once")} }
                }
            }
        }
        p { class: "sub", {t!("phone-code-pin")} }
    }
}

/// Looks now and then whether the phone has come, and leaves when it has.
fn use_arrival(person: &Person) {
    let (live, snack) = (use_live(), use_snack());
    let account = person.account;
    let leave = use_leave_to(Route::Person { id: account });
    let before: BTreeSet<_> = person.devices.iter().map(|device| device.id).collect();
    use_hook(move || {
        spawn(async move {
            loop {
                device::sleep(LOOK_EVERY).await;
                // No answer now is no news: the next look may bring some.
                let Ok(now) = people(&live).await else {
                    continue;
                };
                if let Some(called) = arrived(now, account, &before) {
                    snack.say(t!("phone-enrolled", phone = called));
                    leave.call(());
                    return;
                }
            }
        })
    });
}

/// The name of a phone that was not there before.
fn arrived(now: PeopleResponse, account: AccountId, before: &BTreeSet<DeviceId>) -> Option<String> {
    let person = find(Ok(now), account).ok()?;
    let mut new = person.devices.iter();
    new.find(|device| !before.contains(&device.id)).map(name)
}

/// What a phone's camera opens. A fragment stays in the browser: no log on the way sees the code.
fn address(hub: &str, code: &str) -> String {
    format!("{hub}{}#code={code}", Route::Enrol {})
}

/// Whole seconds, never less than there are.
fn seconds_left(until: UnixMillis, now: UnixMillis) -> i64 {
    (until.since(now).max(0) + 999) / 1000
}

/// `29:58`
fn countdown(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture;

    #[test]
    fn a_code_is_good_as_long_here_as_at_the_hub_whatever_the_clocks_say() {
        let response = EnrolmentResponse {
            code: "7KQ4-M2XV-9P".into(),
            time: UnixMillis(5_000_000),
            expires_at: UnixMillis(6_800_000),
        };
        let offer = Offer::of(response, UnixMillis(1_000));
        assert_eq!(offer.until, UnixMillis(1_801_000));
    }

    #[test]
    fn the_time_left_is_told_in_minutes_and_seconds_and_ends() {
        let until = UnixMillis(1_800_000);
        assert_eq!(countdown(seconds_left(until, UnixMillis(0))), "30:00");
        assert_eq!(
            countdown(seconds_left(until, UnixMillis(1_795_500))),
            "0:05"
        );
        assert_eq!(seconds_left(until, UnixMillis(1_799_999)), 1);
        assert_eq!(seconds_left(until, UnixMillis(9_999_999)), 0);
    }

    #[test]
    fn only_a_phone_that_was_not_there_before_has_come() {
        let people = fixture::people();
        let person = people
            .people
            .iter()
            .find(|person| person.devices.len() > 1)
            .unwrap();
        let account = person.account;
        let mut before: BTreeSet<_> = person.devices.iter().map(|device| device.id).collect();
        assert_eq!(arrived(people.clone(), account, &before), None);
        before.remove(&person.devices[0].id);
        let called = arrived(people.clone(), account, &before);
        assert_eq!(called, Some(name(&person.devices[0])));
    }

    #[test]
    fn the_address_keeps_the_code_behind_the_fragment() {
        assert_eq!(
            address("https://hub.example", "7KQ4-M2XV-9P"),
            "https://hub.example/enrol#code=7KQ4-M2XV-9P"
        );
    }
}
