//! The dispatch desk of a supervisor, by keys and by drag, and what the grid member sees of it.

use chuanmen_core::domain::Urgency;
use chuanmen_replica::api::{Command, NeedDraft, NeedsQuery};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Login, Profile, Screen, Shape, TestServer, Visitor, bare,
};
use serde_json::json;
use thirtyfour::Key;

const LAMP: &str = "五楼灯泡炸了，一地玻璃";
const RAIL: &str = "扶手断了，老人差点摔下来";

/// Two urgent needs of alice's first door, on the hub; what a supervisor's desk calls that door.
async fn raised(server: &TestServer) -> String {
    let alice = Device::alice(server).await;
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
    let needs = alice.ask(NeedsQuery {}).await;
    let lamp = needs.into_iter().find(|row| row.text == LAMP);
    let row = lamp.expect("it was raised");
    // Cards set its compound and its number apart.
    row.place.replace(' ', "")
}

async fn device_of(server: &TestServer, profile: &Profile, login: &Login) -> Browser {
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(login).await;
    browser.installed().await;
    browser
}

async fn catch_up(browser: &Browser) {
    browser.go("我的").await;
    browser.press("现在传").await;
    browser.sees_no("待传").await;
}

/// Presses a key where the focus is.
async fn key(browser: &Browser, key: Key) {
    let here = browser.session.active_element().await;
    let here = here.expect("something has the focus");
    here.send_keys(key).await.expect("a key");
}

/// Waits until what begins so has the focus.
async fn focused(browser: &Browser, name: &str) {
    let script = "return spoken(document.activeElement).startsWith(arguments[0])";
    browser
        .until(&format!("“{name}” has the focus"), async || {
            let name = json!(bare(name));
            browser.try_run(script, vec![name]).await == Some(json!(true))
        })
        .await;
}

/// Waits until a lane holds a card, or no longer does.
async fn lane_holds(browser: &Browser, lane: &str, text: &str, holds: bool) {
    let script = "const lanes = [...document.querySelectorAll('section.lane')];
        const lane = lanes.find((it) => spoken(it).startsWith(arguments[0]));
        return lane && bare(lane.innerText).includes(arguments[1])";
    browser
        .until(&format!("“{text}” in {lane}: {holds}"), async || {
            let words = vec![json!(bare(lane)), json!(bare(text))];
            browser.try_run(script, words).await == Some(json!(holds))
        })
        .await;
}

/// Drags a card to a lane, as a browser tells a page of it.
async fn drag(browser: &Browser, text: &str, lane: &str) {
    let script = "const card = control(arguments[0]);
        const lanes = [...document.querySelectorAll('section.lane')];
        const lane = lanes.find((it) => spoken(it).startsWith(arguments[1]));
        if (!card || !lane || !card.draggable) return false;
        const dataTransfer = new DataTransfer();
        const tell = (to, type) => to.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
        tell(card, 'dragstart');
        return new Promise((done) => setTimeout(() => {
          // A page that takes it says so by preventing the default.
          const taken = !tell(lane, 'dragover');
          if (taken) tell(lane, 'drop');
          tell(card, 'dragend');
          done(taken);
        }, 300))";
    browser
        .until(&format!("“{text}” is dragged to {lane}"), async || {
            let words = vec![json!(format!("{text}…")), json!(bare(lane))];
            browser.try_run(script, words).await == Some(json!(true))
        })
        .await;
}

