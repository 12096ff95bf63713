use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{FieldName, Patch, Stamp};
use chuanmen_core::protocol::{Answer, Position, Transaction};

use super::town::{NOON, Town, accepted, fields, grid, new, refusal, visit};
use chuanmen_core::domain::Kind;

#[tokio::test]
async fn what_one_phone_sends_the_other_receives_as_it_was_saved() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    town.drain(&mut bob, 1 << 20).await;
    let saved = alice.saves(
        grid(1),
        vec![visit(1), new(Kind::Need, 2, &[("text", "路灯")])],
    );
    let response = town.sync(&alice, vec![saved.clone()]).await;
    assert_eq!(accepted(&response.answers[0]), 1);

    let pages = town.drain(&mut bob, 1 << 20).await;
    // Bob held nothing of the grid yet: it comes as it stands.
    let records: Vec<_> = pages.iter().flat_map(|page| &page.records).collect();
    assert_eq!(records.len(), 2);
    let again = alice.saves(grid(1), vec![visit(3)]);
    town.sync(&alice, vec![again.clone()]).await;
    let pages = town.drain(&mut bob, 1 << 20).await;
    assert_eq!(pages[0].log[0].transaction, again);
    assert!(town.drain(&mut bob, 1 << 20).await.is_empty());
}

#[tokio::test]
async fn sending_again_repeats_the_answer_and_writes_nothing() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let (good, bad) = (
        alice.saves(grid(1), vec![visit(1)]),
        alice.saves(grid(2), vec![visit(2)]),
    );
    let push = vec![good, bad];
    let first = town.sync(&alice, push.clone()).await;
    assert_eq!(
        first.answers[0],
        Answer::Accepted {
            seq: 1,
            at: None,
            restamped: None,
            duplicate: false,
            elsewhere: false,
        }
    );
    assert_eq!(refusal(&first.answers[1]), "not_granted");
    let before = town.fingerprint();

    town.clock.pass(60_000);
    let second = town.sync(&alice, push).await;
    assert_eq!(
        second.answers[0],
        Answer::Accepted {
            seq: 1,
            at: Some(first.time),
            restamped: None,
            duplicate: true,
            elsewhere: false,
        }
    );
    assert_eq!(second.answers[1], first.answers[1]);
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn the_same_transaction_twice_in_one_body_is_taken_once() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let response = town.sync(&alice, vec![saved.clone(), saved]).await;
    assert_eq!(accepted(&response.answers[0]), 1);
    assert!(matches!(
        response.answers[1],
        Answer::Accepted {
            seq: 1,
            duplicate: true,
            elsewhere: false,
            ..
        }
    ));
    assert_eq!(town.stands(grid(1)).len(), 1);
}

#[tokio::test]
async fn the_same_id_with_other_content_is_refused() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let mut copied = alice.saves(grid(1), vec![visit(2)]);
    copied.id = saved.id;
    let response = town.sync(&alice, vec![saved.clone(), copied.clone()]).await;
    assert_eq!(refusal(&response.answers[1]), "id_reused");
    let response = town.sync(&alice, vec![copied, saved]).await;
    assert_eq!(refusal(&response.answers[0]), "id_reused");
    assert_eq!(accepted(&response.answers[1]), 1);
}

#[tokio::test]
async fn a_save_sent_again_under_the_name_of_a_new_enrolment_is_the_same_save() {
    let town = Town::new();
    let mut before = town.phone("member");
    let text = |text| new(Kind::Need, 1, &[("text", text)]);
    let based = |text_: &'static str, base: &Transaction| Patch {
        base: [(FieldName::known("text"), vec![base.stamp])].into(),
        ..text(text_)
    };
    let made = before.saves(grid(1), vec![text("路灯")]);
    let edit = before.saves(grid(1), vec![based("路灯坏了", &made)]);
    town.sync(&before, vec![made.clone(), edit.clone()]).await;

    // Neither answer arrived; both wait on the same phone, which has another name now.
    let mut after = town.phone("member");
    after.clock.see(edit.stamp);
    let renamed = |sent: &Transaction, patch: Patch| Transaction {
        stamp: Stamp::new(sent.stamp.wall(), sent.stamp.counter(), after.replica),
        patches: vec![patch],
        ..sent.clone()
    };
    let made_again = renamed(&made, text("路灯"));
    let edit_again = renamed(&edit, based("路灯坏了", &made_again));
    let later = after.saves(grid(1), vec![based("路灯不亮", &edit_again)]);
    let push = vec![made_again, edit_again, later];
    let answers = town.sync(&after, push).await.answers;

    let first = [Some(made.stamp), Some(edit.stamp), None];
    let told = answers.iter().map(|answer| match answer {
        Answer::Accepted { restamped, .. } => *restamped,
        Answer::Refused { .. } => panic!("{answer:?}"),
    });
    assert_eq!(told.collect::<Vec<_>>(), first);
    let stands = town.stands(grid(1));
    assert_eq!(stands[0].conflicts().count(), 0, "{stands:?}");
}

