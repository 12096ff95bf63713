use jiff::civil::date;

use super::*;

/// What the State Council says of each year: days off, and how many weekend days are worked.
const ANNOUNCED: [(i16, i64, usize); 2] = [(2025, 28, 5), (2026, 33, 6)];

#[test]
fn holidays_are_as_many_as_announced_and_only_weekends_are_worked_for_them() {
    for (year, off, worked) in ANNOUNCED {
        let of_year = DAYS_OFF.iter().filter(|(first, _)| first.year() == year);
        let days = of_year.map(|(first, last)| i64::from((*last - *first).get_days()) + 1);
        assert_eq!(days.sum::<i64>(), off, "{year}");
        let days = DAYS_WORKED.iter().filter(|day| day.year() == year);
        assert_eq!(days.count(), worked, "{year}");
    }
    for day in DAYS_WORKED {
        assert!(is_weekend(*day), "{day}");
        let off = |(first, last): &(Date, Date)| first <= day && day <= last;
        assert!(!DAYS_OFF.iter().any(off), "{day}");
    }
    assert!(DAYS_OFF.is_sorted() && DAYS_WORKED.is_sorted());
}

#[test]
fn a_day_is_worked_by_the_calendar_of_its_year() {
    for (day, works) in [
        (date(2026, 2, 13), true),
        // A Saturday before the Spring Festival.
        (date(2026, 2, 14), true),
        (date(2026, 2, 15), false),
        (date(2026, 2, 23), false),
        (date(2026, 2, 24), true),
        (date(2026, 2, 28), true),
        (date(2025, 1, 1), false),
        (date(2025, 1, 2), true),
        (date(2026, 10, 10), true),
        (date(2026, 10, 11), false),
        // Not announced when this was written: a Friday and a Saturday like any other.
        (date(2027, 10, 1), true),
        (date(2027, 10, 2), false),
    ] {
        assert_eq!(is_working_day(day), works, "{day}");
    }
}

#[test]
fn a_deadline_in_working_days_leaps_over_holidays_and_stops_on_worked_weekends() {
    for (from, days, until) in [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        // Friday before the Spring Festival: Saturday 14 is worked, then nine days off.
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 24), 4, date(2026, 2, 28)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),
    ] {
        assert_eq!(add_working_days(from, days), until, "{from} + {days}");
    }
    assert_eq!(add_working_days(Date::MAX, u32::MAX), Date::MAX);
}

#[test]
fn what_is_added_is_what_is_counted_in_every_week_of_the_table() {
    let mut from = date(2024, 12, 20);
    while from < date(2027, 1, 15) {
        for days in 1..12 {
            let until = add_working_days(from, days);
            assert_eq!(working_days_until(from, until), i64::from(days), "{from}");
            assert_eq!(working_days_until(until, from), -i64::from(days), "{from}");
        }
        from = from.tomorrow().unwrap();
    }
    assert_eq!(working_days_until(from, from), 0);
    // Eight thousand years in no time.
    assert!(working_days_until(from, Date::MAX) > 2_000_000);
}
