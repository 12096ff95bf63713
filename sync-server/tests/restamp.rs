use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{FieldName, Patch, Stamp};
use chuanmen_core::protocol::Answer;

use super::town::{NOON, Phone, Town, accepted, fields, grid, new, visit};

/// A phone whose clock is a year ahead.
fn ahead(phone: &mut Phone) {
    phone.clock.learn(NOON.plus(365 * UnixMillis::DAY), NOON);
}

fn restamped(answer: &Answer) -> Option<Stamp> {
    match answer {
        Answer::Accepted { restamped, .. } => *restamped,
        Answer::Refused { code, .. } => panic!("refused: {code}"),
    }
}

#[tokio::test]
async fn a_stamp_two_minutes_ahead_is_taken_as_it_is() {
    let town = Town::new();
    let mut alice = town.phone("member");
    alice.clock.learn(NOON.plus(2 * UnixMillis::MINUTE), NOON);
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let response = town.sync(&alice, vec![saved]).await;
    assert_eq!(restamped(&response.answers[0]), None);
}

#[tokio::test]
async fn a_stamp_further_ahead_gets_the_hubs_own_and_no_future_leaves_the_hub() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    ahead(&mut alice);
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let claimed = saved.stamp;
    let response = town.sync(&alice, vec![saved.clone()]).await;
    let stamp = restamped(&response.answers[0]).unwrap();
    assert_eq!(stamp.wall(), NOON);

    let again = town.sync(&alice, vec![saved]).await;
    assert_eq!(restamped(&again.answers[0]), Some(stamp));
    let pages = town.drain(&mut bob, 1 << 20).await;
    let told = serde_json::to_string(&pages).unwrap();
    assert!(!told.contains(&claimed.to_string()) && told.contains(&stamp.to_string()));
}

#[tokio::test]
async fn an_edit_based_on_a_claimed_stamp_follows_to_the_hubs() {
    let town = Town::new();
    let mut alice = town.phone("member");
    ahead(&mut alice);
    let made = alice.saves(grid(1), vec![new(Kind::Resident, 1, &[("name", "赵秀兰")])]);
    let seen = [(FieldName::known("name"), vec![made.stamp])].into();
    let edit = Patch {
        base: seen,
        ..new(Kind::Resident, 1, &[("name", "赵秀蘭")])
    };
    let edited = alice.saves(grid(1), vec![edit]);
    let response = town.sync(&alice, vec![made.clone(), edited.clone()]).await;
    let stamps: Vec<_> = response
        .answers
        .iter()
        .map(|a| restamped(a).unwrap())
        .collect();
    assert!(stamps[0] < stamps[1]);
    let record = &town.stands(grid(1))[0];
    assert_eq!(record.conflicts().count(), 0);
    assert_eq!(
        record.clocks.covered[&FieldName::known("name")],
        [stamps[0]]
    );

    // The answer was lost; the phone sends only the first, learns, and adapts the second.
    let mut adapted = edited;
    for base in adapted.patches[0].base.values_mut() {
        *base = vec![stamps[0]];
    }
    let response = town.sync(&alice, vec![adapted]).await;
    assert_eq!(restamped(&response.answers[0]), Some(stamps[1]));
}

#[tokio::test]
async fn a_later_edit_by_a_mended_clock_still_finds_what_it_was_based_on() {
    let town = Town::new();
    let mut alice = town.phone("member");
    alice.clock.learn(NOON.plus(10 * UnixMillis::MINUTE), NOON);
    let made = alice.saves(grid(1), vec![new(Kind::Resident, 1, &[("name", "赵秀兰")])]);
    let claimed = made.stamp;
    town.sync(&alice, vec![made]).await;
    town.clock.pass(20 * UnixMillis::MINUTE);
    let edit = Patch {
        base: [(FieldName::known("name"), vec![claimed])].into(),
        ..new(Kind::Resident, 1, &[("name", "赵秀蘭")])
    };
    let edited = alice.saves(grid(1), vec![edit]);
    let response = town.sync(&alice, vec![edited]).await;
    accepted(&response.answers[0]);
    let record = &town.stands(grid(1))[0];
    assert_eq!(record.conflicts().count(), 0);
    assert_eq!(record.fields["name"], "赵秀蘭".into());
}

#[tokio::test]
async fn a_base_in_the_future_is_refused() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    ahead(&mut alice);
    let base = Stamp::new(NOON.plus(UnixMillis::DAY), 0, bob.replica);
    let edit = Patch {
        base: [(FieldName::known("name"), vec![base])].into(),
        ..Patch::create(
            Kind::Resident,
            chuanmen_core::merge::RecordId(super::town::id(1)),
            fields(&[("name", "赵")]),
        )
    };
    let forged = alice.saves(grid(1), vec![edit]);
    let response = town.sync(&alice, vec![forged]).await;
    assert_eq!(super::town::refusal(&response.answers[0]), "bad_base");
}
