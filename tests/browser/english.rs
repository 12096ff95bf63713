//! The second language: nothing of the first is left but data.

use std::collections::BTreeSet;

use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

const CHINESE: &str = include_str!("../../assets/locales/zh-CN.ftl");

/// Names of languages are written in themselves; the mark is a drawing.
const IN_THEIR_OWN: [&str; 1] = ["简体中文"];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What the interface says in Chinese, in pieces between what is filled in; so long that no
/// record says the same by chance.
fn said_in_chinese() -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for line in CHINESE.lines().filter(|line| !line.starts_with('#')) {
        let value = line.split_once(" = ").map_or(line, |(_, value)| value);
        let mut depth = 0;
        let mut piece = String::new();
        for c in value.chars().chain([' ', '{']) {
            match c {
                '{' | '}' => {
                    depth += if c == '{' { 1 } else { -1 };
                    if piece.chars().filter(|c| is_han(*c)).count() >= 4 {
                        said.insert(piece.split_whitespace().collect());
                    }
                    piece.clear();
                }
                c if depth == 0 => piece.push(c),
                _ => {}
            }
        }
    }
    said.retain(|piece: &String| !IN_THEIR_OWN.contains(&piece.as_str()));
    said
}

/// Nothing on the screen is said in Chinese, but what records say.
async fn speaks_english(browser: &Browser, said: &BTreeSet<String>) {
    // Before the app has started it knows no language.
    let started = "return document.documentElement.lang === 'en' && !text().includes('正在打开')";
    browser
        .until("the app has started", async || {
            browser.try_run(started, Vec::new()).await == Some(true.into())
        })
        .await;
    let spoken = "return [text(), document.title, ...[...document.querySelectorAll('[aria-label],\
        [placeholder]')].flatMap((one) => [one.getAttribute('aria-label'),\
        one.getAttribute('placeholder')])].filter(Boolean).join('|')";
    let shown = browser.run(spoken, Vec::new()).await;
    let shown: String = shown.as_str().unwrap().split_whitespace().collect();
    let chinese: Vec<_> = said.iter().filter(|piece| shown.contains(*piece)).collect();
    assert!(chinese.is_empty(), "{chinese:?} in {shown}");
}

#[test]
fn pieces_of_chinese_sentences_are_found() {
    let said = said_in_chinese();
    assert!(said.contains("已存好，有网自动传。") && said.len() > 200);
}

#[tokio::test]
async fn a_whole_visit_is_done_in_english_and_no_screen_says_a_chinese_word() {
    let said = said_in_chinese();
    let server = TestServer::start_with_web(Demo {
        households: 300,
        ..Demo::SMALL
    })
    .await;
    let alice = Device::alice(&server).await;
    let door = alice.door().await;
    let id = |value: &dyn std::fmt::Display| value.to_string();
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    browser.go("我的").await;
    browser.sees("对过账").await;
    // At once, on the screen where it is chosen.
    browser.press("English").await;
    browser.sees("Text size").await;
    speaks_english(&browser, &said).await;
    server.stop();
    browser.reload().await;
    browser.sees("Text size").await;

    browser.go("Today").await;
    browser.sees("Card 1 of 3").await;
    speaks_english(&browser, &said).await;
    browser.press("Skip").await;
    browser.press("Next…").await;
    browser.sees("Met").await;
    speaks_english(&browser, &said).await;
    browser.press("Met").await;
    browser.fill("Note", "All well").await;
    speaks_english(&browser, &said).await;
    browser.press("Save the visit").await;
    browser.sees("Undo").await;
    speaks_english(&browser, &said).await;
    let home = format!("/household/{}", id(&door.household));
    let resident = id(&door.view.residents[0].id);
    for address in [
        "/".to_owned(),
        "/places".to_owned(),
        format!("/building/{}", id(&door.view.building)),
        home.clone(),
        format!("{home}/visit"),
        format!("{home}/add"),
        format!("{home}/edit/{resident}"),
        "/needs".to_owned(),
        "/wishes".to_owned(),
        "/conflicts".to_owned(),
        "/guide".to_owned(),
        "/me".to_owned(),
        "/pin".to_owned(),
        "/help".to_owned(),
        "/help/visit".to_owned(),
        "/help/tour".to_owned(),
        "/feedback".to_owned(),
        "/about".to_owned(),
        "/nowhere".to_owned(),
    ] {
        browser.goto(&format!("{}{address}", server.url())).await;
        browser
            .until(&format!("{address} is drawn"), async || {
                let drawn = "return Boolean(document.querySelector('main h1, header h1'))";
                browser.try_run(drawn, Vec::new()).await == Some(true.into())
            })
            .await;
        speaks_english(&browser, &said).await;
    }
    browser.goto(&format!("{}/me", server.url())).await;
    browser.press("Practise first").await;
    browser.sees("nothing is sent").await;
    speaks_english(&browser, &said).await;
    browser.press("End practice").await;
    browser.sees("waiting").await;
    browser.close().await;
}
