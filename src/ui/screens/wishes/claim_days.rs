use chuanmen_core::UnixMillis;
use chuanmen_core::domain::CLAIM_DAYS;
use chuanmen_replica::api::ClaimView;
use dioxus::prelude::*;

use crate::ui::text::{moment, t};

const HOUR: i64 = 60 * UnixMillis::MINUTE;

/// How long a claim lasts: words, and a cell for each day.
#[component]
pub(in crate::ui::screens) fn ClaimDays(claim: ClaimView, now: UnixMillis) -> Element {
    let soon = claim.left < 2 * UnixMillis::DAY;
    let filled = filled(claim.left);
    rsx! {
        div { class: if soon { "claim soon" } else { "claim" },
            div { class: "h",
                b { {left(claim.left)} }
                span { class: "sub", {t!("claim-until", time = moment(claim.expires_at, now))} }
            }
            div { class: "days", "aria-hidden": "true",
                for day in 0..CLAIM_DAYS {
                    i { class: if day >= CLAIM_DAYS - filled { "on" } else { "" } }
                }
            }
        }
    }
}

/// `认领还剩 1 天 4 小时`; hours only matter in the last two days.
fn left(left: i64) -> String {
    let (days, hours) = (left / UnixMillis::DAY, left % UnixMillis::DAY / HOUR);
    match (days, hours) {
        (0, hours) => t!("claim-left-hours", hours = hours),
        (1, hours) if hours > 0 => t!("claim-left-day", hours = hours),
        (days, _) => t!("claim-left-days", days = days),
    }
}

/// As many cells as days are told; of the last two days, which are told by the hour, begun ones too.
const fn filled(left: i64) -> i64 {
    match left < 2 * UnixMillis::DAY {
        true => (left + UnixMillis::DAY - 1) / UnixMillis::DAY,
        false => left / UnixMillis::DAY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_cells_are_filled_as_days_are_told() {
        assert_eq!(filled(5 * UnixMillis::DAY + HOUR), 5);
        assert_eq!(filled(UnixMillis::DAY + 1), 2);
        assert_eq!(filled(UnixMillis::DAY), 1);
        assert_eq!(filled(0), 0);
    }

    #[test]
    fn hours_are_told_when_they_matter() {
        assert_eq!(left(28 * HOUR), "认领还剩 1 天 4 小时");
        assert_eq!(left(5 * UnixMillis::DAY + HOUR), "认领还剩 5 天");
        assert_eq!(left(3 * HOUR), "认领还剩 3 小时");
    }
}
