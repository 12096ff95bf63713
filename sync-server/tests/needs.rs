//! Steps of needs that two desks take without knowing of each other.

use chuanmen_core::domain::{Kind, NeedId, NeedState, NeedStep, fold_need};
use chuanmen_core::merge::{FieldName, RecordId};
use chuanmen_core::protocol::Transaction;

use super::town::{COMMUNITY, Phone, Town, accepted, area, fields, grid, id, new, refusal};

const LAMP: u128 = 0xc00;
const DARK: u128 = 0xc01;
const STAIRS: u128 = 0xc02;

fn record(need: u128) -> RecordId {
    RecordId(id(need))
}

/// A town with three needs in its first grid, and the phones of two who may write there.
async fn desks() -> (Town, Phone, Phone) {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let needs = [LAMP, DARK, STAIRS].map(|need| new(Kind::Need, need, &[("text", "灯")]));
    let saved = supervisor.saves(grid(1), needs.into());
    accepted(&town.sync(&supervisor, vec![saved]).await.answers[0]);
    let member = town.phone("member");
    (town, supervisor, member)
}

fn takes(phone: &mut Phone, need: u128, step: &str) -> Transaction {
    phone.takes(grid(1), Kind::Need, record(need), step)
}

fn merges(phone: &mut Phone, need: u128, into: u128) -> Transaction {
    let mut taken = takes(phone, need, "merge");
    let into = NeedId(id(into)).to_string();
    taken.events[0].fields = fields(&[(NeedStep::INTO, &into)]);
    taken
}

fn takes_back(phone: &mut Phone, need: u128) -> Transaction {
    let mut taken = takes(phone, need, "reopen");
    let field = FieldName::known(NeedStep::TAKES_BACK);
    taken.events[0].fields = [(field, true.into())].into();
    taken
}

async fn sent(town: &Town, phone: &Phone, push: Vec<Transaction>) -> Vec<String> {
    let answers = town.sync(phone, push).await.answers;
    let codes = answers.iter().map(refusal);
    codes.map(str::to_owned).collect()
}

fn state(town: &Town, need: u128) -> NeedState {
    let read = town.hub.store().read().unwrap();
    let key = read.community(area(COMMUNITY)).unwrap().unwrap();
    let rows = read.scopes(key).unwrap();
    let number = rows.iter().find(|row| row.scope == grid(1)).unwrap().number;
    let events = read.events_of(key, number, &[record(need)].into()).unwrap();
    fold_need(events.into_iter().map(|row| row.event)).state
}

#[tokio::test]
async fn of_two_needs_that_two_desks_merge_into_each_other_one_stays_open() {
    let (town, mut one, _) = desks().await;
    let mut other = town.phone("supervisor");
    let (there, back) = (merges(&mut one, LAMP, DARK), merges(&mut other, DARK, LAMP));
    assert_eq!(sent(&town, &one, vec![there]).await, ["accepted"]);
    let again = back.clone();
    assert_eq!(sent(&town, &other, vec![back]).await, ["target_not_open"]);
    assert_eq!(state(&town, LAMP), NeedState::Merged);
    assert_eq!(state(&town, DARK), NeedState::Recorded);
    // A refusal stands, whatever became of the other since.
    let reopened = takes_back(&mut one, LAMP);
    assert_eq!(sent(&town, &one, vec![reopened]).await, ["accepted"]);
    assert_eq!(sent(&town, &other, vec![again]).await, ["target_not_open"]);
}

#[tokio::test]
async fn what_a_need_is_merged_into_is_looked_at_in_the_same_push_too() {
    let (town, mut desk, mut member) = desks().await;
    let mut push = vec![
        merges(&mut desk, LAMP, DARK),
        merges(&mut desk, DARK, LAMP),
        merges(&mut desk, DARK, STAIRS),
        takes(&mut desk, STAIRS, "withdraw"),
        takes_back(&mut desk, DARK),
        merges(&mut desk, DARK, STAIRS),
    ];
    let fresh = desk.saves(grid(1), vec![new(Kind::Need, 7, &[("text", "灯")])]);
    push.extend([fresh, merges(&mut desk, DARK, 7)]);
    let (no, yes) = ("target_not_open", "accepted");
    let said = [yes, no, yes, yes, yes, no, yes, yes];
    assert_eq!(sent(&town, &desk, push).await, said);
    let (out, there) = (takes_back(&mut desk, LAMP), merges(&mut desk, LAMP, 7));
    let mut back = merges(&mut desk, 7, LAMP);
    let before = [out, there].map(|one| one.events[0].clone());
    back.events.splice(..0, before);
    assert_eq!(sent(&town, &desk, vec![back]).await, [no]);
    let done = takes(&mut member, 7, "resolve");
    assert_eq!(sent(&town, &member, vec![done]).await, [yes]);
    let late = vec![takes_back(&mut desk, LAMP), merges(&mut desk, LAMP, 7)];
    assert_eq!(sent(&town, &desk, late).await, [yes, no]);
}

#[tokio::test]
async fn a_need_is_merged_into_another_of_its_scope_and_not_into_itself() {
    let (town, mut desk, _) = desks().await;
    let mut nowhere = merges(&mut desk, LAMP, DARK);
    nowhere.events[0].fields.clear();
    let push = vec![
        merges(&mut desk, LAMP, LAMP),
        merges(&mut desk, LAMP, 0xdead),
        nowhere,
    ];
    let said = ["target_not_open", "unknown_subject", "bad_value"];
    assert_eq!(sent(&town, &desk, push).await, said);
    assert_eq!(state(&town, LAMP), NeedState::Recorded);
}

#[tokio::test]
async fn only_a_supervisor_takes_a_merging_back() {
    let (town, mut desk, mut member) = desks().await;
    let merged = merges(&mut desk, LAMP, DARK);
    assert_eq!(sent(&town, &desk, vec![merged]).await, ["accepted"]);
    let push = vec![
        takes_back(&mut member, LAMP),
        takes(&mut member, LAMP, "reopen"),
    ];
    let said = ["step_not_allowed", "accepted"];
    assert_eq!(sent(&town, &member, push).await, said);
    assert_eq!(state(&town, LAMP), NeedState::Merged);
    let back = takes_back(&mut desk, LAMP);
    assert_eq!(sent(&town, &desk, vec![back]).await, ["accepted"]);
    assert_eq!(state(&town, LAMP), NeedState::Reopened);
}
