use super::village::*;
use crate::domain::WishState;
use crate::merge::RecordId;
use crate::report::Overview;

fn count(overview: &Overview, state: &WishState) -> u32 {
    let row = overview.wishes.iter().find(|row| row.state == *state);
    row.map(|row| row.count).unwrap()
}

fn published(village: &mut Village) -> RecordId {
    let wish = village.wish(GRID_1, None);
    village.step(wish, "2026-09-02", "verify");
    village.step(wish, "2026-09-03", "publish");
    wish
}

#[test]
fn wishes_are_counted_by_state() {
    let mut village = Village::new();
    village.wish(GRID_1, None);
    published(&mut village);
    let rejected = village.wish(GRID_1, None);
    village.step(rejected, "2026-09-02", "reject");

    let overview = village.november();
    assert_eq!(count(&overview, &WishState::Collected), 1);
    assert_eq!(count(&overview, &WishState::Published), 1);
    assert_eq!(overview.totals.wishes_to_claim, 1);
    assert!(
        overview
            .wishes
            .iter()
            .all(|row| row.state != WishState::Rejected)
    );
}

#[test]
fn a_wish_counts_as_confirmed_in_its_month_only() {
    let mut village = Village::new();
    for (claimed, confirmed) in [("2026-10-20", "2026-10-25"), ("2026-11-02", "2026-11-05")] {
        let wish = published(&mut village);
        village.step(wish, claimed, "claim");
        village.step(wish, claimed, "fulfil");
        village.step(wish, confirmed, "confirm");
    }
    assert_eq!(count(&village.november(), &WishState::Confirmed), 1);
    let october = village.facts().overview(None, OCTOBER, now());
    assert_eq!(count(&october, &WishState::Confirmed), 1);
    // The second was still to be claimed then.
    assert_eq!(october.totals.wishes_to_claim, 1);
}

#[test]
fn a_claim_that_expires_within_two_days_is_told() {
    let mut village = Village::new();
    // Claims last seven days from noon.
    for claimed in ["2026-11-17", "2026-11-18", "2026-11-19"] {
        let wish = published(&mut village);
        village.step(wish, claimed, "claim");
    }
    let overview = village.november();
    assert_eq!(count(&overview, &WishState::Claimed), 3);
    assert_eq!(overview.claims_expiring, 2);
}

#[test]
fn an_expired_claim_is_open_to_others_again() {
    let mut village = Village::new();
    let wish = published(&mut village);
    village.step(wish, "2026-11-10", "claim");
    let overview = village.november();
    assert_eq!(count(&overview, &WishState::Claimed), 0);
    assert_eq!(overview.totals.wishes_to_claim, 1);
    assert_eq!(overview.claims_expiring, 0);
}
