//! What a party answers, and what it may not.

use chuanmen_core::domain::{Kind, NeedState, Party, Scope};
use chuanmen_core::merge::{Patch, RecordId};

use super::super::town::{community, grid, id};
use super::{NEED, Yard};

#[tokio::test]
async fn what_a_party_answers_is_a_step_of_the_need() {
    let mut yard = Yard::dispatched(false).await;
    for (step, note, state) in [
        ("start", "", NeedState::InProgress),
        ("progress", "等配件", NeedState::InProgress),
        ("resolve", "换了灯泡", NeedState::Resolved),
    ] {
        let answer = yard.answers(step, note);
        assert_eq!(yard.send(&yard.company, &answer).await, "accepted");
        assert_eq!(
            yard.send(&yard.company, &answer).await,
            "accepted",
            "sent twice"
        );
        assert_eq!(yard.need().state, state);
        assert_eq!(yard.own().state, state);
    }
    let steps = yard.need().timeline.len();
    assert_eq!(steps, 4, "each step once");
}

#[tokio::test]
async fn a_party_returns_what_is_not_its_own_and_is_told_no_more_of_it() {
    let mut yard = Yard::dispatched(true).await;
    let returned = yard.answers("return", "灯归供电所管");
    assert_eq!(yard.send(&yard.company, &returned).await, "accepted");
    assert_eq!(yard.need().state, NeedState::Returned);
    yard.supervisor_takes(
        "dispatch",
        &[("party", "department"), ("note", "请供电所看")],
        false,
    )
    .await;
    assert_eq!(yard.own().state, NeedState::Returned);
    assert!(!yard.hears(&yard.company).await.contains("请供电所看"));
}

#[tokio::test]
async fn an_answer_that_comes_after_the_need_went_to_others_is_kept_and_changes_nothing() {
    let mut yard = Yard::dispatched(false).await;
    let late = yard.answers("resolve", "换了灯泡");
    yard.supervisor_takes("dispatch", &[("party", "grid_unit")], false)
        .await;
    assert_eq!(yard.send(&yard.company, &late).await, "accepted");
    let need = yard.need();
    assert_eq!(
        (need.state, need.holder),
        (NeedState::Dispatched, Some(Party::GridUnit))
    );
    assert_eq!(need.timeline.len(), 3, "it stays in the timeline");
    assert_eq!(yard.own().state, NeedState::Dispatched);
}

#[tokio::test]
async fn a_party_takes_no_step_that_is_the_communitys_and_none_about_anything_else() {
    let mut yard = Yard::dispatched(false).await;
    for step in [
        "accept", "dispatch", "remind", "confirm", "reopen", "merge", "withdraw",
    ] {
        let taken = yard.answers(step, "");
        assert_eq!(
            yard.send(&yard.company, &taken).await,
            "step_not_allowed",
            "{step}"
        );
    }
    let own = Scope::Account(yard.company.account);
    let need = RecordId(id(NEED));
    for (scope, kind, subject, refused) in [
        (own, Kind::Task, need, "unknown_subject"),
        (own, Kind::Need, need, "unknown_subject"),
        (grid(1), Kind::Need, need, "not_granted"),
        (community(), Kind::Task, need, "read_only"),
    ] {
        let taken = yard.company.takes(scope, kind, subject, "resolve");
        assert_eq!(yard.send(&yard.company, &taken).await, refused);
    }
    let forged = Patch::create(Kind::Task, need, yard.task().fields());
    let forged = yard.company.saves(own, vec![forged]);
    assert_eq!(yard.send(&yard.company, &forged).await, "read_only");
}
