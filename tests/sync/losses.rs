//! Every message of a sync is lost once: nothing is lost, nothing comes twice.

use chuanmen_replica::api::{Command, ReceiptQuery};
use chuanmen_tests::harness::{Demo, Device, Fault, TestServer};

use crate::agreement::{VISITS, all_agree, bobs, marks, record};

/// Bob's first sync, his saves and what alice saved meanwhile: each message of it all is lost once.
async fn every_message_lost_once(fault: Fault) {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let bob = Device::enrolled(&server, bobs(&server)).await;
    bob.line.lose_each_sync_once(fault);
    bob.sync().await;
    let (his, hers) = (marks("乙"), marks("甲"));
    record(&bob, &his).await;
    bob.resolve(&his[0]).await;
    record(&alice, &hers).await;
    alice.sync().await;
    bob.sync().await;
    let traffic = bob.line.traffic();
    assert!(traffic.lost >= 2, "nothing was lost: {traffic:?}");
    bob.line.lose_nothing();
    let marks = [his.clone(), hers].concat();
    all_agree(&server, &[&alice, &bob], &marks, &his[..1]).await;
}

#[tokio::test]
async fn requests_lost_before_the_hub_lose_nothing() {
    every_message_lost_once(Fault::RequestLost).await;
}

#[tokio::test]
async fn requests_cut_in_the_middle_lose_nothing() {
    every_message_lost_once(Fault::RequestCut).await;
}

#[tokio::test]
async fn answers_lost_after_the_hub_committed_repeat_nothing() {
    every_message_lost_once(Fault::ResponseLost).await;
}

#[tokio::test]
async fn answers_cut_in_the_middle_repeat_nothing() {
    every_message_lost_once(Fault::ResponseCut).await;
}

#[tokio::test]
async fn a_hub_killed_within_each_request_loses_nothing_and_repeats_nothing() {
    let server = TestServer::start(Demo::SMALL).await;
    let bob = Device::ready(&server, bobs(&server)).await;
    let his = marks("乙");
    for mark in &his {
        record(&bob, std::slice::from_ref(mark)).await;
        bob.line.lose_each_sync_once(Fault::Held);
        let before = bob.line.holds();
        let power_cut = async {
            bob.line.held(before).await;
            server.kill();
            server.serve().await;
        };
        let (failed, ()) = tokio::join!(bob.try_send(Command::SyncNow), power_cut);
        assert!(failed.is_err());
        bob.line.lose_nothing();
        bob.sync().await;
    }
    all_agree(&server, &[&bob], &his, &[]).await;
}

#[tokio::test]
async fn what_the_hub_answered_survives_a_power_cut_right_after() {
    let server = TestServer::start(Demo::SMALL).await;
    let bob = Device::ready(&server, bobs(&server)).await;
    let his = marks("乙");
    for mark in &his {
        record(&bob, std::slice::from_ref(mark)).await;
        bob.sync().await;
        server.kill();
        server.serve().await;
    }
    all_agree(&server, &[&bob], &his, &[]).await;
}

#[tokio::test]
async fn a_phone_switched_off_between_saving_and_sending_still_delivers_once() {
    let server = TestServer::start(Demo::SMALL).await;
    let mut bob = Device::ready(&server, bobs(&server)).await;
    bob.line.cut();
    let his = marks("乙");
    record(&bob, &his).await;
    bob.restart().await;
    assert_eq!(bob.ask(ReceiptQuery {}).await.waiting.len(), VISITS);
    bob.line.lose_each_sync_once(Fault::ResponseLost);
    bob.line.mend();
    // It tries by itself after being switched on, and again when asked: one of them is lost.
    let _ = bob.try_send(Command::SyncNow).await;
    assert!(bob.line.traffic().lost > 0);
    bob.restart().await;
    bob.line.lose_nothing();
    all_agree(&server, &[&bob], &his, &[]).await;
}
