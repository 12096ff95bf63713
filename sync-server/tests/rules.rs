//! What the hub refuses of a transaction that is well formed.

use chuanmen_core::domain::{AccountId, Event, Kind, Scope};
use chuanmen_core::merge::{EventId, RecordId};
use chuanmen_core::protocol::Transaction;

use super::town::{
    COMMUNITY, SISTER, Town, area, community, fields, grid, id, new, refusal, visit,
};

async fn code(town: &Town, phone: &super::town::Phone, transaction: Transaction) -> String {
    let response = town.sync(phone, vec![transaction]).await;
    refusal(&response.answers[0]).to_owned()
}

#[tokio::test]
async fn scopes_that_are_not_held_are_refused_whether_they_exist_or_not() {
    let town = Town::new();
    let mut alice = town.phone("member");
    for scope in [
        grid(2),
        Scope::Grid(area(SISTER + 1)),
        Scope::Community(area(SISTER)),
        Scope::Grid(area(0xdead)),
        Scope::Account(AccountId(id(5))),
    ] {
        let saved = alice.saves(scope, vec![visit(1)]);
        assert_eq!(code(&town, &alice, saved).await, "not_granted", "{scope}");
    }
    for scope in [community(), Scope::Board(area(COMMUNITY))] {
        let saved = alice.saves(scope, vec![new(Kind::CareTag, 1, &[("code", "a")])]);
        assert_eq!(code(&town, &alice, saved).await, "read_only", "{scope}");
    }
}

#[tokio::test]
async fn nobody_writes_in_anothers_name() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let mut forged = alice.saves(grid(1), vec![visit(1)]);
    forged.author = bob.account;
    assert_eq!(code(&town, &alice, forged).await, "foreign_author");
    let theirs = bob.saves(grid(1), vec![visit(1)]);
    let forged = Transaction {
        author: alice.account,
        ..theirs
    };
    assert_eq!(code(&town, &alice, forged).await, "foreign_author");
}

#[tokio::test]
async fn an_id_keeps_its_kind() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let first = alice.saves(grid(1), vec![new(Kind::Need, 1, &[("text", "路灯")])]);
    assert_eq!(code(&town, &alice, first).await, "accepted");
    let second = alice.saves(grid(1), vec![new(Kind::Wish, 1, &[("text", "老花镜")])]);
    assert_eq!(code(&town, &alice, second).await, "wrong_kind");
    let both = vec![
        new(Kind::Need, 2, &[("text", "a")]),
        new(Kind::Wish, 2, &[("text", "b")]),
    ];
    let both = alice.saves(grid(1), both);
    assert_eq!(code(&town, &alice, both).await, "wrong_kind");
    let event = alice.takes(grid(1), Kind::Wish, RecordId(id(1)), "claim");
    assert_eq!(code(&town, &alice, event).await, "wrong_kind");
}

#[tokio::test]
async fn an_id_of_another_scope_is_neither_found_nor_given_away() {
    let town = Town::new();
    let (mut alice, mut neighbour) = (town.phone("member"), town.phone("neighbour"));
    let theirs = neighbour.saves(grid(2), vec![new(Kind::Need, 1, &[("text", "水管")])]);
    assert_eq!(code(&town, &neighbour, theirs).await, "accepted");
    let step = alice.takes(grid(1), Kind::Need, RecordId(id(1)), "progress");
    assert_eq!(code(&town, &alice, step).await, "unknown_subject");
    // The same id makes a record of its own here, of whatever kind.
    let mine = alice.saves(grid(1), vec![new(Kind::Wish, 1, &[("text", "老花镜")])]);
    assert_eq!(code(&town, &alice, mine).await, "accepted");
    assert_eq!(town.stands(grid(2))[0].kind, Kind::Need);
    assert!(!town.stands(grid(1))[0].fields.contains_key("水管"));
}

#[tokio::test]
async fn a_saved_visit_is_not_changed() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    assert_eq!(code(&town, &alice, saved).await, "accepted");
    let edit = alice.saves(grid(1), vec![new(Kind::Visit, 1, &[("note", "别的")])]);
    assert_eq!(code(&town, &alice, edit).await, "immutable");
    let twice = alice.saves(grid(1), vec![visit(2), visit(2)]);
    assert_eq!(code(&town, &alice, twice).await, "immutable");
}

