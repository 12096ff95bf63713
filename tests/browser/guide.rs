//! The service handbook at a door without signal.

use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

#[tokio::test]
async fn with_no_server_an_entry_is_found_by_initials_and_shown_in_large_letters() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();

    // From the household one stands before.
    browser.find_by_board(&door).await;
    browser.press("更多").await;
    browser.press("办事指南").await;
    browser.sees("社保卡补办").await;
    browser.fill("找要办的事", "gljt").await;
    browser.sees_no("社保卡补办").await;
    browser.press("高龄津贴…").await;
    browser.sees("带什么").await;
    let size = "return parseFloat(getComputedStyle([...document.querySelectorAll('li')]
        .find((paper) => paper.textContent.includes('户口簿'))).fontSize)";
    let usual = browser.number(size).await;
    browser.press("给居民看").await;
    browser.sees_no("今日").await;
    browser.sees("户口簿").await;
    assert!(browser.number(size).await > 1.6 * usual);

    browser.press("看完了，返回").await;
    browser.sees("给居民看").await;
    browser.press("返回").await;
    browser.sees("刚看过的").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
