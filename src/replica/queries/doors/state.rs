use chuanmen_core::domain::Due;
use chuanmen_core::end_of_month;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::api::DoorState;

/// How many days ahead a door joins today's climb.
const CLIMB_DAYS: i64 = 3;

/// How a door stands: what it is due, and whether the last call found nobody.
pub(super) fn of(due: Due, nobody_home: bool, today: Date) -> DoorState {
    let Due::By(day) = due else {
        return DoorState::Vacant;
    };
    match due.days_late(today) {
        days @ 1.. => DoorState::Late { days },
        _ if day == today => DoorState::DueToday,
        _ if nobody_home => DoorState::NobodyHome,
        _ if day <= end_of_month(today) => DoorState::DueBy { day },
        _ => DoorState::Done,
    }
}

/// Whether it is late, due today or within three days.
pub(in crate::queries) fn is_on_todays_climb(due: Due, today: Date) -> bool {
    match due {
        Due::Never => false,
        Due::By(day) => day <= today.saturating_add(CLIMB_DAYS.days()),
    }
}

/// Whether it is late, on today's climb or due this month: what a round goes to.
pub(in crate::queries) fn is_to_visit(due: Due, today: Date) -> bool {
    is_on_todays_climb(due, today) || matches!(due, Due::By(day) if day <= end_of_month(today))
}

/// Whether it is due this month and not late.
pub(in crate::queries) fn is_due_this_month(due: Due, today: Date) -> bool {
    matches!(due, Due::By(day) if today <= day && day <= end_of_month(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 23);

    fn state(day: Date, nobody_home: bool) -> DoorState {
        of(Due::By(day), nobody_home, TODAY)
    }

    #[test]
    fn overdue_outweighs_nobody_home_which_outweighs_a_later_day() {
        let (late, later) = (Date::constant(2026, 11, 20), Date::constant(2026, 11, 28));
        assert_eq!(state(late, true), DoorState::Late { days: 3 });
        assert_eq!(state(TODAY, true), DoorState::DueToday);
        assert_eq!(state(later, true), DoorState::NobodyHome);
        assert_eq!(state(later, false), DoorState::DueBy { day: later });
    }

    #[test]
    fn due_next_month_is_done_for_this_one_and_may_still_be_climbed_for() {
        let today = Date::constant(2026, 11, 29);
        let due = Due::By(Date::constant(2026, 12, 2));
        assert_eq!(of(due, false, today), DoorState::Done);
        assert!(is_on_todays_climb(due, today));
        assert!(!is_on_todays_climb(
            Due::By(Date::constant(2026, 12, 3)),
            today
        ));
        assert!(!is_due_this_month(due, today));
    }

    #[test]
    fn a_vacant_flat_is_vacant_even_if_somebody_rang_there() {
        assert_eq!(of(Due::Never, true, TODAY), DoorState::Vacant);
        assert!(!is_on_todays_climb(Due::Never, TODAY));
    }
}
