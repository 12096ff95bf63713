//! China's public holidays with their adjusted working days (调休), as the General Office of the
//! State Council announces them each autumn for the year to come. Data, not computed: which
//! weekend is worked for which holiday is decided anew each year.
//!
//! 2027 and later are not in the table: add a year once it is announced (国务院办公厅关于 2027
//! 年部分节假日安排的通知). Until then such a year has plain weeks, Monday to Friday.

use jiff::civil::{Date, date};

/// First and last day off of each holiday, weekends within them included.
pub(super) const DAYS_OFF: &[(Date, Date)] = &[
    // 2025: 国办发明电〔2024〕12号, announced on 2024-11-12.
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    // 2026: announced on 2025-11-04.
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
];

/// Saturdays and Sundays that are worked.
pub(super) const DAYS_WORKED: &[Date] = &[
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
];
