//! Practice: real screens, invented people, and no trace.

use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};
use serde_json::Value;

/// Every file that the page's origin keeps, with its size, and every database.
const KEPT: &str = "
    const done = arguments[arguments.length - 1];
    const walk = async (folder, path) => {
        const found = [];
        for await (const [name, handle] of folder.entries()) {
            if (handle.kind === 'directory') found.push(...await walk(handle, path + name + '/'));
            else found.push(path + name);
        }
        return found;
    };
    (async () => {
        const files = await walk(await navigator.storage.getDirectory(), '');
        const databases = (await indexedDB.databases()).map(({ name }) => name);
        return JSON.stringify([files.sort(), databases.sort(), Object.keys(localStorage)]);
    })().then(done, (error) => done(String(error)));";

async fn kept(browser: &Browser) -> Value {
    let kept = browser.session.execute_async(KEPT, Vec::new()).await;
    kept.expect("a script runs").json().clone()
}

/// A visit at whatever door is next.
async fn visit_next_door(browser: &Browser) {
    browser.sees("下一户").await;
    browser.press("下一户…").await;
    browser.press("见到人").await;
    browser.fill("备注", "练习时写的").await;
    browser.press("保存走访").await;
    browser.sees("已存好").await;
}

#[tokio::test]
async fn whoever_belongs_to_nobody_yet_practises_with_no_server() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.installed().await;
    server.stop();
    browser.press("先练一练").await;
    browser.sees("练习：不会存到社区").await;
    visit_next_door(&browser).await;
    browser.go("我的").await;
    browser.sees("1 待传").await;
    // A conflict, a need and a wish are there to try.
    browser.press("记得不一样…").await;
    browser.sees("练习：不会存到社区").await;
    browser.sees("都不对，另填").await;
    browser.press("重来").await;
    browser.go("我的").await;
    browser.sees_no("待传").await;
    browser.press("结束练习").await;
    browser.sees("登记这台设备").await;
    browser.sees_no("练习：不会存到社区").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn practice_leaves_no_trace_in_the_records_or_the_hub() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let visits = |doors: Vec<chuanmen_tests::harness::Door>| -> Vec<_> {
        doors
            .iter()
            .map(|door| (door.household, door.view.visit_count))
            .collect()
    };
    let before = visits(alice.doors().await);
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    browser.go("我的").await;
    browser.sees("对过账").await;
    let files = kept(&browser).await;

    browser.press("先练一练").await;
    browser.sees("练习社区").await;
    browser.sees("练习：不会存到社区").await;
    visit_next_door(&browser).await;
    browser.go("走访").await;
    browser.fill("找门牌或姓名", "2-1-101").await;
    browser.press("2-1-101…").await;
    browser.press("更多").await;
    browser.sees("练习：不会存到社区").await;
    browser.go("我的").await;
    browser.sees("1 待传").await;
    // It has no line, though the hub is there to answer.
    browser.press("现在传").await;
    browser.sees("连不上").await;
    browser.sees_no("导出未上传的记录").await;
    assert_eq!(kept(&browser).await, files, "practice keeps no file");
    browser.press("结束练习").await;
    browser.sees("对过账").await;
    browser.sees_no("待传").await;
    browser.sees_no("练习").await;

    // A reload in the middle of a practice comes back to the records.
    browser.press("先练一练").await;
    browser.sees("练习社区").await;
    browser.reload().await;
    browser.sees_no("练习社区").await;
    browser.go("走访").await;
    browser.sees_no("练习小区").await;
    browser.close().await;
    alice.sync().await;
    assert_eq!(visits(alice.doors().await), before);
}
