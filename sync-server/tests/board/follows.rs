//! What a claimant is told of a household that moves, is put right or is erased.

use chuanmen_core::domain::{ClaimState, OwnClaim, WishState};
use chuanmen_core::merge::{Patch, Record, RecordId};

use super::super::moves::{EAST, HOME, LI, Who, one, place};
use super::super::town::{COMMUNITY, area, grid, id, refusal};
use super::{NAME, Square};

#[tokio::test]
async fn a_claim_follows_a_household_to_another_grid() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.street.move_home().await;
    assert_eq!(square.posting().unwrap().grid, Some(2));
    assert_eq!(square.state(), WishState::Claimed);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
    square.volunteer_asks("fulfil").await;
    let events = square
        .street
        .town
        .drain(&mut square.street.neighbour, 1 << 20)
        .await;
    let events = serde_json::to_string(&events).unwrap();
    assert!(events.contains("\"fulfil\""));
}

#[tokio::test]
async fn an_address_that_is_put_right_is_put_right_for_the_claimant() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let stands = square.town().stands(grid(1));
    let find = |low: u128| -> &Record {
        let found = stands.iter().find(|record| record.id.0 == id(low));
        found.unwrap()
    };
    let next_door = chuanmen_core::domain::Place {
        room: "503".into(),
        ..place(EAST)
    };
    let edits = vec![
        Patch::edit(find(HOME), one("place", next_door.value())),
        Patch::edit(find(LI), one("name", "李国花")),
    ];
    let edits = square.street.member.saves(grid(1), edits);
    square.street.take(&edits, Who::Member).await;
    let told = square.told(&square.volunteer);
    let there = told[0].whereabouts.clone().unwrap();
    assert_eq!((&*there.resident, &*there.room), ("李国花", "503"));
    let heard = square.hears(&square.town().phone("volunteer")).await;
    assert!(!heard.contains(NAME));
}

#[tokio::test]
async fn a_claimant_who_was_away_is_told_what_changed_whatever_else_was_written_since() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut away = square.volunteer.clone();
    square.town().drain(&mut away, 1 << 20).await;
    let edits = [(LI, one("name", "李国花")), (HOME, one("note", "二楼"))];
    for (low, set) in edits {
        let stands = square.town().stands(grid(1));
        let record = stands.iter().find(|record| record.id.0 == id(low));
        let edit = Patch::edit(record.unwrap(), set);
        let edit = square.street.member.saves(grid(1), vec![edit]);
        square.street.take(&edit, Who::Member).await;
    }
    let pages = square.town().drain(&mut away, 1 << 20).await;
    let entries = pages.iter().flat_map(|page| &page.log);
    let told = entries.flat_map(|entry| &entry.moves.came);
    let told: Vec<_> = told.filter_map(OwnClaim::read).collect();
    assert_eq!(told, square.told(&square.volunteer));
}

#[tokio::test]
async fn what_is_erased_is_erased_from_the_board_and_from_its_claimant() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut asleep = square.volunteer.clone();
    square.town().drain(&mut asleep, 1 << 20).await;
    let mut late = square.volunteer.clone();
    let late = (square.asks(&mut late, "give_back"), late);
    let hub = &square.street.town.hub;
    assert_eq!(hub.erase(area(COMMUNITY), RecordId(id(HOME))).unwrap(), 3);
    assert_eq!(square.posting(), None);
    assert_eq!(square.told(&square.volunteer), []);
    for file in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(square.town().folder.path().join(file)).unwrap();
        for word in [NAME, "一副老花镜"] {
            let found = bytes.windows(word.len()).any(|w| w == word.as_bytes());
            assert!(!found, "{word} in {file}");
        }
    }
    let pages = square.street.town.drain(&mut asleep, 1 << 20).await;
    let left: Vec<_> = pages.iter().flat_map(|page| &page.log).collect();
    assert_eq!(left.iter().filter(|e| !e.moves.left.is_empty()).count(), 2);
    let answer = square.send(&late.1, &late.0).await;
    assert_eq!(refusal(&answer), "erased");
}
