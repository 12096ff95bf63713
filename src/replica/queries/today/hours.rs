//! The hours at which somebody is more likely home.

use chuanmen_core::{UnixMillis, china_date, china_hour};
use jiff::civil::Weekday;

use crate::api::RetryAt;

/// When the morning ends, on a clock in China.
const NOON: i64 = 12;
/// When people come home: the evening list stands first from then on.
const EVENING: i64 = 17;
/// How many days a call that found nobody asks for another.
const DAYS: i64 = 14;

/// Whether it is evening.
pub(super) fn is_evening(now: UnixMillis) -> bool {
    china_hour(now) >= EVENING
}

/// Whether somebody called at `tried_at` in this very evening.
pub(super) fn is_this_evening(tried_at: UnixMillis, now: UnixMillis) -> bool {
    china_date(tried_at) == china_date(now) && is_evening(tried_at)
}

/// Whether nothing is known that speaks against calling now.
pub(in crate::queries) fn is_good_time(retry: Option<RetryAt>, now: UnixMillis) -> bool {
    let hour = china_hour(now);
    match retry {
        None => true,
        Some(RetryAt::Morning) => hour < NOON,
        Some(RetryAt::Afternoon) => (NOON..EVENING).contains(&hour),
        Some(RetryAt::Evening) => hour >= EVENING,
        Some(RetryAt::Weekend) => matches!(
            china_date(now).weekday(),
            Weekday::Saturday | Weekday::Sunday
        ),
    }
}

/// Whether it is worth trying again today where nobody was home at `tried_at`: on the same day,
/// in the evening if nothing else was said; on another day, now that the hour is the one that was
/// named.
pub(super) fn comes_again(tried_at: UnixMillis, retry: Option<RetryAt>, now: UnixMillis) -> bool {
    if china_date(tried_at) == china_date(now) {
        let tried = china_hour(tried_at);
        return match retry {
            None | Some(RetryAt::Evening) => true,
            Some(RetryAt::Afternoon) => tried < NOON,
            Some(RetryAt::Morning | RetryAt::Weekend) => false,
        };
    }
    let lately = (0..=DAYS * UnixMillis::DAY).contains(&now.since(tried_at));
    lately && retry.is_some() && is_good_time(retry, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 23 November 2026, at an hour in China.
    fn monday(hour: i64) -> UnixMillis {
        UnixMillis(1_795_363_200_000).plus(hour * 60 * UnixMillis::MINUTE)
    }

    #[test]
    fn who_was_out_in_the_morning_is_tried_again_in_the_evening_unless_somebody_said_otherwise() {
        let again = |retry| comes_again(monday(9), retry, monday(18));
        assert!(again(None) && again(Some(RetryAt::Evening)) && again(Some(RetryAt::Afternoon)));
        assert!(!again(Some(RetryAt::Morning)) && !again(Some(RetryAt::Weekend)));
        assert!(comes_again(monday(18), None, monday(20)));
        assert!(!comes_again(
            monday(14),
            Some(RetryAt::Afternoon),
            monday(15)
        ));
    }

    #[test]
    fn on_another_day_the_hour_that_was_named_counts() {
        let days = |days: i64| days * UnixMillis::DAY;
        let tried = monday(16).plus(days(-2));
        assert!(comes_again(tried, Some(RetryAt::Evening), monday(17)));
        assert!(!comes_again(tried, Some(RetryAt::Evening), monday(16)));
        assert!(comes_again(tried, Some(RetryAt::Morning), monday(8)));
        assert!(!comes_again(tried, Some(RetryAt::Weekend), monday(8)));
        assert!(comes_again(
            tried,
            Some(RetryAt::Weekend),
            monday(8).plus(days(5))
        ));
        assert!(!comes_again(tried, None, monday(18)), "that was days ago");
        let long_ago = monday(16).plus(days(-15));
        assert!(!comes_again(long_ago, Some(RetryAt::Evening), monday(18)));
        let ahead = monday(16).plus(days(2));
        assert!(!comes_again(ahead, Some(RetryAt::Evening), monday(18)));
    }

    #[test]
    fn every_hour_has_a_hint_that_suits_it() {
        for hour in 0..24 {
            let suits = |retry| is_good_time(Some(retry), monday(hour));
            let named = [RetryAt::Morning, RetryAt::Afternoon, RetryAt::Evening];
            assert_eq!(named.into_iter().filter(|it| suits(*it)).count(), 1);
            assert!(is_good_time(None, monday(hour)));
        }
    }
}
