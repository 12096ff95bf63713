use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Feedback, FeedbackId, FeedbackSort, Kind, Scope};
use chuanmen_core::merge::Patch;
use chuanmen_core::protocol::{Answer, Page};

use super::town::{COMMUNITY, NOON, SISTER, Town, accepted, area, id};

fn said(author: AccountId, low: u128, text: &str) -> Feedback {
    Feedback {
        id: FeedbackId(id(low)),
        sort: FeedbackSort::Complaint,
        text: text.into(),
        contact: String::new(),
        author: Some(author),
        written_at: UnixMillis(NOON.0),
        about: "串门 0.1.0 / 今日".into(),
        answer: String::new(),
        answered_at: None,
    }
}

#[tokio::test]
async fn what_is_said_is_read_by_operators_alone_and_the_answer_reaches_its_author() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    town.drain(&mut alice, 1 << 20).await;
    let own = Scope::Account(alice.account);
    let feedback = said(alice.account, 0xF1, "字太小");
    let patch = Patch::create(Kind::Feedback, feedback.id.into(), feedback.fields());
    let save = alice.saves(own, vec![patch]);
    accepted(&town.sync(&alice, vec![save]).await.answers[0]);

    let here = area(COMMUNITY);
    let read = town.hub.feedback(here).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(
        (read[0].login.as_str(), &read[0].feedback),
        ("member", &feedback)
    );
    assert_eq!(town.hub.feedback(area(SISTER)).unwrap(), []);
    town.hub
        .answer_feedback(here, feedback.id, "我的、字号，可以调到特大")
        .unwrap();
    assert!(
        town.hub
            .answer_feedback(area(SISTER), feedback.id, "x")
            .is_err()
    );

    let came = |pages: Vec<Page>| {
        let text = serde_json::to_string(&pages).unwrap();
        (text.contains("字太小"), text.contains("可以调到特大"))
    };
    assert_eq!(came(town.drain(&mut alice, 1 << 20).await), (true, true));
    // A colleague is sent neither the complaint nor the answer.
    assert_eq!(came(town.drain(&mut bob, 1 << 20).await), (false, false));
    let read = town.hub.feedback(here).unwrap();
    assert_eq!(read[0].feedback.answer, "我的、字号，可以调到特大");
    assert!(read[0].feedback.answered_at.is_some());
}

#[tokio::test]
async fn nobody_writes_into_another_persons_scope() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    let feedback = said(bob.account, 0xF2, "假的");
    let patch = Patch::create(Kind::Feedback, feedback.id.into(), feedback.fields());
    let save = alice.saves(Scope::Account(bob.account), vec![patch]);
    let response = town.sync(&alice, vec![save]).await;
    assert!(matches!(response.answers[0], Answer::Refused { .. }));
    assert_eq!(town.hub.feedback(area(COMMUNITY)).unwrap(), []);
}
