//! The line as it is out there: slow, narrow, cut at any byte, silent.

use chuanmen_replica::api::Command;
use chuanmen_tests::harness::{Demo, Device, Mishap, Speed, TestServer, Wire};

use crate::agreement::{all_agree, bobs, marks, record};

#[tokio::test]
async fn over_one_2g_line_two_phones_bring_and_get_everything_once() {
    let server = TestServer::start(Demo::SMALL).await;
    let wire = Wire::to(server.address(), Speed::TWO_G).await;
    let (url, alice) = (wire.url(), server.login("网格员"));
    let (alice, bob) = tokio::join!(
        Device::ready_through(&server, alice, &url),
        Device::ready_through(&server, bobs(&server), &url),
    );
    let (hers, his) = (marks("甲"), marks("乙"));
    record(&alice, &hers).await;
    record(&bob, &his).await;
    bob.resolve(&his[0]).await;
    tokio::join!(alice.sync(), bob.sync());
    let marks = [hers, his.clone()].concat();
    all_agree(&server, &[&alice, &bob], &marks, &his[..1]).await;
}

/// Bob saves and syncs through a line on which one connection after another breaks: none is lost,
/// none comes twice.
async fn every_connection_breaks(mishaps: impl IntoIterator<Item = Mishap>) {
    let server = TestServer::start(Demo::SMALL).await;
    let wire = Wire::to(server.address(), Speed::CABLE).await;
    let bob = Device::ready_through(&server, bobs(&server), &wire.url()).await;
    let his = marks("乙");
    let mut unsaved = his.iter();
    let mut failed = 0;
    wire.suffer(mishaps);
    let all = wire.mishaps_left();
    while wire.mishaps_left() > 0 {
        if failed % 5 == 0
            && let Some(mark) = unsaved.next()
        {
            record(&bob, std::slice::from_ref(mark)).await;
        }
        if bob.try_send(Command::SyncNow).await.is_err() {
            failed += 1;
        }
    }
    record(&bob, unsaved.as_slice()).await;
    assert!(failed > all / 2, "{failed} of {all} connections failed");
    all_agree(&server, &[&bob], &his, &[]).await;
}

#[tokio::test]
async fn connections_reset_at_any_byte_lose_nothing_and_repeat_nothing() {
    every_connection_breaks((0..60).map(|n| Mishap::Reset(n * n * 7 / 10 + n))).await;
}

#[tokio::test]
async fn lines_that_fall_silent_at_any_byte_lose_nothing_and_repeat_nothing() {
    every_connection_breaks((0..12).map(|n| Mishap::Silence(n * 190 + 1))).await;
}
