//! The words that the other tests are written in, tried on a page of our own.

use chuanmen_tests::harness::{Profile, Screen, Shape};

const PAGE: &str = "data:text/html;charset=utf-8,<meta name=viewport content=\"width=device-width\"><label>登记码 <input></label>\
    <button onclick=\"document.querySelector('p').textContent = document.querySelector('input').value\">\
    去走访</button><button hidden>藏着</button><p></p>";

#[tokio::test]
async fn a_browser_finds_by_words_what_shows_and_nothing_else() {
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(PAGE).await;
    browser.fill("登记码", "旧").await;
    browser.fill("登记码", "3 栋 2 单元").await;
    browser.press("去走…").await;
    browser.sees("3栋2单元").await;
    assert!(!browser.try_press("藏着").await);
    let width = browser.run("return innerWidth", Vec::new()).await;
    assert_eq!(width, 390);
    browser.close().await;
}

#[tokio::test]
#[should_panic(expected = "tab crashed")]
async fn a_tab_that_chromium_loses_is_told_from_a_page_that_shows_nothing() {
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(PAGE).await;
    assert!(browser.session.goto("chrome://crash").await.is_err());
    browser.sees("去走访").await;
}
