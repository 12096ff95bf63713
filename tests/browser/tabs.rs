//! Two tabs on one phone.

use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

#[tokio::test]
async fn a_second_tab_offers_to_take_over_and_neither_corrupts() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    let first = browser.session.window().await.unwrap();
    browser.enrol_by_code(server.login("网格员")).await;
    browser.find_by_board(&door).await;
    browser.record_visit("第一个窗口记的", "一盏台灯").await;

    let second = browser.another_tab(&server.url()).await;
    browser.sees("串门已经在另一个窗口打开了").await;
    browser.press("在这里用").await;
    browser.find_by_board(&door).await;
    browser.sees("第一个窗口记的").await;
    browser.record_visit("第二个窗口记的", "一床棉被").await;

    browser.look_at(&first).await;
    browser.sees("串门转到另一个窗口了").await;
    browser.press("在这里用").await;
    browser.go("诉求").await;
    for need in ["第一个窗口记的", "第二个窗口记的"] {
        browser.sees(need).await;
    }
    browser.look_at(&second).await;
    browser.sees("串门转到另一个窗口了").await;

    // What both wrote reaches the hub whole.
    browser.look_at(&first).await;
    browser.go("我的").await;
    browser.press("现在传").await;
    browser.sees("2 已送达").await;
    browser.close().await;
    let supervisor = Device::supervisor(&server).await;
    let needs = supervisor.ask(chuanmen_replica::api::NeedsQuery {}).await;
    let ours = needs.iter().filter(|need| need.text.ends_with("窗口记的"));
    assert_eq!(ours.count(), 2);
}
