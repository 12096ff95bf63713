//! What an overdue need calls for, the longer it is overdue.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::working_days_until;

/// Working days after which the community takes an overdue need up itself.
const COMMUNITY: i64 = 3;
/// Working days after which the subdistrict is told.
const SUBDISTRICT: i64 = 7;

/// A rung of the ladder that an overdue need climbs by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Late by a day: whoever has it is reminded.
    Remind,
    /// Late by three working days: the community follows it up.
    Community,
    /// Late by seven working days: the subdistrict is told.
    Subdistrict,
}

impl Rung {
    /// The rung on `today` of what was due on `due_on`; none while it is not late.
    #[must_use]
    pub fn of(due_on: Date, today: Date) -> Option<Self> {
        if today <= due_on {
            return None;
        }
        Some(match working_days_until(due_on, today) {
            SUBDISTRICT.. => Self::Subdistrict,
            COMMUNITY.. => Self::Community,
            _ => Self::Remind,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_need_climbs_the_ladder_by_working_days_and_is_reminded_of_from_the_first() {
        // Due on a Monday.
        let due = date(2026, 11, 23);
        for (today, rung) in [
            (date(2026, 11, 22), None),
            (date(2026, 11, 23), None),
            (date(2026, 11, 24), Some(Rung::Remind)),
            (date(2026, 11, 25), Some(Rung::Remind)),
            (date(2026, 11, 26), Some(Rung::Community)),
            (date(2026, 12, 1), Some(Rung::Community)),
            (date(2026, 12, 2), Some(Rung::Subdistrict)),
            (Date::MAX, Some(Rung::Subdistrict)),
        ] {
            assert_eq!(Rung::of(due, today), rung, "{today}");
        }
        assert!(Rung::Remind < Rung::Community && Rung::Community < Rung::Subdistrict);
    }

    #[test]
    fn a_holiday_holds_a_need_on_its_rung() {
        // Due on the last day before the National Day of 2026: a week late, and one day worked.
        let due = date(2026, 9, 30);
        assert_eq!(Rung::of(due, date(2026, 10, 8)), Some(Rung::Remind));
        assert_eq!(Rung::of(due, date(2026, 10, 10)), Some(Rung::Community));
    }
}
