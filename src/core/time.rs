use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, as a person's or the hub's clock said.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// One minute, in the unit of [`UnixMillis`].
    pub const MINUTE: i64 = 60_000;
    /// One day, in the unit of [`UnixMillis`].
    pub const DAY: i64 = 86_400_000;

    /// This moment moved by `millis`, stopping at the ends of the range.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The calendar day in China (UTC+8 everywhere, no summer time since 1991) at a moment.
///
/// Moments outside jiff's range fall on its first or last day.
#[must_use]
pub fn china_date(at: UnixMillis) -> Date {
    match jiff::Timestamp::from_millisecond(at.0) {
        Ok(moment) => Offset::constant(8).to_datetime(moment).date(),
        Err(_) if at.0 < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

/// The hour on a clock in China, 0 to 23.
#[must_use]
pub const fn china_hour(at: UnixMillis) -> i64 {
    const HOUR: i64 = 60 * UnixMillis::MINUTE;
    at.plus(8 * HOUR).0.rem_euclid(UnixMillis::DAY) / HOUR
}

/// The last day of the month that `day` falls in.
#[must_use]
pub fn end_of_month(day: Date) -> Date {
    day.last_of_month()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_late_in_the_utc_evening_is_the_next_day_in_china() {
        // 2026-11-22T17:00:00Z is 01:00 on the 23rd in Jinghong.
        assert_eq!(
            china_date(UnixMillis(1_795_366_800_000)).to_string(),
            "2026-11-23"
        );
    }

    #[test]
    fn an_hour_is_the_one_on_clocks_in_china() {
        // 2026-11-22T17:00:00Z, and a minute before.
        assert_eq!(china_hour(UnixMillis(1_795_366_800_000)), 1);
        assert_eq!(china_hour(UnixMillis(1_795_366_740_000)), 0);
        assert_eq!(china_hour(UnixMillis(-1)), 7);
    }

    #[test]
    fn impossible_moments_have_a_day_all_the_same() {
        assert_eq!(china_date(UnixMillis(i64::MAX)), Date::MAX);
        assert_eq!(china_date(UnixMillis(i64::MIN)), Date::MIN);
    }
}
