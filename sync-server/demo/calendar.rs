use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::chance::Chance;

/// Days before today on which the community's data was first entered: three months of visits and
/// a little more, so that somebody due each quarter can be late.
const HISTORY_DAYS: i64 = 110;

/// When calls begin, in minutes after midnight: mornings, afternoons, and after work.
const CALL_STARTS: [(i64, i64); 3] = [(520, 680), (880, 1060), (1110, 1210)];
/// Minutes between two calls of one visitor.
const CALL_EVERY: i64 = 20;
/// With so few beginnings left of today, calling starts tomorrow.
const ENOUGH_STARTS: usize = 6;

/// What part of a day something happens in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    /// Offices: Monday to Friday, 8:40 to 17:40.
    Office,
    /// Neighbours and volunteers: any day, 8:30 to 21:00.
    Waking,
}

/// The days the demo tells of, up to a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    /// The moment it ends with.
    pub(super) now: UnixMillis,
    /// The day in China at that moment.
    pub(super) today: Date,
    /// The day on which everything was first entered.
    pub(super) load_day: Date,
    /// The last day on which somebody called at doors.
    pub(super) last_calls: Date,
}

impl Calendar {
    pub(super) fn new(now: UnixMillis) -> Self {
        let today = china_date(now);
        let mut calendar = Self {
            now,
            today,
            load_day: today.saturating_sub(HISTORY_DAYS.days()),
            last_calls: today,
        };
        let days = (0..14).map(|days| today.saturating_sub(days.days()));
        let called =
            |day: &Date| is_call_day(*day) && calendar.call_starts(*day).len() >= ENOUGH_STARTS;
        calendar.last_calls = days.clone().find(called).unwrap_or(today);
        calendar
    }

    /// The morning on which everything was first entered.
    pub(super) fn load_moment(&self) -> UnixMillis {
        moment(self.load_day, 9 * 60)
    }

    /// Every day somebody called at doors: all but Sundays.
    pub(super) fn call_days(&self) -> impl DoubleEndedIterator<Item = Date> {
        let days = days_between(self.load_day, self.last_calls);
        let first = self.load_day;
        (1..=days)
            .map(move |day| first.saturating_add(day.days()))
            .filter(|day| is_call_day(*day))
    }

    /// When a call may begin on a day, so that it is over by now.
    pub(super) fn call_starts(&self, day: Date) -> Vec<UnixMillis> {
        let every = usize::try_from(CALL_EVERY).unwrap_or(1);
        CALL_STARTS
            .iter()
            .flat_map(|(from, to)| (*from..=*to).step_by(every))
            .map(|minutes| moment(day, minutes))
            .filter(|start| start.plus(2 * CALL_EVERY * UnixMillis::MINUTE) <= self.now)
            .collect()
    }
}

impl Hours {
    /// The minutes of a day, if the day is one of these at all.
    fn of(self, day: Date) -> Option<(i64, i64)> {
        match self {
            Self::Waking => Some((510, 1260)),
            Self::Office if is_weekend(day) => None,
            Self::Office => Some((520, 1060)),
        }
    }

    fn contains(self, at: UnixMillis) -> bool {
        let day = china_date(at);
        let minutes = at.since(moment(day, 0)) / UnixMillis::MINUTE;
        self.of(day)
            .is_some_and(|(from, to)| (from..to).contains(&minutes))
    }

    /// `at`, or else some moment of the next such hours' first quarter.
    pub(super) fn from(self, at: UnixMillis, chance: &mut Chance) -> UnixMillis {
        if self.contains(at) {
            return at;
        }
        let day = china_date(at);
        let later = (0..8).map(|days| day.saturating_add(days.days()));
        let starts = later.filter_map(|day| Some((day, self.of(day)?.0)));
        let next = starts
            .map(|(day, start)| moment(day, start))
            .find(|start| *start >= at);
        next.unwrap_or(at).plus(chance.between(0, 5_400_000))
    }

    /// `at`, or else some moment of the last such hours' last quarter.
    pub(super) fn until(self, at: UnixMillis, chance: &mut Chance) -> UnixMillis {
        if self.contains(at) {
            return at;
        }
        let day = china_date(at);
        let earlier = (0..8).map(|days| day.saturating_sub(days.days()));
        let ends = earlier.filter_map(|day| Some((day, self.of(day)?.1)));
        let last = ends
            .map(|(day, end)| moment(day, end))
            .find(|end| *end <= at);
        last.unwrap_or(at).plus(-chance.between(1, 5_400_000))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn is_call_day(day: Date) -> bool {
    day.weekday() != Weekday::Sunday
}

/// Days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// A moment of a day in China, in minutes after midnight.
fn moment(day: Date, minutes: i64) -> UnixMillis {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    const CHINA: i64 = 8 * 60;
    let midnight = UnixMillis(days_between(EPOCH, day) * UnixMillis::DAY);
    midnight.plus((minutes - CHINA) * UnixMillis::MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23 14:20 in China, a Monday.
    const NOW: UnixMillis = UnixMillis(1_795_414_800_000);

    #[test]
    fn moments_are_chinas() {
        let calendar = Calendar::new(NOW);
        assert_eq!(calendar.today, Date::constant(2026, 11, 23));
        assert_eq!(moment(calendar.today, 14 * 60 + 20), NOW);
        assert_eq!(calendar.last_calls, calendar.today);
    }

    #[test]
    fn in_the_small_hours_the_last_calls_were_on_the_day_before_unless_a_sunday() {
        let monday_night = moment(Date::constant(2026, 11, 23), 3 * 60);
        let calendar = Calendar::new(monday_night);
        assert_eq!(calendar.last_calls, Date::constant(2026, 11, 21));
    }

    #[test]
    fn office_hours_are_found_in_both_directions() {
        let mut chance = Chance::new(1);
        let saturday_noon = moment(Date::constant(2026, 11, 21), 12 * 60);
        let after = Hours::Office.from(saturday_noon, &mut chance);
        let before = Hours::Office.until(saturday_noon, &mut chance);
        assert_eq!(china_date(after), Date::constant(2026, 11, 23));
        assert_eq!(china_date(before), Date::constant(2026, 11, 20));
        assert!(Hours::Office.contains(after) && Hours::Office.contains(before));
        assert_eq!(Hours::Office.from(after, &mut chance), after);
    }
}
