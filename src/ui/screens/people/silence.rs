//! Phones that a supervisor should ask about: not heard of for long, or with an older app.

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{Person, PersonDevice};

/// A phone that was not heard of for so many days holds visits that nobody else has seen, and lacks
/// what others wrote.
const SILENT_DAYS: i64 = 7;

/// For how many whole days nothing was heard of the one of somebody's phones that is silent longest,
/// by the hub's time; none if all were heard of lately, or there is none.
pub(super) fn silent_days(person: &Person, time: UnixMillis) -> Option<i64> {
    let heard = live(person).map(|device| device.last_contact.unwrap_or(device.enrolled_at));
    let days = time.since(heard.min()?) / UnixMillis::DAY;
    (days >= SILENT_DAYS).then_some(days)
}

/// Whether a phone of somebody's last came with an app from before this one, which the hub brought.
pub(super) fn is_old(person: &Person) -> bool {
    let own = version(env!("CARGO_PKG_VERSION"));
    let said = live(person).filter_map(|device| device.app.as_deref());
    let oldest = said.filter_map(version).min();
    oldest.zip(own).is_some_and(|(oldest, own)| oldest < own)
}

/// `0.10.2`, which comes after `0.9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Version(Vec<u64>);

fn version(said: &str) -> Option<Version> {
    let numbers = said.split('.').map(str::parse);
    numbers.collect::<Result<_, _>>().ok().map(Version)
}

fn live(person: &Person) -> impl Iterator<Item = &PersonDevice> {
    let devices = person.devices.iter();
    devices.filter(|device| device.revoked_at.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::people;

    fn person(phones: &[(i64, Option<i64>, &str)]) -> Person {
        let mut person = people().people.remove(0);
        let model = people()
            .people
            .into_iter()
            .find_map(|mut one| one.devices.pop());
        let model = model.unwrap();
        let phone = |(enrolled, contact, app): &(i64, Option<i64>, &str)| PersonDevice {
            enrolled_at: days(*enrolled),
            last_contact: contact.map(days),
            app: Some((*app).to_owned()),
            revoked_at: None,
            ..model.clone()
        };
        person.devices = phones.iter().map(phone).collect();
        person
    }

    fn days(count: i64) -> UnixMillis {
        UnixMillis(0).plus(count * UnixMillis::DAY)
    }

    #[test]
    fn somebody_is_silent_one_of_whose_phones_was_not_heard_of_for_a_week() {
        let silent = |phones: &[(i64, Option<i64>, &str)]| silent_days(&person(phones), days(30));
        assert_eq!(silent(&[(1, Some(23), "1.0")]), Some(7));
        assert_eq!(silent(&[(1, Some(24), "1.0")]), None);
        assert_eq!(
            silent(&[(1, Some(2), "1.0"), (1, Some(29), "1.0")]),
            Some(28)
        );
        assert_eq!(silent(&[(10, None, "1.0")]), Some(20));
        assert_eq!(silent(&[]), None);
        let mut revoked = person(&[(1, Some(2), "1.0")]);
        revoked.devices[0].revoked_at = Some(days(3));
        assert_eq!(silent_days(&revoked, days(30)), None);
    }

    #[test]
    fn an_older_app_is_told_by_numbers_and_not_by_letters() {
        let own = env!("CARGO_PKG_VERSION");
        let is_old = |apps: &[&str]| {
            let phones: Vec<_> = apps.iter().map(|app| (1, None, *app)).collect();
            is_old(&person(&phones))
        };
        assert!(is_old(&["0.0.9"]) && is_old(&[own, "0.0.10"]));
        assert!(!is_old(&[own]) && !is_old(&["9999.0.0"]) && !is_old(&["nightly"]) && !is_old(&[]));
        assert!(version("0.9.1") < version("0.10.0"));
    }
}
