//! How a claim ends, and what its claimant knows and earns then.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{ClaimState, Scope, WishState};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Answer;

use super::super::moves::WISH;
use super::super::points;
use super::super::town::{COMMUNITY, area, community, id, refusal};
use super::{NAME, Square};

#[tokio::test]
async fn nobody_gives_back_or_fulfils_what_another_claimed() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut chief = square.chief.clone();
    for step in ["give_back", "fulfil"] {
        let asked = square.asks(&mut chief, step);
        assert_eq!(refusal(&square.send(&chief, &asked).await), "accepted");
        assert_eq!(
            square.state(),
            WishState::Claimed,
            "{step} is without effect"
        );
    }
    square.volunteer_asks("fulfil").await;
    assert_eq!(square.state(), WishState::Fulfilled);
}

#[tokio::test]
async fn what_ends_a_claim_ends_what_its_claimant_knows() {
    for (step, by_volunteer, state) in [
        ("give_back", true, ClaimState::GivenBack),
        ("give_back", false, ClaimState::GivenBack),
        ("withdraw", false, ClaimState::Withdrawn),
    ] {
        let mut square = Square::new().await;
        square.volunteer_asks("claim").await;
        let mut asleep = square.volunteer.clone();
        square.town().drain(&mut asleep, 1 << 20).await;
        if by_volunteer {
            square.volunteer_asks(step).await;
        } else {
            square.grid_takes(step).await;
        }
        let told = square.told(&square.volunteer);
        assert_eq!((&told[0].state, &told[0].whereabouts), (&state, &None));
        assert_eq!(square.posting().is_none(), step == "withdraw");
        // Neither a phone that wakes nor a new one hears it, nor is it left in the log.
        for phone in [&asleep, &square.town().phone("volunteer")] {
            let heard = square.hears(phone).await;
            assert!(!heard.contains(NAME), "{step}: {heard}");
            assert!(heard.contains(state.as_str()));
        }
    }
}

#[tokio::test]
async fn a_claim_runs_out_by_the_hubs_clock_whoever_asks_next() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.town().clock.pass(7 * UnixMillis::DAY - 1);
    square.hears(&square.chief).await;
    assert_eq!(square.state(), WishState::Claimed);
    square.town().clock.pass(1);
    let chief = square.hears(&square.chief).await;
    assert!(chief.contains("\"published\""));
    assert_eq!(square.state(), WishState::Published);
    let told = square.told(&square.volunteer);
    assert_eq!(
        (&told[0].state, &told[0].whereabouts),
        (&ClaimState::Expired, &None)
    );
    let before = square.town().fingerprint();
    square.hears(&square.chief).await;
    assert_eq!(square.town().fingerprint(), before, "it ends once");
    let mut chief = square.chief.clone();
    let asked = square.asks(&mut chief, "claim");
    square.send(&chief, &asked).await;
    assert_eq!(square.told(&chief)[0].state, ClaimState::Live);
}

#[tokio::test]
async fn a_claim_with_a_clock_that_runs_ahead_counts_from_the_hubs_time() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let mut asked = square.asks(&mut volunteer, "claim");
    let ahead = asked.stamp.wall().plus(30 * UnixMillis::DAY);
    asked.stamp = chuanmen_core::merge::Stamp::new(ahead, 0, volunteer.replica);
    let answer = square.send(&volunteer, &asked).await;
    let restamped = matches!(
        answer,
        Answer::Accepted {
            restamped: Some(_),
            ..
        }
    );
    assert!(restamped, "{answer:?}");
    square.town().clock.pass(7 * UnixMillis::DAY);
    square.hears(&square.chief).await;
    assert_eq!(square.state(), WishState::Published);
    square.volunteer = volunteer;
    assert_eq!(square.told(&square.volunteer)[0].state, ClaimState::Expired);
}

#[tokio::test]
async fn a_wish_that_a_volunteer_fulfilled_earns_points_once_when_the_resident_confirms() {
    let mut square = Square::new().await;
    let mut supervisor = square.town().phone("supervisor");
    let made = supervisor.saves(community(), vec![points::rule(0xc10, "wish", 30)]);
    assert_eq!(refusal(&square.send(&supervisor, &made).await), "accepted");
    square.volunteer_asks("claim").await;
    square.volunteer_asks("fulfil").await;
    let (desk, of) = (Scope::Desk(area(COMMUNITY)), square.volunteer.account);
    assert!(points::entries(square.town(), desk, of).is_empty());
    square.grid_takes("confirm").await;
    square.grid_takes("confirm").await;
    let kept = points::entries(square.town(), desk, of);
    let wish = Some(RecordId(id(WISH)));
    let read: Vec<_> = kept.iter().map(|it| (it.points, it.about)).collect();
    assert_eq!(read, [(30, wish)]);
    let told = points::entries(square.town(), Scope::Account(of), of);
    assert_eq!(told.len(), 1);
}
