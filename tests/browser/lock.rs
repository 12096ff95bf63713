//! A device with a PIN, with no server.

use std::time::Duration;

use chuanmen_tests::harness::{Browser, Demo, Profile, Screen, Shape, TestServer, Visitor};

async fn type_pin(browser: &Browser, pin: &str) {
    for digit in pin.chars() {
        browser.press(&digit.to_string()).await;
    }
}

#[tokio::test]
async fn five_wrong_pins_have_to_wait_and_the_right_one_opens_with_no_server() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();

    browser.press("设置开锁密码…").await;
    browser.sees("输入新密码").await;
    type_pin(&browser, "123456").await;
    browser.sees("这个太好猜").await;
    type_pin(&browser, "135790").await;
    browser.sees("再输一遍").await;
    type_pin(&browser, "135790").await;
    browser.press("现在锁上…").await;
    browser.sees("输入 6 位开锁密码").await;
    browser.sees_no("我的").await;

    for left in (6..10).rev() {
        type_pin(&browser, "024680").await;
        browser.sees(&format!("还能试 {left} 次")).await;
    }
    type_pin(&browser, "024680").await;
    browser.sees("试错太多次").await;
    // Closing the app does not shorten the wait.
    browser.close().await;
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.sees("试错太多次").await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    browser.sees_no("试错太多次").await;
    type_pin(&browser, "135790").await;
    browser.go("我的").await;
    browser.sees("更改开锁密码").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
