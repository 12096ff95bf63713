//! Every message of a sync is lost once: nothing is lost, nothing comes twice.

use std::collections::BTreeSet;

use chuanmen_core::china_date;
use chuanmen_core::report::ReportName;
use chuanmen_replica::api::{
    Command, HouseholdQuery, NeedQuery, NeedsQuery, ReceiptQuery, WishesQuery,
};
use chuanmen_tests::harness::{Demo, Device, Fault, Login, TestServer, marked};

const VISITS: usize = 4;

/// What a device shows of what was recorded: each visit's note, need's and wish's text, and each
/// step of a need, in order, so that what comes twice shows twice.
#[derive(Debug, PartialEq, Eq)]
struct Recorded(Vec<String>);

impl Recorded {
    async fn on(device: &Device, marks: &[String]) -> Self {
        let is_ours = |text: &str| marks.iter().any(|mark| text.contains(mark.as_str()));
        let mut lines = Vec::new();
        for door in device.doors().await {
            let household = door.household;
            let view = device.ask(HouseholdQuery { household }).await;
            lines.extend(view.visits.into_iter().map(|visit| visit.note));
        }
        for need in device.ask(NeedsQuery {}).await {
            if is_ours(&need.text) {
                let view = device.ask(NeedQuery { need: need.id }).await;
                lines.extend(view.timeline.iter().map(|row| row.note.clone()));
                lines.push(need.text);
            }
        }
        let wishes = device.ask(WishesQuery {}).await;
        lines.extend(wishes.into_iter().map(|wish| wish.text));
        lines.retain(|line| is_ours(line));
        lines.sort();
        Self(lines)
    }

    /// What there must be: of each mark a visit, a need, a wish, and for some a step.
    fn expected(marks: &[String], resolved: &[String]) -> Self {
        let of = |word: &'static str| move |mark: &String| format!("{word}{mark}");
        let mut lines: Vec<String> = ["走访", "诉求", "心愿"]
            .into_iter()
            .flat_map(|word| marks.iter().map(of(word)))
            .chain(resolved.iter().map(of("办好")))
            .collect();
        lines.sort();
        Self(lines)
    }
}

/// Marks that no other text contains: `【甲3】`.
fn marks(whose: &str) -> Vec<String> {
    (0..VISITS).map(|n| format!("【{whose}{n}】")).collect()
}

async fn record(device: &Device, marks: &[String]) {
    let doors = device.doors().await;
    for (mark, door) in marks.iter().zip(doors.iter().cycle()) {
        device.visit(door.household, mark).await;
    }
}

/// Everybody's devices, the hub's own reports and the receipt agree on what was recorded.
async fn all_agree(
    server: &TestServer,
    devices: &[&Device],
    marks: &[String],
    resolved: &[String],
) {
    let expected = Recorded::expected(marks, resolved);
    for device in devices {
        device.sync().await;
    }
    for device in devices {
        assert_eq!(Recorded::on(device, marks).await, expected);
        let receipt = device.ask(ReceiptQuery {}).await;
        assert_eq!((receipt.waiting, receipt.refused), (Vec::new(), Vec::new()));
        let unique: BTreeSet<_> = receipt.delivered.iter().map(|it| it.transaction).collect();
        assert_eq!(unique.len(), receipt.delivered.len());
    }
    // A device that starts with nothing reads the hub's records, not the log.
    let fresh = Device::supervisor(server).await;
    assert_eq!(Recorded::on(&fresh, marks).await, expected);
    let month = china_date(chuanmen_tests::harness::now()).first_of_month();
    for name in [ReportName::Visits, ReportName::Needs, ReportName::Wishes] {
        let table = fresh.report(name, month).await;
        for mark in marks {
            assert_eq!(marked(&table, mark), 1, "{mark} in {}", table.title);
        }
    }
}

fn bobs(server: &TestServer) -> &Login {
    Device::bobs(server)
}

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
