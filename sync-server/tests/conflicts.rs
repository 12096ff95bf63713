use chuanmen_core::domain::{Effect, Kind, StoredEvent, WishState, fold_wish};
use chuanmen_core::merge::{FieldName, Patch, RecordId};

use super::town::{NOON, Town, accepted, fields, grid, id, new};

#[tokio::test]
async fn two_phones_edit_different_fields_and_both_edits_survive() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let resident = new(
        Kind::Resident,
        1,
        &[("name", "赵秀兰"), ("phone", "19900000001")],
    );
    let made = alice.saves(grid(1), vec![resident]);
    town.sync(&alice, vec![made]).await;
    let seen = town.stands(grid(1)).remove(0);
    let a = alice.saves(
        grid(1),
        vec![Patch::edit(&seen, fields(&[("phone", "19900000002")]))],
    );
    let b = bob.saves(
        grid(1),
        vec![Patch::edit(&seen, fields(&[("note", "耳背")]))],
    );
    town.sync(&alice, vec![a]).await;
    town.sync(&bob, vec![b]).await;
    let record = town.stands(grid(1)).remove(0);
    assert_eq!(record.fields["phone"], "19900000002".into());
    assert_eq!(record.fields["note"], "耳背".into());
    assert_eq!(record.conflicts().count(), 0);
}

#[tokio::test]
async fn two_phones_edit_one_field_and_the_conflict_keeps_both() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let made = alice.saves(
        grid(1),
        vec![new(Kind::Resident, 1, &[("phone", "19900000001")])],
    );
    town.sync(&alice, vec![made]).await;
    let seen = town.stands(grid(1)).remove(0);
    let a = alice.saves(
        grid(1),
        vec![Patch::edit(&seen, fields(&[("phone", "19900000002")]))],
    );
    town.clock.pass(5);
    let b = bob.saves(
        grid(1),
        vec![Patch::edit(&seen, fields(&[("phone", "19900000003")]))],
    );
    town.sync(&bob, vec![b]).await;
    town.sync(&alice, vec![a]).await;
    let record = town.stands(grid(1)).remove(0);
    let conflict = record.conflict(&FieldName::known("phone")).unwrap();
    assert_eq!(conflict.shown.0, &"19900000003".into());
    assert_eq!(conflict.others[0].value, "19900000002".into());
}

#[tokio::test]
async fn the_first_claim_to_arrive_holds_the_wish_and_a_late_one_never_displaces_it() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let mut supervisor = town.phone("supervisor");
    let wish = RecordId(id(1));
    let made = alice.saves(grid(1), vec![new(Kind::Wish, 1, &[("text", "一副老花镜")])]);
    town.sync(&alice, vec![made]).await;
    let steps = ["verify", "publish"];
    let steps = steps.map(|step| supervisor.takes(grid(1), Kind::Wish, wish, step));
    town.sync(&supervisor, steps.into()).await;

    // Bob taps first, but Alice's phone finds the hub first.
    let theirs = bob.takes(grid(1), Kind::Wish, wish, "claim");
    town.clock.pass(60_000);
    let mine = alice.takes(grid(1), Kind::Wish, wish, "claim");
    accepted(&town.sync(&alice, vec![mine]).await.answers[0]);
    accepted(&town.sync(&bob, vec![theirs]).await.answers[0]);

    let mut carol = town.phone("informant");
    let pages = town.drain(&mut carol, 1 << 20).await;
    let mut events: Vec<StoredEvent> = pages.into_iter().flat_map(|page| page.events).collect();
    events.sort_by_key(|event| event.order);
    let life = fold_wish(events, NOON.plus(60_000));
    assert_eq!(life.state, WishState::Claimed);
    assert_eq!(life.claim.unwrap().by, alice.account);
    assert!(matches!(
        life.timeline.last().unwrap().effect,
        Effect::Without(_)
    ));
}
