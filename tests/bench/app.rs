//! The app in Chromium: its first load, a reload with no server, saving a visit.

use chuanmen_tests::harness::{Demo, Profile, Proxy, Screen, Shape, TestServer, Visitor};
use serde_json::{Value, json};
use std::time::Duration;

use crate::figures::{print, print_times};

/// A cheap phone, as Chromium plays it.
pub(crate) const THROTTLE: u32 = 4;
const RELOADS: usize = 5;
const VISITS: u32 = 60;

pub(crate) async fn measure() {
    let server = TestServer::start_with_web(Demo::FULL).await;
    first_load(&server).await;
    reload_without_server(&server).await;
    server.serve().await;
    save_on_opfs(&server).await;
}

/// All that a phone receives until the app is installed on it.
async fn first_load(server: &TestServer) {
    let line = Proxy::to(server.address()).await;
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(&line.url()).await;
    browser.installed().await;
    let traffic = line.traffic();
    print("pwa_first_load_bytes", traffic.down, "B");
    print("pwa_first_load_requests", traffic.requests, "requests");
    browser.close().await;
}

/// From asking for the page to the first doors of Today.
async fn reload_without_server(server: &TestServer) {
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("网格员")).await;
    browser.installed().await;
    browser.go("今日").await;
    server.stop();
    let rate = json!({ "rate": THROTTLE });
    browser
        .devtools("Emulation.setCPUThrottlingRate", rate)
        .await;
    let script = json!({ "source": WATCH_TODAY });
    let watch = "Page.addScriptToEvaluateOnNewDocument";
    browser.devtools(watch, script).await;
    let mut times = Vec::new();
    for _ in 0..RELOADS {
        browser.reload().await;
        let seen = browser.number("return window.todaySeen ?? null").await;
        times.push(Duration::from_secs_f64(seen / 1000.0));
    }
    print_times("reload_offline_to_today", times);
    browser.close().await;
}

/// When the list of doors is there, in milliseconds since the navigation began.
pub(crate) const WATCH_TODAY: &str = "new MutationObserver((_, observer) => {
  if (!document.querySelector('.door')) return;
  observer.disconnect();
  requestAnimationFrame(() => { window.todaySeen = performance.now(); });
}).observe(document, { childList: true, subtree: true });";

/// The worker alone, asked by a page without the app: what saving costs, and the message both ways.
async fn save_on_opfs(server: &TestServer) {
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    let worker = "return document.querySelector('meta[name=replica-worker]').content";
    let worker = browser.run(worker, Vec::new()).await;
    browser
        .goto(&format!("{}/manifest.webmanifest", server.url()))
        .await;
    let login = server.login("网格员");
    let arguments = json!([worker, server.url(), login.login, login.password, VISITS]);
    let Value::Array(arguments) = arguments else {
        return;
    };
    let patience = Duration::from_secs(120);
    let set = browser.session.set_script_timeout(patience).await;
    set.expect("a patient driver");
    let answer = browser.session.execute_async(SAVE_VISITS, arguments).await;
    let answer = answer.expect("the worker saves").json().clone();
    let times: Vec<f64> =
        serde_json::from_value(answer.clone()).unwrap_or_else(|_| panic!("times, not {answer}"));
    let times = times
        .into_iter()
        .map(|it| Duration::from_secs_f64(it / 1000.0));
    print_times("save_visit_opfs", times.collect());
    browser.close().await;
}

const SAVE_VISITS: &str = include_str!("save_visits.js");
