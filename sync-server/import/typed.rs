//! What stands in a cell, put right where that is safe, as the forms of the app do it.

use chuanmen_core::domain::{cleaned, narrow};
use jiff::civil::Date;

use super::ProblemCode;

/// The longest line, in characters: as the app's forms take it.
pub(super) const LINE_CHARS: usize = 100;
/// A telephone's fewest and most digits.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=20;
/// Nobody is older, in years.
const OLDEST: i16 = 130;
/// A spreadsheet's day 0: its day 60 is one that never was, and everything after it counts from
/// here.
const DAY_ZERO: Date = Date::constant(1899, 12, 30);
/// Numbers that a spreadsheet shows as days from 1908 to 2173; a smaller one is rather a year.
const SERIALS: std::ops::Range<i64> = 3_000..100_000;

/// A number as somebody would write it; none if it has lost digits.
pub(super) fn number(number: f64) -> Option<String> {
    (number.abs() < 1e15).then(|| number.to_string())
}

/// A word to look up: usual width, no blanks.
pub(super) fn word(typed: &str) -> String {
    let narrow = typed.chars().map(narrow);
    narrow
        .filter(|c| !c.is_whitespace() && !cleaned::is_unseen(*c))
        .collect()
}

/// A telephone as digits.
pub(super) fn phone(typed: &str) -> Result<String, ProblemCode> {
    let mut digits = String::new();
    for c in word(typed).chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '‐' | '–' | '—' | '(' | ')' | '+' => {}
            _ => return Err(ProblemCode::PhoneForm),
        }
    }
    if PHONE_DIGITS.contains(&digits.len()) {
        Ok(digits)
    } else {
        Err(ProblemCode::PhoneForm)
    }
}

/// A day as people write it: `1950-03-08`, `1950/3/8`, `1950.3.8`, `1950年3月8日`, `19500308`, or
/// the number by which a spreadsheet counts it.
pub(super) fn day(typed: &str) -> Option<Date> {
    let text = word(typed);
    // A clock's time may stand behind it.
    let text = text.split(['T', 't']).next().unwrap_or_default();
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let is_written = text.chars().all(|c| {
        c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号' | '—')
    });
    match parts[..] {
        _ if !is_written => None,
        [year, month, day] if year.len() == 4 => date(year, month, day),
        [whole] if whole.len() == 8 => {
            let (year, rest) = whole.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            date(year, month, day)
        }
        [serial] if text == serial => serial_day(serial.parse().ok()?),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn serial_day(serial: i64) -> Option<Date> {
    let known = SERIALS.contains(&serial);
    known.then(|| DAY_ZERO.saturating_add(jiff::Span::new().days(serial)))
}

/// A birth date that somebody alive can have.
pub(super) fn born(day: Date, today: Date) -> Result<Date, ProblemCode> {
    if day > today {
        Err(ProblemCode::BornFuture)
    } else if today.year() - day.year() > OLDEST {
        Err(ProblemCode::BornTooEarly)
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_however_it_is_written() {
        let expected = Date::constant(1950, 3, 8);
        for typed in [
            "1950-03-08",
            "1950/3/8",
            "1950.3.8",
            "1950年3月8日",
            "１９５０－０３－０８",
            " 1950 年 3 月 8 日 ",
            "19500308",
            "1950-03-08T00:00:00",
            "18330",
        ] {
            assert_eq!(day(typed), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for typed in [
            "",
            "1950-02-30",
            "50-3-8",
            "1950",
            "三月八日",
            "8/3/1950",
            "19501308",
            "-5",
        ] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_telephone_is_digits_however_it_was_typed() {
        assert_eq!(phone("１３８ 0069-2907").unwrap(), "13800692907");
        assert_eq!(phone("（0691）212-3456").unwrap(), "06912123456");
        for typed in ["12", "问儿子", "138006929071380069290"] {
            assert_eq!(phone(typed), Err(ProblemCode::PhoneForm), "{typed}");
        }
    }

    #[test]
    fn a_number_that_lost_its_last_digits_is_none() {
        assert_eq!(number(501.0).unwrap(), "501");
        assert_eq!(number(13_800_692_907.0).unwrap(), "13800692907");
        assert_eq!(number(1.101_051_949_123_1e17), None);
    }

    #[test]
    fn nobody_is_born_tomorrow_or_before_anybody_alive() {
        let today = Date::constant(2026, 11, 23);
        assert!(born(today, today).is_ok());
        assert_eq!(
            born(Date::constant(2026, 11, 24), today),
            Err(ProblemCode::BornFuture)
        );
        assert_eq!(
            born(Date::constant(1850, 1, 1), today),
            Err(ProblemCode::BornTooEarly)
        );
    }
}
