//! Lists that are longer than a phone can hold at once.

use chuanmen_tests::harness::{Demo, Profile, Screen, Shape, TestServer, Visitor};
use serde_json::Value;

/// Scrolls down until the list is at its end, as a thumb does; the most rows that were drawn at
/// once, and how many there are in all by what the sections say.
const TO_THE_END: &str = "
    const done = arguments[0];
    const main = document.querySelector('main');
    const rows = () => main.querySelectorAll('.leaf a').length;
    const all = [...main.querySelectorAll('.sec')]
        .map((section) => Number(section.innerText.match(/\\d+/)?.[0] ?? 0))
        .reduce((sum, some) => sum + some, 0);
    let most = 0, still = 0;
    const step = () => {
        const before = main.scrollTop;
        main.scrollTop += main.clientHeight / 2;
        most = Math.max(most, rows());
        still = main.scrollTop === before ? still + 1 : 0;
        if (still < 30) requestAnimationFrame(step);
        else done([most, all, main.scrollHeight]);
    };
    step();";
const TO_THE_TOP: &str = "
    const done = arguments[0];
    const main = document.querySelector('main');
    const step = () => {
        main.scrollTop -= main.clientHeight / 2;
        if (main.scrollTop > 0) requestAnimationFrame(step);
        else setTimeout(() => done([main.scrollHeight]), 300);
    };
    step();";

#[tokio::test]
async fn a_list_of_hundreds_draws_what_is_near_and_keeps_the_room_of_the_rest() {
    let server = TestServer::start_with_web(Demo {
        households: 3_000,
        ..Demo::SMALL
    })
    .await;
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    let login = server.answering_for_every_grid();
    browser.enrol_by_password(login).await;
    browser.installed().await;
    browser.go("诉求").await;
    let ready = "return document.querySelectorAll('main .leaf a').length > 0";
    let listed = async || browser.run(ready, Vec::new()).await == Value::Bool(true);
    browser.until("the list", listed).await;
    let first = first_row(&browser).await;
    let run = async |script: &str| {
        let answer = browser.session.execute_async(script, Vec::new()).await;
        let answer = answer.expect("the page scrolls").json().clone();
        serde_json::from_value::<Vec<u64>>(answer).expect("numbers")
    };
    let [most, all, height] = run(TO_THE_END).await[..] else {
        panic!("three numbers");
    };
    assert!(all > 200, "only {all} rows: too few to tell");
    assert!(most < 180 && most > 12, "{most} of {all} rows at once");
    let [height_again] = run(TO_THE_TOP).await[..] else {
        panic!("one number");
    };
    assert!(
        height_again.abs_diff(height) < 8,
        "{height} then {height_again}"
    );
    assert_eq!(first_row(&browser).await, first);
    browser.close().await;
}

async fn first_row(browser: &impl Screen) -> Value {
    let script = "return document.querySelector('main .leaf a').innerText";
    browser.run(script, Vec::new()).await
}