#[tokio::test]
async fn each_role_takes_its_own_steps() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let mut supervisor = town.phone("supervisor");
    let made = vec![
        new(Kind::Need, 1, &[("text", "路灯")]),
        new(Kind::Wish, 2, &[("text", "镜")]),
    ];
    let made = alice.saves(grid(1), made);
    assert_eq!(code(&town, &alice, made).await, "accepted");
    let (need, wish) = (RecordId(id(1)), RecordId(id(2)));
    for (kind, subject, step) in [
        (Kind::Need, need, "accept"),
        (Kind::Need, need, "dispatch"),
        (Kind::Wish, wish, "verify"),
        (Kind::Need, need, "a_step_of_tomorrow"),
    ] {
        let step = alice.takes(grid(1), kind.clone(), subject, step);
        assert_eq!(code(&town, &alice, step).await, "step_not_allowed");
    }
    let step = alice.takes(grid(1), Kind::Need, need, "resolve");
    assert_eq!(code(&town, &alice, step).await, "accepted");
    let step = supervisor.takes(grid(1), Kind::Wish, wish, "verify");
    assert_eq!(code(&town, &supervisor, step).await, "accepted");
}

#[tokio::test]
async fn an_event_happens_once_and_to_something_that_is_there() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let mut made = alice.saves(grid(1), vec![new(Kind::Need, 1, &[("text", "路灯")])]);
    made.events.push(Event {
        id: EventId(id(9)),
        kind: Kind::Need,
        subject: RecordId(id(1)),
        step: "resolve".into(),
        fields: fields(&[("note", "当场解决")]),
    });
    let event = made.events[0].clone();
    assert_eq!(code(&town, &alice, made).await, "accepted");
    let mut again = alice.saves(grid(1), Vec::new());
    again.events = vec![event];
    assert_eq!(code(&town, &alice, again).await, "id_reused");
    let nowhere = alice.takes(grid(1), Kind::Need, RecordId(id(77)), "progress");
    assert_eq!(code(&town, &alice, nowhere).await, "unknown_subject");
}

#[tokio::test]
async fn who_is_who_is_said_by_the_hub_alone() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    for kind in [Kind::Account, Kind::Grant, Kind::Device] {
        let forged = supervisor.saves(community(), vec![new(kind, 1, &[("role", "volunteer")])]);
        assert_eq!(code(&town, &supervisor, forged).await, "read_only");
    }
    let tag = new(
        Kind::CareTag,
        1,
        &[("code", "living_alone"), ("name", "独居老人")],
    );
    let tag = supervisor.saves(community(), vec![tag]);
    assert_eq!(code(&town, &supervisor, tag).await, "accepted");
}

#[tokio::test]
async fn kinds_fields_and_words_of_a_newer_version_are_passed_on() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let newer = new(Kind::Other("hologram".into()), 1, &[("mood/calm", "很")]);
    let saved = alice.saves(grid(1), vec![newer]);
    assert_eq!(code(&town, &alice, saved).await, "accepted");
    let pages = town.drain(&mut bob, 1 << 20).await;
    let record = pages
        .iter()
        .flat_map(|page| &page.records)
        .find(|r| r.id.0 == id(1));
    assert_eq!(record.unwrap().kind.as_str(), "hologram");
}

#[tokio::test]
async fn a_new_grid_is_granted_to_the_supervisor_and_a_deleted_one_withdrawn() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    town.drain(&mut supervisor, 1 << 20).await;
    let grid = new(
        Kind::Area,
        0x777,
        &[("level", "grid"), ("name", "第 3 网格")],
    );
    let saved = supervisor.saves(community(), vec![grid]);
    let response = town.sync(&supervisor, vec![saved]).await;
    assert_eq!(response.granted[0].scope, Some(Scope::Grid(area(0x777))));
    supervisor.learn(&response);
    let mut gone = new(Kind::Area, 0x777, &[]);
    gone.set.insert(
        chuanmen_core::merge::FieldName::known("deleted"),
        true.into(),
    );
    let gone = supervisor.saves(community(), vec![gone]);
    let response = town.sync(&supervisor, vec![gone]).await;
    // With the grid goes the health of its people.
    let [.., records, health] = &*supervisor.cursors else {
        panic!("the supervisor has learned of both");
    };
    assert_eq!(response.withdrawn, [records.scope, health.scope]);
}
