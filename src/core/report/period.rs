use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

use crate::{UnixMillis, china_date, end_of_month};

/// A month, and the day it is looked at from.
///
/// The running month stands as of today, a past one as of its last day: what happened later is
/// left out, so that a month's figures do not move once it is over. Residents, care tags and rules
/// have no history; they are taken as they are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The first day of the month.
    pub(super) first: Date,
    /// The last day of the month.
    pub(super) last: Date,
    /// The day everything is computed for.
    pub(super) today: Date,
    /// The moment claims are looked at: now, or the last of a past month.
    pub(super) at: UnixMillis,
    /// Whether the month is over.
    over: bool,
}

impl Period {
    /// The month that `month` falls in, looked at from `now`.
    pub(super) fn new(month: Date, now: UnixMillis) -> Self {
        let (first, last) = (month.first_of_month(), end_of_month(month));
        let today = china_date(now);
        let over = last < today;
        Self {
            first,
            last,
            today: if over { last } else { today },
            at: if over { last_moment(last, now) } else { now },
            over,
        }
    }

    /// The week of `monday` instead of the month, as far as it has gone.
    pub(super) fn week(&self, monday: Date) -> Self {
        let sunday = monday.saturating_add(6.days());
        let last = if self.over {
            sunday.min(self.last)
        } else {
            sunday
        };
        let over = last < self.today || self.over;
        Self {
            first: monday,
            last,
            today: last.min(self.today),
            at: if over {
                last_moment(last, self.at)
            } else {
                self.at
            },
            over,
        }
    }

    /// Whether something of that moment counts. In a running month everything known does, even
    /// what a clock slightly ahead of the hub's says is of the next minute.
    pub(super) fn knows(&self, moment: UnixMillis) -> bool {
        !self.over || moment <= self.at
    }

    /// Whether a day lies in the month, as far as it has gone.
    pub(super) fn contains(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Days from `day` to the day this is computed for, at least 0.
    pub(super) fn days_since(&self, day: Date) -> i64 {
        days_between(day, self.today).max(0)
    }

    /// The Mondays of the twelve weeks that end with this one, oldest first.
    pub(super) fn mondays(&self) -> Vec<Date> {
        let this = monday_of(self.today);
        (0..12_i64)
            .rev()
            .map(|weeks| this.saturating_sub(weeks.weeks()))
            .collect()
    }
}

/// Days from one day to another; negative if `to` is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The Monday of the week a day falls in.
pub(super) fn monday_of(day: Date) -> Date {
    let back = day.weekday().since(Weekday::Monday);
    day.saturating_sub(i64::from(back).days())
}

/// The last millisecond of a day in China; `otherwise` where no clock reaches.
fn last_moment(day: Date, otherwise: UnixMillis) -> UnixMillis {
    let midnight = day.saturating_add(1.day()).at(0, 0, 0, 0);
    match Offset::constant(8).to_timestamp(midnight) {
        Ok(moment) => UnixMillis(moment.as_millisecond() - 1),
        Err(_) => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23 14:20 in China, a Monday.
    const NOW: UnixMillis = UnixMillis(1_795_414_800_000);

    #[test]
    fn the_running_month_stands_as_of_today() {
        let period = Period::new(Date::constant(2026, 11, 1), NOW);
        assert_eq!(period.today, Date::constant(2026, 11, 23));
        assert_eq!(period.at, NOW);
        assert!(period.knows(NOW.plus(UnixMillis::MINUTE)));
    }

    #[test]
    fn a_past_month_stands_as_of_the_last_moment_of_its_last_day_in_china() {
        let period = Period::new(Date::constant(2026, 10, 9), NOW);
        assert_eq!(period.first, Date::constant(2026, 10, 1));
        assert_eq!(period.today, Date::constant(2026, 10, 31));
        assert_eq!(china_date(period.at), Date::constant(2026, 10, 31));
        assert_eq!(china_date(period.at.plus(1)), Date::constant(2026, 11, 1));
        assert!(!period.knows(period.at.plus(1)));
    }

    #[test]
    fn weeks_begin_on_monday_and_the_twelfth_is_the_current_one() {
        let mondays = Period::new(Date::constant(2026, 11, 1), NOW).mondays();
        assert_eq!(mondays.len(), 12);
        assert_eq!(mondays[0], Date::constant(2026, 9, 7));
        assert_eq!(mondays[11], Date::constant(2026, 11, 23));
        assert_eq!(monday_of(Date::constant(2026, 11, 29)), mondays[11]);
    }
}
