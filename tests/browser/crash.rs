//! A browser that is killed while it saves, and a line that breaks while it loads.

use std::time::Duration;

use chuanmen_replica::api::NeedsQuery;
use chuanmen_tests::harness::{
    Demo, Device, Fault, Profile, Proxy, Screen, Shape, TestServer, Visitor, hub_is_sound,
};

const SAVE: &str = include_str!("save_until_killed.js");

/// The notes that the hub has, by number, sorted.
async fn numbers(server: &TestServer) -> Vec<u32> {
    let supervisor = Device::supervisor(server).await;
    let needs = supervisor.ask(NeedsQuery {}).await;
    let number = |text: &str| text.strip_prefix("第 ")?.strip_suffix(" 件")?.parse().ok();
    let mut numbers: Vec<u32> = needs.iter().filter_map(|need| number(&need.text)).collect();
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn what_a_killed_browser_had_acknowledged_arrives_once() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let login = server.login("网格员").clone();
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    let worker = "return document.querySelector('meta[name=replica-worker]').content";
    let worker = browser.run(worker, Vec::new()).await;
    // The app's own worker holds the database: it is let go by leaving the page.
    browser
        .goto(&format!("{}/manifest.webmanifest", server.url()))
        .await;
    let arguments = vec![
        worker,
        server.url().into(),
        login.login.clone().into(),
        login.password.clone().into(),
    ];
    browser.run(SAVE, arguments).await;
    let saved = "return window.acknowledged >= 40 ? window.acknowledged : null";
    browser.number(saved).await;
    server.stop();
    let more = "return window.acknowledged >= 60 ? window.acknowledged : null";
    let acknowledged = browser.number(more).await;
    phone.kill();
    drop(browser);

    let browser = phone.open().await;
    server.serve().await;
    browser.goto(&server.url()).await;
    browser.go("我的").await;
    browser.sees("一条不差").await;
    browser.close().await;
    let numbers = numbers(&server).await;
    let count = u32::try_from(numbers.len()).unwrap();
    assert_eq!(
        numbers,
        (1..=count).collect::<Vec<_>>(),
        "each once, none left out"
    );
    assert!(
        f64::from(count) >= acknowledged,
        "{count} of {acknowledged}"
    );
    server.stop();
    hub_is_sound(&server.database());
}

#[tokio::test]
async fn a_first_load_that_is_cut_at_every_answer_still_arrives_whole() {
    let server = TestServer::start_with_web(Demo::FULL).await;
    let door = Device::alice(&server).await.door().await;
    let line = Proxy::to(server.address()).await;
    line.lose_each_sync_once(Fault::ResponseCut);
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&line.url()).await;
    browser.fill("登记码", &server.login("网格员").code).await;
    browser.press("登记").await;
    browser.go("我的").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser
        .until("everything has arrived", async || {
            // What a person does who sees that it stopped.
            browser.try_press("现在传").await;
            browser.words().await.contains("一条不差")
        })
        .await;
    assert!(line.traffic().lost > 1, "nothing was cut");
    browser.find_by_board(&door).await;
    browser.close().await;
}
