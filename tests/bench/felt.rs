//! How the app feels with 10,000 households on a cheap phone: every figure that a person waits for.

use std::fs;
use std::time::Duration;

use chuanmen_tests::harness::{Browser, Demo, Profile, Screen, Shape, TestServer, Visitor};
use serde_json::{Value, json};

use crate::app::{THROTTLE, WATCH_TODAY};
use crate::figures::{print, print_percentiles, print_times};

const TEN_THOUSAND: Demo = Demo {
    households: 10_000,
    ..Demo::SMALL
};
const TIMES: usize = 5;
const FELT: &str = include_str!("felt.js");

pub(crate) async fn measure() {
    let server = TestServer::start_with_web(TEN_THOUSAND).await;
    // Today itself has ten thousand households to think of.
    let login = server.answering_for_every_grid();
    let profile = Profile::new(Shape::Phone);
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    let patience = Duration::from_secs(600);
    let set = browser.session.set_script_timeout(patience).await;
    set.expect("a patient driver");
    browser.enrol_by_password(login).await;
    browser.installed().await;
    browser.go("今日").await;
    server.stop();

    let rate = json!({ "rate": THROTTLE });
    browser
        .devtools("Emulation.setCPUThrottlingRate", rate)
        .await;
    cold_start(&browser).await;
    taps(&browser).await;
    search(&browser).await;
    scroll(&browser).await;
    print("felt_page_memory", memory(&profile), "KiB");
    browser.close().await;
}

/// From asking for the page to the first door of Today.
async fn cold_start(browser: &Browser) {
    let script = json!({ "source": format!("{FELT}\n{WATCH_TODAY}") });
    let watch = "Page.addScriptToEvaluateOnNewDocument";
    browser.devtools(watch, script).await;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        browser.reload().await;
        let seen = browser.number("return window.todaySeen ?? null").await;
        times.push(Duration::from_secs_f64(seen / 1000.0));
    }
    print_times("felt_cold_start_to_today", times);
}

/// From each tap of a visit to the screen that it opens.
async fn taps(browser: &Browser) {
    let ways = [
        (
            "household",
            "felt.tap('.door')",
            "location.pathname.startsWith('/household/') && document.querySelector('main .card')",
        ),
        ("board", "history.back()", "document.querySelector('.trip')"),
        (
            "board",
            "felt.tap('.trip')",
            "document.querySelector('.board')",
        ),
        ("today", "history.back()", "document.querySelector('.door')"),
        (
            "visit_form",
            "felt.tap('.dock .btn')",
            "document.querySelector('.out')",
        ),
        (
            "outcome",
            "felt.tap('.out button')",
            "document.querySelector('.out [aria-checked=true]')",
        ),
        (
            "save_visit",
            "felt.tap('.dock .btn.pri')",
            "document.querySelector('.snack')",
        ),
    ];
    let mut times: Vec<(&str, Vec<Duration>)> = Vec::new();
    for _ in 0..TIMES {
        browser.go("今日").await;
        browser.sees("下一户").await;
        for (name, act, shown) in ways {
            let took = time(browser, act, shown).await;
            match times.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push(took),
                None => times.push((name, vec![took])),
            }
        }
        // The form goes by itself once the save is told.
        browser.sees("已存好").await;
    }
    for (name, times) in times {
        print_times(&format!("felt_{name}"), times);
    }
}

/// From each key of a search to the list that it changes.
async fn search(browser: &Browser) {
    browser.go("走访").await;
    browser.sees("走访").await;
    let mut times = Vec::new();
    for text in ["yanwenlong", "zxl", "秀兰", "3-2-501", "1234", "duju"] {
        let script = "const [text, done] = arguments; felt.type(text).then(done, (why) => done(String(why)));";
        times.extend(answer(browser, script, vec![text.into()]).await);
    }
    print_percentiles("felt_search_key", times);
}

/// The frames of the longest list, as fast as a thumb scrolls.
async fn scroll(browser: &Browser) {
    browser.go("诉求").await;
    browser.sees("诉求").await;
    let script = "const [frames, done] = arguments; felt.scroll(frames).then(done);";
    let times = answer(browser, script, vec![240.into()]).await;
    print_percentiles("felt_scroll_frame", times);
}

async fn time(browser: &Browser, act: &str, shown: &str) -> Duration {
    let script = format!(
        "const done = arguments[0]; felt.until(() => {{ {act} }}, () => {shown}).then((it) => done([it]), (why) => done(String(why)));"
    );
    let times = answer(browser, &script, Vec::new()).await;
    times.first().copied().unwrap_or_default()
}

async fn answer(browser: &Browser, script: &str, arguments: Vec<Value>) -> Vec<Duration> {
    let answer = browser.session.execute_async(script, arguments).await;
    let answer = answer.expect("the page measures").json().clone();
    let times: Vec<f64> =
        serde_json::from_value(answer.clone()).unwrap_or_else(|_| panic!("times, not {answer}"));
    let times = times.into_iter();
    times
        .map(|it| Duration::from_secs_f64(it / 1000.0))
        .collect()
}

/// What the largest of the browser's renderers needs alone and its part of what is shared, in
/// kibibytes: page, worker, both programs and both heaps.
fn memory(profile: &Profile) -> u64 {
    let folder = profile.folder().to_string_lossy().into_owned();
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let renderers = processes.map(|process| process.path()).filter(|process| {
        let words = fs::read_to_string(process.join("cmdline")).unwrap_or_default();
        words.contains("--type=renderer") && words.contains(&folder)
    });
    let shares = renderers.map(|process| {
        let rollup = fs::read_to_string(process.join("smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.unwrap_or_default()
    });
    shares.max().unwrap_or_default()
}
