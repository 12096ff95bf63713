//! Days and times as people here say them. Everything is in China's time, UTC+8.

use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::DoorState;
use jiff::civil::{Date, Weekday};

use super::t;
use crate::ui::components::{Shape, TagTone};

const CHINA: i64 = 8 * 60 * UnixMillis::MINUTE;

/// `周一`.
pub(crate) fn weekday(day: Date) -> String {
    match day.weekday() {
        Weekday::Monday => t!("weekday-1"),
        Weekday::Tuesday => t!("weekday-2"),
        Weekday::Wednesday => t!("weekday-3"),
        Weekday::Thursday => t!("weekday-4"),
        Weekday::Friday => t!("weekday-5"),
        Weekday::Saturday => t!("weekday-6"),
        Weekday::Sunday => t!("weekday-7"),
    }
}

/// `11月`.
pub(super) fn month(day: Date) -> String {
    match day.month() {
        1 => t!("month-1"),
        2 => t!("month-2"),
        3 => t!("month-3"),
        4 => t!("month-4"),
        5 => t!("month-5"),
        6 => t!("month-6"),
        7 => t!("month-7"),
        8 => t!("month-8"),
        9 => t!("month-9"),
        10 => t!("month-10"),
        11 => t!("month-11"),
        _ => t!("month-12"),
    }
}

/// `11月23日`; with the year when it is another than today's.
pub(crate) fn day(day: Date, today: Date) -> String {
    let number = i64::from(day.day());
    if day.year() == today.year() {
        t!("date", month = month(day), day = number)
    } else {
        // As text: Fluent would set a thousands separator in some languages.
        t!(
            "date-year",
            year = day.year().to_string(),
            month = month(day),
            day = number
        )
    }
}

/// `9:40`, on a clock in China.
pub(crate) fn clock_time(at: UnixMillis) -> String {
    let minutes = at.plus(CHINA).0.rem_euclid(UnixMillis::DAY) / UnixMillis::MINUTE;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `今天 9:40`, `昨天 18:05`, `11月21日 16:05`; without the hour in another year.
pub(crate) fn moment(at: UnixMillis, now: UnixMillis) -> String {
    let (then, today) = (china_date(at), china_date(now));
    let time = clock_time(at);
    match (today - then).get_days() {
        0 => t!("moment-today", time = time),
        1 => t!("moment-yesterday", time = time),
        _ if then.year() == today.year() => t!("moment-day", day = day(then, today), time = time),
        _ => day(then, today),
    }
}

/// `周三前` within the coming week, `28日前` within the month, else `12月3日前`.
pub(crate) fn day_by(by: Date, today: Date) -> String {
    match (by - today).get_days() {
        0 => t!("due-today"),
        1 => t!("due-tomorrow"),
        2..=6 => t!("due-by", day = weekday(by)),
        7.. if (by.year(), by.month()) == (today.year(), today.month()) => {
            t!("due-by-day", day = i64::from(by.day()))
        }
        _ => t!("due-by", day = day(by, today)),
    }
}

/// How a door stands, for a row: tone, shape and words.
pub(crate) fn door_tag(state: DoorState, today: Date) -> (TagTone, Shape, String) {
    match state {
        DoorState::Late { days } => (TagTone::Urgent, Shape::Late, t!("state-late", days = days)),
        DoorState::DueToday => (TagTone::Pending, Shape::Due, t!("due-today")),
        DoorState::NobodyHome => (TagTone::Plain, Shape::Nobody, t!("state-nobody")),
        DoorState::DueBy { day } => (TagTone::Plain, Shape::Due, day_by(day, today)),
        DoorState::Done => (TagTone::Done, Shape::Done, t!("state-done")),
        DoorState::Vacant => (TagTone::Plain, Shape::Vacant, t!("state-vacant")),
    }
}

/// How a door stands, for a cell of the board: shorter.
pub(crate) fn cell_words(state: DoorState, today: Date) -> String {
    match state {
        DoorState::Late { days } if days < 10 => t!("cell-late", days = days),
        // A cell is narrow: the blanks go first.
        DoorState::Late { days } => t!("cell-late-long", days = days),
        DoorState::DueToday => t!("cell-today"),
        DoorState::NobodyHome => t!("cell-nobody"),
        other => door_tag(other, today).2,
    }
}
