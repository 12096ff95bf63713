//! A phone whose line is down, and a colleague who carries what it saved.

use std::fs;

use chuanmen_replica::api::NeedsQuery;
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};
use thirtyfour::By;

const NEED: &str = "二楼水管漏水，没网的时候记的";

/// How often the hub has the need.
async fn found(supervisor: &Device) -> usize {
    supervisor.sync().await;
    let needs = supervisor.ask(NeedsQuery {}).await;
    needs.iter().filter(|need| need.text == NEED).count()
}

#[tokio::test]
async fn a_bundle_exported_on_one_phone_is_taken_in_by_another_and_nothing_comes_twice() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let supervisor = Device::supervisor(&server).await;
    let (hers, his) = (Profile::new(Shape::Phone), Profile::new(Shape::Phone));
    let her_browser = hers.open().await;
    her_browser.goto(&server.url()).await;
    her_browser.enrol_by_code(server.login("网格员")).await;
    her_browser.installed().await;

    // The line is down: what she records stays on her phone, and in the file.
    server.stop();
    her_browser.find_by_board(&door).await;
    her_browser.record_visit(NEED, "一盏台灯").await;
    her_browser.go("我的").await;
    her_browser.press("导出").await;
    her_browser.sees("1 条已存成文件").await;
    let file = her_browser.downloaded(".cmb").await;
    her_browser.sees("1 待传").await;
    her_browser.close().await;

    // A colleague's phone has a line.
    server.serve().await;
    let browser = his.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(Device::bobs(&server)).await;
    let path = his.folder().join("同事.cmb");
    fs::write(&path, file).unwrap();
    let input = browser.session.find(By::Css("input[type=file]")).await;
    let input = input.unwrap();
    input.send_keys(path.display().to_string()).await.unwrap();
    browser.sees("同事.cmb").await;
    browser.press("现在传").await;
    browser.sees("的 1 条").await;
    assert_eq!(found(&supervisor).await, 1);
    browser.press("移除").await;
    browser.sees_no("同事.cmb").await;
    browser.close().await;

    // Her line is back: her own phone says it was delivered, and the hub has it once.
    let browser = hers.open().await;
    browser.goto(&server.url()).await;
    browser.go("我的").await;
    browser.sees("1 已送达").await;
    browser.sees("一条不差").await;
    browser.sees_no("待传").await;
    assert_eq!(found(&supervisor).await, 1);
    browser.close().await;
}