#[tokio::test]
async fn what_builds_on_a_refused_save_from_a_clock_ahead_is_taken_all_the_same() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let made = alice.saves(grid(1), vec![new(Kind::Need, 1, &[("text", "路灯")])]);
    town.sync(&alice, vec![made.clone()]).await;
    let edit = |text, base: &Transaction| Patch {
        base: [(FieldName::known("text"), vec![base.stamp])].into(),
        ..new(Kind::Need, 1, &[("text", text)])
    };
    let ahead = |n| Stamp::new(NOON.plus(400 * UnixMillis::DAY), n, alice.replica);
    let mut bad = alice.clone().saves(grid(1), vec![edit("甲\0乙", &made)]);
    bad.stamp = ahead(1);
    let mut good = alice.clone().saves(grid(1), vec![edit("路灯坏了", &bad)]);
    good.stamp = ahead(2);
    let answers = town.sync(&alice, vec![bad, good]).await.answers;
    assert!(matches!(answers[0], Answer::Refused { .. }), "{answers:?}");
    accepted(&answers[1]);
    assert_eq!(town.stands(grid(1))[0].conflicts().count(), 0);
}

#[tokio::test]
async fn one_bad_transaction_never_blocks_those_behind_it() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let mut push: Vec<_> = (1..=5)
        .map(|n| alice.saves(grid(1), vec![visit(n)]))
        .collect();
    push[2].patches[0].set.extend(fields(&[("note", "甲\0乙")]));
    let response = town.sync(&alice, push).await;
    let answers: Vec<_> = response.answers.iter().map(refusal).collect();
    assert_eq!(
        answers,
        ["accepted", "accepted", "bad_value", "accepted", "accepted"]
    );
    assert_eq!(town.stands(grid(1)).len(), 4);
}

#[tokio::test]
async fn a_transaction_is_taken_whole_or_not_at_all() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let first = alice.saves(grid(1), vec![visit(1)]);
    town.sync(&alice, vec![first]).await;
    // The visit of number 1 is there already: the need beside it must not be written either.
    let half = alice.saves(
        grid(1),
        vec![new(Kind::Need, 2, &[("text", "路灯")]), visit(1)],
    );
    let response = town.sync(&alice, vec![half]).await;
    assert_eq!(refusal(&response.answers[0]), "immutable");
    assert_eq!(town.stands(grid(1)).len(), 1);
}

#[tokio::test]
async fn what_a_response_answers_does_not_come_back_in_its_pages() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let first = alice.saves(grid(1), vec![visit(1)]);
    town.sync(&alice, vec![first]).await;
    town.drain(&mut alice, 1 << 20).await;
    let theirs = bob.saves(grid(1), vec![visit(2)]);
    town.sync(&bob, vec![theirs.clone()]).await;
    let mine = alice.saves(grid(1), vec![visit(3)]);
    let response = town.sync(&alice, vec![mine]).await;
    let page = &response.pages[0];
    assert_eq!(page.log.len(), 1);
    assert_eq!(page.log[0].transaction, theirs);
    assert_eq!(page.cursor.position, Position::Log { seq: 3 });
}

#[tokio::test]
async fn an_accepted_transaction_survives_the_hub_being_opened_anew() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    town.sync(&alice, vec![saved.clone()]).await;
    let before = town.fingerprint();
    let reopened = Town {
        hub: std::sync::Arc::new(Town::open(&town.folder.path().join("hub.db"), &town.clock)),
        ..town
    };
    assert_eq!(reopened.fingerprint(), before);
}
