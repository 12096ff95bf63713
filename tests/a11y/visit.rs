//! The commonest visit, tap by tap: the pictures of `docs/images/visit-taps.webp`.

use chuanmen_replica::api::HouseholdQuery;
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

use crate::looks::{Looks, id};

#[tokio::test]
async fn a_visit_looks_good_at_every_tap() {
    let server = TestServer::start_with_web(Demo {
        households: 300,
        ..Demo::SMALL
    })
    .await;
    let alice = Device::alice(&server).await;
    let door = alice.door().await;
    alice.visit(door.household, "带了药").await;
    alice.sync().await;
    let household = door.household;
    let wrong = alice
        .ask(HouseholdQuery { household })
        .await
        .visits
        .remove(0);
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "tap").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    browser.go("今日").await;
    browser.sees("下一户").await;
    looks.now("1-today").await;
    browser.press("下一户…").await;
    browser.sees("先选见没见到人").await;
    looks.now("2-form").await;
    browser.press("见到人").await;
    browser.sees("保存走访").await;
    looks.now("3-met").await;
    browser.press("保存走访").await;
    browser.sees("已存好，有网自动传。").await;
    looks.now("4-saved").await;
    browser.go("我的").await;
    browser.sees("待传").await;
    looks.now("5-waiting").await;
    server.serve().await;
    browser.sees("1 已送达").await;
    looks.now("6-delivered").await;
    let correct = format!("/household/{}/correct/{}", id(household), id(wrong.id));
    looks.at("correct", &correct, "保存更正").await;
    looks.are_good();
    browser.close().await;
}
