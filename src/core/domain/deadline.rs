//! How long a need may take.

use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::add_working_days;

/// How long a need of a category may take, from the day it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// Days of the calendar (自然日).
    Days(i64),
    /// Days that offices work (工作日), by the holidays as they are announced for each year.
    WorkingDays(i64),
}

impl Deadline {
    /// The deadlines that there are, in days of either sort.
    pub const RANGE: RangeInclusive<i64> = 1..=365;

    /// So many days of one sort or the other, brought into the range.
    #[must_use]
    pub fn of(days: i64, working: bool) -> Self {
        let days = days.clamp(*Self::RANGE.start(), *Self::RANGE.end());
        match working {
            true => Self::WorkingDays(days),
            false => Self::Days(days),
        }
    }

    /// How many days, of whichever sort.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Days(days) | Self::WorkingDays(days) => days,
        }
    }

    /// Whether those are working days.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::WorkingDays(_))
    }

    /// The last day for what was recorded on `day`; the last day there is, if it lies beyond.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        match self {
            Self::Days(days) => day.saturating_add(days.clamp(0, 3650).days()),
            Self::WorkingDays(days) => {
                add_working_days(day, u32::try_from(days.max(0)).unwrap_or(u32::MAX))
            }
        }
    }
}

impl Default for Deadline {
    /// Where a category does not say: a week.
    fn default() -> Self {
        Self::Days(7)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Rung, is_working_day, working_days_until};

    #[test]
    fn working_days_leap_over_the_holidays_of_2026_and_stop_on_the_weekends_worked_for_them() {
        for (recorded, days, due) in [
            // The Spring Festival: off from Sunday 15 to Monday 23 February; Saturday 14 and
            // Saturday 28 are worked.
            (date(2026, 2, 12), 1, date(2026, 2, 13)),
            (date(2026, 2, 12), 2, date(2026, 2, 14)),
            (date(2026, 2, 12), 3, date(2026, 2, 24)),
            (date(2026, 2, 17), 1, date(2026, 2, 24)),
            (date(2026, 2, 24), 5, date(2026, 3, 2)),
            // The National Day: off from 1 to 7 October; Saturday 10 is worked, as Sunday
            // 20 September was.
            (date(2026, 9, 18), 2, date(2026, 9, 21)),
            (date(2026, 9, 29), 5, date(2026, 10, 12)),
            (date(2026, 10, 3), 3, date(2026, 10, 10)),
            // The New Year of 2026 is off until the third, and Sunday the fourth is worked.
            (date(2025, 12, 31), 1, date(2026, 1, 4)),
        ] {
            let due_on = Deadline::WorkingDays(days).after(recorded);
            assert_eq!(due_on, due, "{recorded} + {days}");
        }
    }

    #[test]
    fn days_of_the_calendar_know_no_holiday() {
        let due = Deadline::Days(5).after(date(2026, 9, 30));
        assert_eq!(due, date(2026, 10, 5));
        assert_eq!(
            Deadline::default().after(date(2026, 2, 28)),
            date(2026, 3, 7)
        );
    }

    #[test]
    fn a_deadline_at_the_end_of_the_calendar_is_its_last_day() {
        for deadline in [Deadline::Days(i64::MAX), Deadline::WorkingDays(i64::MAX)] {
            assert_eq!(deadline.after(Date::MAX), Date::MAX);
        }
        assert_eq!(Deadline::of(i64::MIN, true), Deadline::WorkingDays(1));
        assert_eq!(Deadline::of(i64::MAX, false), Deadline::Days(365));
    }

    proptest! {
        #[test]
        fn a_deadline_in_working_days_is_a_working_day_that_many_of_them_on(
            after in 0_i32..900, days in Deadline::RANGE
        ) {
            let recorded = date(2025, 1, 1).saturating_add(after.days());
            let due = Deadline::WorkingDays(days).after(recorded);
            prop_assert!(is_working_day(due));
            prop_assert_eq!(working_days_until(recorded, due), days);
            // Never sooner than so many days of the calendar.
            prop_assert!(due >= Deadline::Days(days).after(recorded));
        }

        #[test]
        fn a_longer_deadline_ends_later_and_a_later_need_never_sooner(
            after in 0_i32..900, days in 1_i64..365
        ) {
            let recorded = date(2025, 1, 1).saturating_add(after.days());
            let (one, more) = (Deadline::WorkingDays(days), Deadline::WorkingDays(days + 1));
            prop_assert!(one.after(recorded) < more.after(recorded));
            let next = recorded.saturating_add(1.days());
            prop_assert!(one.after(recorded) <= one.after(next));
        }

        #[test]
        fn what_is_late_is_so_from_the_day_after_and_climbs_by_working_days(
            after in 0_i32..600, days in 1_i64..60, late in 0_i32..40
        ) {
            let recorded = date(2025, 1, 1).saturating_add(after.days());
            let due = Deadline::WorkingDays(days).after(recorded);
            let today = due.saturating_add(late.days());
            let rung = Rung::of(due, today);
            prop_assert_eq!(rung.is_some(), late > 0);
            prop_assert_eq!(rung >= Some(Rung::Community), working_days_until(due, today) >= 3);
        }
    }
}
