use std::collections::BTreeMap;

use chuanmen_core::domain::{CitizenId, Sex};
use jiff::ToSpan;
use jiff::civil::Date;

use super::chance::Chance;

/// A region that does not exist, so that no number made here is anybody's: in GB/T 2260 and the
/// Ministry of Civil Affairs' list of county-level codes, Xishuangbanna (5328) has 532801, 532822
/// and 532823 and nothing else.
const NOWHERE: u32 = 532_899;

/// A prefix that was never given out: mobile numbers begin with 150–153 and 155–159, so no phone
/// rings if somebody taps one (libphonenumber's metadata for CN, `[59][0-35-9]`).
const UNASSIGNED_PREFIX: &str = "154";

/// Gives out identity numbers, no two alike.
#[derive(Debug, Default)]
pub(super) struct Registry {
    /// The last sequence number of each birth date, for men and women.
    given: BTreeMap<(Date, bool), u16>,
}

impl Registry {
    /// A birth date for somebody of that age, and a number that goes with it.
    pub(super) fn register(
        &mut self,
        age: i64,
        sex: &Sex,
        today: Date,
        chance: &mut Chance,
    ) -> (Date, Option<CitizenId>) {
        let birthday = today.saturating_sub(age.years());
        let born = birthday.saturating_sub(chance.between(0, 364).days());
        let man = *sex == Sex::Male;
        let last = self.given.get(&(born, man)).copied();
        // Odd for men, even for women; gaps, as real ones have.
        let step = u16::try_from(2 * chance.between(1, 9)).unwrap_or(2);
        let next = last.unwrap_or(u16::from(man)) + step;
        self.given.insert((born, man), next);
        (born, CitizenId::compose(NOWHERE, born, next).ok())
    }

    /// A telephone number that nobody has.
    pub(super) fn phone(&self, chance: &mut Chance) -> String {
        format!("{UNASSIGNED_PREFIX}{:08}", chance.between(0, 99_999_999))
    }
}
