//! A joint meeting from its agenda to its minutes, on screen, on paper and as a document; and what
//! the grid member's phone hears of it.

use std::io::{Cursor, Read};

use chuanmen_core::domain::{NeedState, Party, Urgency};
use chuanmen_replica::api::{Command, NeedDraft, NeedQuery, NeedsQuery};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor, bare,
};
use jiff::civil::date;
use serde_json::json;

const LAMP: &str = "五楼灯泡炸了，一地玻璃";
const RAIL: &str = "扶手断了，老人差点摔下来";
const CHANGE: &str = "周五前换成声控灯";
const MEASURE: &str = "先量尺寸，下次会再议";

#[tokio::test]
async fn a_meeting_is_made_of_two_needs_held_closed_and_its_minutes_are_printed_and_read_back() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let household = alice.door().await.household;
    for text in [LAMP, RAIL] {
        let need = NeedDraft {
            category: "public_facility".to_owned(),
            text: text.to_owned(),
            urgency: Urgency::Urgent,
        };
        alice.send(Command::RaiseNeed { household, need }).await;
    }
    alice.sync().await;

    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.installed().await;
    // With no server: a meeting is held from the desk's own data.
    server.stop();
    browser.go("调度").await;
    browser.press("联席会议").await;
    browser.press("新建联席会议").await;
    browser.sees("先定哪天开").await;
    browser.fill("哪天开", "2031-03-07").await;
    browser.fill("时间", "下午").await;
    browser.press("保存修改").await;
    browser.sees("格式不对，请核对。").await;
    browser.fill("时间", "14:30").await;
    browser.fill("地点", "一楼会议室").await;
    browser.press("保存修改").await;
    browser.press("2031年3月7日联席会议…").await;
    for (count, text) in [(1, LAMP), (2, RAIL)] {
        browser.fill("加议题", text).await;
        browser.press(&format!("加入议题：{text}")).await;
        browser.sees(&format!("议题和决议{count}件")).await;
    }
    // By drag the handrail is the first, by a button the second again; dragged, it stays the first.
    drag_onto(&browser, RAIL, LAMP).await;
    order(&browser, [RAIL, LAMP]).await;
    browser.press(&format!("往后：{RAIL}")).await;
    order(&browser, [LAMP, RAIL]).await;
    drag_onto(&browser, LAMP, RAIL).await;
    order(&browser, [RAIL, LAMP]).await;
    browser.press("开会").await;
    browser.sees("归档纪要").await;
    browser.fill("物业谁来的", "罗志刚").await;
    browser.press("记下到会").await;

    // The handrail is the first now; its form closes, and the lamp's opens.
    browser.press("写决议").await;
    browser.fill("决议", MEASURE).await;
    browser.press("形成决议").await;
    browser.sees(&format!("{MEASURE}刘敏记")).await;
    press_last(&browser, "写决议").await;
    browser.fill("决议", CHANGE).await;
    browser.press("物业").await;
    browser.fill("哪天前办结", "2031-03-14").await;
    browser.press("形成决议").await;
    browser
        .sees(&format!("{CHANGE}物业承办，2031年3月14日前办结"))
        .await;
    browser.press("归档纪要").await;
    browser.sees("归档以后的更正和补充").await;
    browser.fill("更正或补充", "业委会请假").await;
    browser.press("附上").await;
    browser.press(&format!("物{LAMP}…")).await;
    browser.sees("联席会议决议，派给物业").await;
    browser.sees(CHANGE).await;
    // The need is due by the day that was resolved.
    browser.sees("最迟2031年3月14日").await;

    server.serve().await;
    browser.go("我的").await;
    browser.press("现在传").await;
    browser.sees_no("待传").await;
    browser.go("调度").await;
    browser.press("联席会议").await;
    browser.press("2031年3月7日联席会议…").await;
    browser.press("会议纪要…").await;
    browser.press("导出 DOCX").await;
    let document = document(browser.downloaded(".docx").await);
    let paper = browser.print().await;
    assert!((1..=2).contains(&paper.pages), "{} pages", paper.pages);
    let said = [
        LAMP,
        RAIL,
        CHANGE,
        MEASURE,
        "罗志刚",
        "一楼会议室",
        "业委会请假",
    ];
    for there in said {
        assert!(document.contains(there), "{there} in {document}");
        assert!(paper.words.contains(there), "{there} on {}", paper.words);
    }
    assert!(document.find(RAIL) < document.find(LAMP));
    assert!(document.contains("导出：刘敏") && paper.words.contains("打印：刘敏"));
    for screen in ["导出DOCX", "总览", "我的"] {
        assert!(!paper.words.contains(screen), "{screen} is on paper");
    }
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;

    // The grid member's phone hears of it with its next sync.
    alice.sync().await;
    let needs = alice.ask(NeedsQuery {}).await;
    let lamp = needs.iter().find(|need| need.text == LAMP).unwrap();
    assert_eq!(lamp.state, NeedState::Dispatched);
    assert_eq!(lamp.holder, Some(Party::PropertyCompany));
    let lamp = alice.ask(NeedQuery { need: lamp.id }).await;
    assert_eq!(lamp.timeline[0].note, CHANGE);
    assert!(lamp.timeline[0].meeting.is_some());
    assert_eq!(lamp.row.due_on, Some(date(2031, 3, 14)));
}

/// Drags a need of the agenda to the place of another, as a browser tells a page of it.
async fn drag_onto(browser: &Browser, text: &str, onto: &str) {
    let script = "const items = [...document.querySelectorAll('.lift')];
        const [held, target] = [...arguments].map(
          (text) => items.find((it) => bare(it.innerText).includes(text)));
        if (!held?.draggable || !target) return false;
        const dataTransfer = new DataTransfer();
        const tell = (to, type) => to.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
        tell(held, 'dragstart');
        return new Promise((done) => setTimeout(() => {
          // A page that takes it says so by preventing the default.
          const taken = !tell(target, 'dragover');
          if (taken) tell(target, 'drop');
          tell(held, 'dragend');
          done(taken);
        }, 300))";
    browser
        .until(
            &format!("“{text}” is dragged onto “{onto}”"),
            async || {
                let words = [text, onto].map(|text| json!(bare(text))).to_vec();
                browser.try_run(script, words).await == Some(json!(true))
            },
        )
        .await;
}

/// Waits until the agenda has this order.
async fn order(browser: &Browser, texts: [&str; 2]) {
    let script = "const items = [...document.querySelectorAll('.lift')];
        return items.length === 2
          && items.every((it, at) => bare(it.innerText).includes(arguments[at]))";
    browser
        .until(&format!("{texts:?} in this order"), async || {
            let words = texts.map(|text| json!(bare(text))).to_vec();
            browser.try_run(script, words).await == Some(json!(true))
        })
        .await;
}

/// Presses the last control of this name.
async fn press_last(browser: &Browser, name: &str) {
    let script = "const found = all('button').filter((it) => spoken(it) === arguments[0]);
        found.at(-1)?.click();
        return found.length > 0";
    browser
        .until(&format!("“{name}” can be pressed"), async || {
            let name = json!(bare(name));
            browser.try_run(script, vec![name]).await == Some(json!(true))
        })
        .await;
}

/// The text of a document.
fn document(file: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let pieces = xml.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.map(|(_, text)| text).collect()
}
