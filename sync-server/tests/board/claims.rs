//! Claims from the board, and which of several has the wish.

use chuanmen_core::domain::{ClaimState, Kind, WishState};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Answer;

use super::super::moves::{WISH, Who};
use super::super::town::{grid, id, refusal};
use super::{NAME, SECRETS, Square, board};

#[tokio::test]
async fn whoever_claims_learns_whose_it_is_and_nobody_else_does() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    assert_eq!(square.state(), WishState::Claimed);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
    let there = told[0].whereabouts.clone().unwrap();
    assert_eq!((&*there.resident, &*there.room), (NAME, "502"));
    assert_eq!((&*there.building, &*there.unit), ("3 栋", "2"));

    assert!(square.hears(&square.volunteer).await.contains(NAME));
    let chief = square.hears(&square.chief).await;
    assert!(!SECRETS.iter().any(|secret| chief.contains(secret)));
    let claimant = square.volunteer.account.to_string();
    let about: Vec<_> = square.town().stands(board());
    assert!(!serde_json::to_string(&about).unwrap().contains(&claimant));
    let grid = square
        .street
        .town
        .drain(&mut square.street.member, 1 << 20)
        .await;
    assert!(serde_json::to_string(&grid).unwrap().contains(&claimant));
}

#[tokio::test]
async fn of_two_who_claim_the_first_has_it_and_the_second_is_told_who() {
    let mut square = Square::new().await;
    let mut chief = square.chief.clone();
    let second = square.asks(&mut chief, "claim");
    square.volunteer_asks("claim").await;
    assert_eq!(refusal(&square.send(&chief, &second).await), "accepted");
    let late = square.told(&chief);
    assert_eq!(late[0].state, ClaimState::Late);
    assert_eq!(late[0].rival, Some(square.volunteer.account));
    assert_eq!(late[0].whereabouts, None);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
}

#[tokio::test]
async fn a_claim_of_the_grids_own_and_one_from_the_board_compete_for_the_same_wish() {
    for grid_first in [true, false] {
        let mut square = Square::new().await;
        let mut volunteer = square.volunteer.clone();
        let asked = square.asks(&mut volunteer, "claim");
        let wish = RecordId(id(WISH));
        let own = square
            .street
            .member
            .takes(grid(1), Kind::Wish, wish, "claim");
        if grid_first {
            square.street.take(&own, Who::Member).await;
            square.send(&volunteer, &asked).await;
        } else {
            square.send(&volunteer, &asked).await;
            square.street.take(&own, Who::Member).await;
        }
        let told = square.told(&volunteer);
        let expected = if grid_first {
            ClaimState::Late
        } else {
            ClaimState::Live
        };
        assert_eq!(told[0].state, expected);
        assert_eq!(square.state(), WishState::Claimed);
        let member = square.told(&square.street.member);
        assert!(member.is_empty(), "who holds the grid needs no word");
    }
}

#[tokio::test]
async fn a_claim_that_is_sent_again_is_one_claim() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let asked = square.asks(&mut volunteer, "claim");
    for duplicate in [false, true, true] {
        let answer = square.send(&volunteer, &asked).await;
        let told =
            matches!(answer, Answer::Accepted { duplicate: again, .. } if again == duplicate);
        assert!(told, "{answer:?}");
    }
    assert_eq!(square.told(&volunteer).len(), 1);
    let heard = square.hears(&square.street.member.clone()).await;
    assert_eq!(heard.matches(r#""step":"claim""#).count(), 1, "{heard}");
    square.volunteer = volunteer;
    let again = square.asks(&mut square.volunteer.clone(), "claim");
    let mut forged = again;
    forged.events[0].id = asked.events[0].id;
    let answer = square.send(&square.volunteer, &forged).await;
    assert_eq!(refusal(&answer), "id_reused");
}

#[tokio::test]
async fn a_claim_that_comes_after_the_wish_has_left_is_told_so() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let asked = square.asks(&mut volunteer, "claim");
    square.grid_takes("withdraw").await;
    assert_eq!(refusal(&square.send(&volunteer, &asked).await), "accepted");
    let told = square.told(&volunteer);
    assert_eq!((&told[0].state, told[0].rival), (&ClaimState::Late, None));
    assert_eq!(square.posting(), None);
}
