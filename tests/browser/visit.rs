//! The visit's form with no server: several doors of a floor, people who live there, and a form
//! that is come back to.

use chuanmen_replica::api::{HouseholdQuery, VisitFormQuery};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Door, Profile, Screen, Shape, TestServer, Visitor,
};

/// So many that neighbours of a floor are due.
const MANY: Demo = Demo {
    households: 300,
    ..Demo::SMALL
};

/// A phone that has everything, and whose server is gone.
async fn without_server(server: &TestServer, phone: &Profile) -> Browser {
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    browser
}

async fn visits(device: &Device, door: &Door) -> u32 {
    let household = door.household;
    device.ask(HouseholdQuery { household }).await.visit_count
}

#[tokio::test]
async fn several_households_of_one_floor_are_one_save_and_one_tap_takes_it_back() {
    let server = TestServer::start_with_web(MANY).await;
    let alice = Device::alice(&server).await;
    let doors = alice.doors().await;
    let mut found = None;
    for door in &doors {
        let household = door.household;
        let form = alice.ask(VisitFormQuery { household }).await;
        let other = form
            .neighbours
            .into_iter()
            .find(|other| other.asks_first.is_none() && !other.name.is_empty());
        found = found.or(other.map(|other| (door, other)));
    }
    let (door, other) = found.expect("two doors of a floor that wait for a visit");
    let neighbour = doors.iter().find(|one| one.household == other.household);
    let neighbour = neighbour.expect("it is on this device");
    let before = (visits(&alice, door).await, visits(&alice, neighbour).await);

    let phone = Profile::new(Shape::Phone);
    let browser = without_server(&server, &phone).await;
    browser.find_by_board(door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.sees("同层一起记").await;
    browser
        .press(&format!("{}{}…", other.room, other.name))
        .await;
    browser.press("保存 2 户走访").await;
    browser.sees("2 户已存好，有网自动传。").await;
    browser.press("撤销").await;
    browser.sees("已撤销").await;
    browser.go("我的").await;
    browser.sees_no("待传").await;

    // The form is as it was, the other door ticked.
    browser.find_by_board(door).await;
    browser.press("开始走访").await;
    browser.press("保存 2 户走访").await;
    browser.sees("2 户已存好，有网自动传。").await;
    browser.go("我的").await;
    browser
        .sees(&format!("走访 {} 等 2 户", door.view.title))
        .await;
    server.serve().await;
    browser.sees_no("待传").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
    alice.sync().await;
    let after = (visits(&alice, door).await, visits(&alice, neighbour).await);
    assert_eq!(after, (before.0 + 1, before.1 + 1));
}

#[tokio::test]
async fn somebody_new_is_entered_inside_a_visit_and_the_form_is_as_it_was() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = without_server(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.fill("备注", "外婆从勐腊来了").await;
    browser.press("住户资料有变").await;
    browser.press("添一个人").await;
    browser.fill("姓名", "玉婉娜").await;
    browser.press("记下这个人").await;
    browser.sees("保存走访").await;
    // Come back to where one left, the new one among the others.
    browser.sees("改玉婉娜的资料").await;
    let note = "return document.querySelector('#note')?.value ?? null";
    assert_eq!(browser.run(note, Vec::new()).await, "外婆从勐腊来了");
    browser.press("保存走访").await;
    browser.sees("外婆从勐腊来了").await;
    browser.sees("玉婉娜").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_killed_app_comes_back_to_the_question_that_was_touched_last() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = without_server(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.press("没讲").await;
    browser.sees("草稿已存").await;
    phone.kill();
    drop(browser);

    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.find_by_board(&door).await;
    browser.try_press("开始走访").await;
    browser.sees("草稿已存").await;
    // The question itself and not a field in it: no keyboard opens over it.
    let at_it = "const at = document.activeElement;
        return at?.classList.contains('q') && at.textContent.includes('防诈提醒')";
    browser
        .until("the question is come back to", async || {
            browser.run(at_it, Vec::new()).await == true
        })
        .await;
    browser.close().await;
}
