//! What the board shows of a wish, and for how long.

use chuanmen_core::domain::{ClaimState, Kind, WishState};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId};

use super::super::moves::{Street, WISH, Who, of_home, one};
use super::super::town::{fields, grid, id};
use super::{NAME, SECRETS, Square, board};

#[tokio::test]
async fn a_published_wish_stands_on_the_board_without_whose_it_is() {
    let mut square = Square::new().await;
    let posting = square.posting().unwrap();
    assert_eq!(posting.text, "一副老花镜");
    assert_eq!(
        (posting.grid, posting.state),
        (Some(1), WishState::Published)
    );
    let wish = id(WISH).to_string();
    for step in ["claim", "fulfil", "fall_short", "fulfil"] {
        square.grid_takes(step).await;
        for phone in [&square.volunteer, &square.chief] {
            let heard = square.hears(phone).await;
            assert!(heard.contains("一副老花镜"));
            for secret in SECRETS.into_iter().chain([&*wish]) {
                assert!(!heard.contains(secret), "{secret} after {step}");
            }
        }
        let stands = serde_json::to_string(&square.town().stands(board())).unwrap();
        assert!(!SECRETS.iter().any(|secret| stands.contains(secret)));
    }
}

#[tokio::test]
async fn its_verifier_publishes_it_in_words_of_their_own() {
    let mut street = Street::published().await;
    let told = of_home(Kind::Wish, 0x510, "李国华要一副老花镜");
    let told = street.member.saves(grid(1), vec![told]);
    street.take(&told, Who::Member).await;
    let wish = RecordId(id(0x510));
    let verify = street.supervisor.takes(grid(1), Kind::Wish, wish, "verify");
    street.take(&verify, Who::Supervisor).await;
    let mut publish = street
        .supervisor
        .takes(grid(1), Kind::Wish, wish, "publish");
    publish.events[0].fields = fields(&[("text", "独居老人想要一副老花镜")]);
    street.take(&publish, Who::Supervisor).await;
    let stands = serde_json::to_string(&street.town.stands(board())).unwrap();
    assert!(stands.contains("独居老人想要一副老花镜") && !stands.contains(NAME));
}

#[tokio::test]
async fn a_wish_leaves_the_board_when_its_life_is_over() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.volunteer_asks("fulfil").await;
    let mut asleep = square.chief.clone();
    square.town().drain(&mut asleep, 1 << 20).await;
    let posting = square.posting().unwrap().id;
    let wish = RecordId(id(WISH));
    let mut confirm = square
        .street
        .member
        .takes(grid(1), Kind::Wish, wish, "confirm");
    confirm.events[0].fields = one("satisfaction", 5);
    square.street.take(&confirm, Who::Member).await;
    assert_eq!(square.posting(), None);
    let pages = square.street.town.drain(&mut asleep, 1 << 20).await;
    let mut entries = pages.iter().flat_map(|page| &page.log);
    assert!(entries.any(|entry| entry.moves.left == [RecordId::from(posting)]));
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Confirmed);
    assert_eq!(
        (told[0].satisfaction, &told[0].whereabouts),
        (Some(5), &None)
    );
}

#[tokio::test]
async fn a_deleted_wish_leaves_and_a_restored_one_comes_back() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    for (deleted, stands) in [(true, false), (false, true)] {
        let records = square.town().stands(grid(1));
        let wish = records.iter().find(|one| one.id.0 == id(WISH)).unwrap();
        let set = [(FieldName::known(Record::DELETED), deleted.into())];
        let edit = Patch::edit(wish, set.into());
        let edit = square.street.member.saves(grid(1), vec![edit]);
        square.street.take(&edit, Who::Member).await;
        assert_eq!(square.posting().is_some(), stands);
        let told = square.told(&square.volunteer);
        assert_eq!(told[0].whereabouts.is_some(), stands);
    }
}
