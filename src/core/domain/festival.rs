//! The days of the lunar calendar on which old people like to be called on.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Festival {
    /// 春节, the first day of the first month.
    SpringFestival,
    /// 重阳, the ninth day of the ninth month: by law the day of the old.
    DoubleNinth,
}

/// The two festivals of each year, in China's time by GB/T 33661-2017 as the Hong Kong
/// Observatory's conversion tables print them. Data, not computed: new moons fall minutes before
/// midnight (2027) and after it (2030), and approximations miss them by a day.
const DAYS: [(Date, Date); 10] = [
    (date(2026, 2, 17), date(2026, 10, 18)),
    (date(2027, 2, 6), date(2027, 10, 8)),
    (date(2028, 1, 26), date(2028, 10, 26)),
    (date(2029, 2, 13), date(2029, 10, 16)),
    (date(2030, 2, 3), date(2030, 10, 5)),
    (date(2031, 1, 23), date(2031, 10, 24)),
    (date(2032, 2, 11), date(2032, 10, 12)),
    (date(2033, 1, 31), date(2033, 10, 1)),
    (date(2034, 2, 19), date(2034, 10, 20)),
    (date(2035, 2, 8), date(2035, 10, 9)),
];

impl Festival {
    /// The festivals on `from` or within so many days after it, the soonest first; none in a year
    /// that the table does not reach.
    pub fn coming(from: Date, days: i32) -> impl Iterator<Item = (Date, Self)> {
        let until = from.saturating_add(days.days());
        DAYS.iter()
            .flat_map(|(spring, autumn)| {
                [
                    (*spring, Self::SpringFestival),
                    (*autumn, Self::DoubleNinth),
                ]
            })
            .filter(move |(day, _)| from <= *day && *day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_festival_is_told_a_week_ahead_and_on_its_day_and_not_after() {
        let on = |day| Festival::coming(day, 6).collect::<Vec<_>>();
        let double_ninth = vec![(date(2026, 10, 18), Festival::DoubleNinth)];
        assert_eq!(on(date(2026, 10, 11)), []);
        assert_eq!(on(date(2026, 10, 12)), double_ninth);
        assert_eq!(on(date(2026, 10, 18)), double_ninth);
        assert_eq!(on(date(2026, 10, 19)), []);
        let spring = vec![(date(2027, 2, 6), Festival::SpringFestival)];
        assert_eq!(on(date(2027, 2, 1)), spring);
    }

    #[test]
    fn the_table_has_each_year_once_with_its_days_where_the_lunar_calendar_can_put_them() {
        for (index, (spring, autumn)) in (0..).zip(DAYS) {
            assert_eq!((spring.year(), autumn.year()), (2026 + index, 2026 + index));
            assert!(date(spring.year(), 1, 21) <= spring && spring <= date(spring.year(), 2, 21));
            // From the first day of the first month to the ninth of the ninth: eight months or,
            // with a leap month between, nine, of 29.53 days, and eight days.
            let days = (autumn - spring).get_days();
            assert!(
                (243..=246).contains(&days) || (272..=275).contains(&days),
                "{autumn}"
            );
        }
    }
}
