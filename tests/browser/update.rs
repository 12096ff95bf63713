//! A newer app waits until it is asked for.

use std::fs;
use std::path::Path;

use chuanmen_tests::harness::{
    Demo, Device, Profile, Screen, Shape, TestServer, Visitor, copy_of_web,
};

/// Publishes the same app under another version, as an operator does by replacing its files.
fn publish(web: &Path) {
    let file = web.join("sw.js");
    let script = fs::read_to_string(&file).unwrap();
    let newer = script.replace("\"chuanmen-", "\"chuanmen-next-");
    assert_ne!(newer, script, "the version was not found in sw.js");
    fs::write(&file, newer).unwrap();
    for packed in ["sw.js.br", "sw.js.gz"] {
        fs::remove_file(web.join(packed)).unwrap();
    }
}

#[tokio::test]
async fn a_new_version_is_offered_after_the_visit_and_never_swaps_the_form_away() {
    let web = copy_of_web();
    let server = TestServer::start_with_web_at(Demo::SMALL, web.path()).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.press("记诉求").await;
    browser.fill("要什么", "楼道灯不亮").await;

    publish(web.path());
    let look = "navigator.serviceWorker.ready.then((it) => it.update()); return true";
    browser.run(look, Vec::new()).await;
    browser
        .until("the new version is downloaded", async || {
            let waits = "return Boolean(window.chuanmenUpdateWaiting)";
            browser.run(waits, Vec::new()).await == true
        })
        .await;
    assert!(
        !browser.words().await.contains("有新版本"),
        "nobody is asked in the middle of a visit"
    );
    browser.press("保存走访").await;
    browser.sees("有新版本").await;
    browser.run("window.theOldPage = true", Vec::new()).await;
    browser.press("换上").await;
    browser
        .until("the new version runs", async || {
            let cached = "return window.theOldPage === undefined";
            browser.try_run(cached, Vec::new()).await == Some(true.into())
        })
        .await;
    browser.go("诉求").await;
    browser.sees("楼道灯不亮").await;
    browser.sees_no("有新版本").await;
    browser.close().await;
}
