//! A day's round, with no server: planned, ticked off by visits, brought back after a kill.

use chuanmen_core::china_hour;
use chuanmen_core::domain::Relation;
use chuanmen_replica::api::{
    Command, PlanQuery, ResidentDraft, RoundQuery, RoundStep, RoundView, Staircase,
};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now,
};
use serde_json::json;

/// So many that a building has several doors.
const MANY: Demo = Demo {
    households: 300,
    ..Demo::SMALL
};

/// The round to every door of the first building, as another device of the same person plans it.
async fn same_round(alice: &Device) -> (String, RoundView) {
    let plan = alice.ask(PlanQuery {}).await;
    let building = &plan.compounds[0].buildings[0];
    let staircase = |unit: &str| Staircase {
        building: building.id,
        unit: unit.to_owned(),
    };
    let units = building.units.iter();
    let staircases = units.map(|unit| staircase(&unit.unit)).collect();
    let step = RoundStep::Plan {
        staircases,
        all: true,
    };
    alice.send(Command::Round(step)).await;
    let round = alice.ask(RoundQuery {}).await.expect("a round");
    (building.name.clone(), round)
}

fn rooms(round: &RoundView) -> Vec<String> {
    let floors = round.trips.iter().flat_map(|trip| &trip.floors);
    let doors = floors.flat_map(|floor| &floor.doors);
    doors.map(|door| door.room.clone()).collect()
}

#[tokio::test]
async fn a_round_is_ticked_off_by_visits_survives_a_kill_and_leaves_the_evening_who_was_out() {
    let server = TestServer::start_with_web(MANY).await;
    let alice = Device::alice(&server).await;
    let (building, round) = same_round(&alice).await;
    let (all, rooms) = (round.line.total, rooms(&round));
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();

    browser.go("今日").await;
    browser.press("排一趟").await;
    browser.sees("先选楼栋").await;
    browser.press("每户都走").await;
    browser.press(&format!("{building}…")).await;
    browser.press(&format!("排好，走 {all} 户")).await;
    browser.sees(&format!("已走 0 / {all}")).await;

    // Nobody home at the first door, the second is left out, somebody is met at the third.
    browser.press(&format!("下一户 {}…", rooms[0])).await;
    browser.press("无人在家").await;
    browser.press("保存走访").await;
    browser.sees(&format!("已走 1 / {all}")).await;
    browser.press(&format!("{} 今天不去", rooms[1])).await;
    browser.sees(&format!("已走 1 / {}", all - 1)).await;
    phone.kill();
    drop(browser);

    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.sees(&format!("已走 1 / {}", all - 1)).await;
    let evening = china_hour(now()) >= 17;
    let heading = if evening {
        "晚上再去"
    } else {
        "再去一次"
    };
    browser.sees(heading).await;
    browser.press(&format!("下一户 {}…", rooms[2])).await;
    browser.press("见到人").await;
    browser.press("保存走访").await;
    browser.sees(&format!("已走 2 / {}", all - 1)).await;
    browser.press("今天这一趟…").await;
    browser.sees("今天不去 1 户").await;
    browser.press(&format!("{} 还是去", rooms[1])).await;
    browser.sees(&format!("已走 2 / {all}")).await;
    browser.press("结束这一趟").await;
    browser.sees("今天还没排").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

/// Presses a key that writes nothing.
async fn key(browser: &Browser, name: &str, code: u32) {
    for kind in ["rawKeyDown", "keyUp"] {
        let event =
            json!({ "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code });
        browser.devtools("Input.dispatchKeyEvent", event).await;
    }
}

#[tokio::test]
async fn a_surname_of_several_readings_is_found_by_the_keyboard_and_stands_among_the_last_ones() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let door = alice.door().await;
    let resident = ResidentDraft {
        name: "单晓峰".to_owned(),
        relation: Some(Relation::Child),
        ..ResidentDraft::default()
    };
    let household = door.household;
    alice
        .send(Command::AddResident {
            household,
            resident,
        })
        .await;
    alice.sync().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();

    browser.go("走访").await;
    browser.sees_no("最近去过、看过").await;
    browser.fill("找门牌或姓名", "shanxf").await;
    browser.sees("住着单晓峰").await;
    key(&browser, "ArrowDown", 40).await;
    let focused = "return document.activeElement?.matches('a.row') ?? false";
    browser
        .until("the first one found has the focus", async || {
            browser.run(focused, Vec::new()).await == true
        })
        .await;
    browser.press(&format!("{}…", door.view.title)).await;
    browser.sees("开始走访").await;
    phone.kill();
    drop(browser);

    let browser = phone.open().await;
    browser.goto(&format!("{}/places", server.url())).await;
    browser.sees("最近去过、看过").await;
    browser.press(&format!("{}…", door.view.title)).await;
    browser.sees("单晓峰").await;
    browser.close().await;
}
