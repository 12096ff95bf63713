//! Working days in China: Monday to Friday, without public holidays, with the weekends that are
//! worked for them.

mod holidays;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use holidays::{DAYS_OFF, DAYS_WORKED};

/// As many working days as a deadline may be long: three years of them.
const LONGEST: u32 = 750;

/// Whether offices work on `day`.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    let off = DAYS_OFF
        .iter()
        .any(|(first, last)| *first <= day && day <= *last);
    DAYS_WORKED.contains(&day) || !off && !is_weekend(day)
}

/// The `days`-th working day after `day`; `day` itself for none. At most 750 are counted.
#[must_use]
pub fn add_working_days(day: Date, days: u32) -> Date {
    let mut found = day;
    for _ in 0..days.min(LONGEST) {
        found = next_working_day(found);
    }
    found
}

/// How many working days come after `from` until `to`, that one included; negative where `to` is
/// earlier.
#[must_use]
pub fn working_days_until(from: Date, to: Date) -> i64 {
    if to < from {
        return -working_days_until(to, from);
    }
    // Of whole weeks five days each, whatever the dates: nobody's due day makes this a long walk.
    let days = i64::from((to - from).get_days());
    let (weeks, rest) = (days / 7, days % 7);
    let last = (0..rest).filter(|back| !is_weekend(to.saturating_sub(back.days())));
    let plain = weeks * 5 + count(last);
    let within = |day: &Date| from < *day && *day <= to;
    let off = DAYS_OFF.iter().flat_map(|(first, last)| {
        let length = i64::from((*last - *first).get_days());
        (0..=length).map(|after| first.saturating_add(after.days()))
    });
    let off = off.filter(|day| within(day) && !is_weekend(*day));
    let worked = DAYS_WORKED.iter().filter(|day| within(day));
    plain - count(off) + count(worked)
}

fn next_working_day(day: Date) -> Date {
    let mut next = day;
    // The calendar ends in the year 9999.
    while let Ok(tomorrow) = next.tomorrow() {
        next = tomorrow;
        if is_working_day(next) {
            break;
        }
    }
    next
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn count(days: impl Iterator) -> i64 {
    i64::try_from(days.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