#[tokio::test]
async fn a_supervisor_dispatches_by_keys_and_by_drag_and_the_grid_member_sees_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    raised(&server).await;
    let profiles = [Shape::Desk, Shape::Phone].map(Profile::new);
    let desk = device_of(&server, &profiles[0], server.login("社区")).await;

    // With no server: the desk works from its own data.
    server.stop();
    desk.go("调度").await;
    lane_holds(&desk, "待派单", LAMP, true).await;
    lane_holds(&desk, "待派单", RAIL, true).await;

    // By keys alone: to the card, into its menu, to a party.
    let focus = "const card = control(arguments[0]); card?.focus(); return !!card";
    let lamp = vec![json!(format!("{LAMP}…"))];
    assert_eq!(desk.run(focus, lamp).await, true);
    key(&desk, Key::Home).await;
    key(&desk, Key::Enter).await;
    desk.sees("带一句话").await;
    key(&desk, Key::Escape).await;
    desk.sees_no("带一句话").await;
    // The focus comes back to the card that was opened.
    let card = "return document.activeElement.matches('.kc')";
    desk.until("a card has the focus", async || {
        desk.try_run(card, Vec::new()).await == Some(json!(true))
    })
    .await;
    let lamp = vec![json!(format!("{LAMP}…"))];
    assert_eq!(desk.run(focus, lamp).await, true);
    focused(&desk, LAMP).await;
    key(&desk, Key::Enter).await;
    focused(&desk, "党党支部").await;
    key(&desk, Key::Right).await;
    focused(&desk, "物物业").await;
    key(&desk, Key::Enter).await;
    desk.sees(&format!("已派给物业：{LAMP}")).await;
    lane_holds(&desk, "物业", LAMP, true).await;
    lane_holds(&desk, "待派单", LAMP, false).await;

    // By drag, and back.
    drag(&desk, RAIL, "业委会").await;
    desk.sees(&format!("已派给业委会：{RAIL}")).await;
    lane_holds(&desk, "业委会", RAIL, true).await;
    desk.press("撤销").await;
    lane_holds(&desk, "业委会", RAIL, false).await;
    lane_holds(&desk, "待派单", RAIL, true).await;
    drag(&desk, RAIL, "网格单位").await;
    lane_holds(&desk, "网格单位", RAIL, true).await;
    // To a department, by its name: a card dropped there asks for it.
    drag(&desk, RAIL, "外部部门").await;
    desk.fill("哪个部门", "住建局").await;
    desk.press("保存").await;
    desk.sees("已派单住建局").await;
    lane_holds(&desk, "外部部门", RAIL, true).await;
    desk.press("撤销").await;
    lane_holds(&desk, "网格单位", RAIL, true).await;
    desk.press(&format!("{RAIL}…")).await;
    desk.fill("带一句话（可不填，先写再派）", "栏杆归他们管")
        .await;
    desk.press("外外部部门").await;
    desk.fill("哪个部门", "城管局").await;
    desk.press("保存").await;
    desk.sees("已派单城管局").await;
    server.serve().await;
    catch_up(&desk).await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    let member = device_of(&server, &profiles[1], server.login("网格员")).await;
    member.go("诉求").await;
    // The seal of the party that has it stands first.
    member.press(&format!("物{LAMP}…")).await;
    member.sees("派给物业").await;
    member.go("诉求").await;
    member.press(&format!("外{RAIL}…")).await;
    member.sees("派给外部部门（城管局）").await;
    member.sees("栏杆归他们管").await;
    member.sees("派给网格单位").await;
    member.sees_no("派给业委会").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());
    member.close().await;
}

#[tokio::test]
async fn a_supervisor_returns_a_need_and_merges_its_double_and_the_grid_member_sees_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let place = raised(&server).await;
    let profiles = [Shape::Desk, Shape::Phone].map(Profile::new);
    let desk = device_of(&server, &profiles[0], server.login("社区")).await;

    // With no server: to a party, and back from it with what it says.
    server.stop();
    desk.go("调度").await;
    drag(&desk, LAMP, "业委会").await;
    lane_holds(&desk, "业委会", LAMP, true).await;
    desk.press(&format!("{LAMP}…")).await;
    desk.press("退回").await;
    desk.sees("先写清楚").await;
    desk.fill("说清楚", "不归业委会，归物业").await;
    desk.press("保存").await;
    desk.sees("记下了：退回").await;
    lane_holds(&desk, "业委会", LAMP, false).await;
    lane_holds(&desk, "待派单", LAMP, true).await;

    // The other of the same door says the same: one is left.
    desk.press(&format!("{RAIL}…")).await;
    desk.press("并入另一件").await;
    desk.sees("先选并到哪一件").await;
    // Not the card of that name, which lies behind.
    desk.press(&format!("{LAMP}{place}公共设施")).await;
    desk.press("保存").await;
    desk.sees("记下了：并入另一件").await;
    lane_holds(&desk, "待派单", RAIL, false).await;
    lane_holds(&desk, "待派单", LAMP, true).await;
    server.serve().await;
    catch_up(&desk).await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    let member = device_of(&server, &profiles[1], server.login("网格员")).await;
    member.go("诉求").await;
    member.press(&format!("{LAMP}…")).await;
    member.sees("不归业委会，归物业").await;
    member.go("诉求").await;
    member.press(&format!("{RAIL}…")).await;
    member.sees("已并单").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());
    member.close().await;
}

#[tokio::test]
async fn keys_reach_the_last_card_of_a_lane_that_shows_only_its_first_ones() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let household = alice.door().await.household;
    for number in 1..=8 {
        let need = NeedDraft {
            category: "public_facility".to_owned(),
            text: format!("第{number}盏灯不亮"),
            urgency: Urgency::Urgent,
        };
        alice.send(Command::RaiseNeed { household, need }).await;
    }
    alice.sync().await;
    let profile = Profile::new(Shape::Desk);
    let desk = device_of(&server, &profile, server.login("社区")).await;
    desk.go("调度").await;
    lane_holds(&desk, "待派单", "盏灯不亮", true).await;
    let focus = "const card = document.querySelector('section.lane.inbox .kc'); card?.focus(); return !!card";
    assert_eq!(desk.run(focus, Vec::new()).await, true);
    key(&desk, Key::End).await;
    let last = "const cards = [...document.querySelectorAll('section.lane.inbox .kc')];
        return cards.length > 6 && document.activeElement === cards.at(-1)";
    desk.until("the last card has the focus", async || {
        desk.try_run(last, Vec::new()).await == Some(json!(true))
    })
    .await;
    key(&desk, Key::Up).await;
    let before = "const cards = [...document.querySelectorAll('section.lane.inbox .kc')];
        return document.activeElement === cards.at(-2)";
    desk.until("the card before it has the focus", async || {
        desk.try_run(before, Vec::new()).await == Some(json!(true))
    })
    .await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;
}
