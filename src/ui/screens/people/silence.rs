//! Phones that a supervisor should ask about: not heard of for long, or with an older app.

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{Person, PersonDevice};

/// A phone that was not heard of for so many days holds visits that nobody else has seen, and lacks
/// what others wrote.
const SILENT_DAYS: i64 = 7;

/// For how many whole days nothing was heard of somebody's phones, by the hub's time; none if one
/// of them was heard of lately, or there is none.
pub(super) fn silent_days(person: &Person, time: UnixMillis) -> Option<i64> {
    let heard = live(person).map(|device| device.last_contact.unwrap_or(device.enrolled_at));
    let days = time.since(heard.max()?) / UnixMillis::DAY;
    (days >= SILENT_DAYS).then_some(days)
}

/// The newest version of the app that any of their phones has.
pub(super) fn newest(people: &[Person]) -> Option<Version> {
    people.iter().flat_map(live).filter_map(version).max()
}

/// Whether all phones of somebody that said a version have one before `newest`.
pub(super) fn is_old(person: &Person, newest: Option<&Version>) -> bool {
    live(person)
        .filter_map(version)
        .max()
        .as_ref()
        .is_some_and(|own| Some(own) < newest)
}

/// `0.10.2`, which comes after `0.9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(Vec<u64>);

fn version(device: &PersonDevice) -> Option<Version> {
    let numbers = device.app.as_ref()?.split('.').map(str::parse);
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
    fn somebody_is_silent_whose_phones_were_all_not_heard_of_for_a_week() {
        let silent = |phones: &[(i64, Option<i64>, &str)]| silent_days(&person(phones), days(30));
        assert_eq!(silent(&[(1, Some(23), "1.0")]), Some(7));
        assert_eq!(silent(&[(1, Some(24), "1.0")]), None);
        assert_eq!(silent(&[(1, Some(2), "1.0"), (1, Some(29), "1.0")]), None);
        assert_eq!(silent(&[(10, None, "1.0")]), Some(20));
        assert_eq!(silent(&[]), None);
        let mut revoked = person(&[(1, Some(2), "1.0")]);
        revoked.devices[0].revoked_at = Some(days(3));
        assert_eq!(silent_days(&revoked, days(30)), None);
    }

    #[test]
    fn an_older_app_is_told_by_numbers_and_not_by_letters() {
        let all = [
            person(&[(1, None, "0.9.1")]),
            person(&[(1, None, "0.10.0"), (1, None, "0.9.1")]),
            person(&[(1, None, "nightly")]),
            person(&[]),
        ];
        let newest = newest(&all);
        let old = all.iter().map(|one| is_old(one, newest.as_ref()));
        assert_eq!(old.collect::<Vec<_>>(), [true, false, false, false]);
    }
}
