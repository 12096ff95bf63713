//! At one door, with no server: few taps, nothing lost, everything can be taken back.

use chuanmen_tests::harness::{
    Browser, Demo, Device, Door, Profile, Screen, Shape, TestServer, Visitor,
};

const COUNT_TAPS: &str =
    "window.taps = 0; addEventListener('click', () => { window.taps += 1; }, true); return true;";

/// So many that somebody is due.
const MANY: Demo = Demo {
    households: 300,
    ..Demo::SMALL
};

/// A phone that has everything, and whose server is gone.
async fn at_the_door(server: &TestServer, phone: &Profile) -> (Browser, Door) {
    let door = Device::alice(server).await.door().await;
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    (browser, door)
}

#[tokio::test]
async fn met_and_no_change_takes_three_taps_from_today_and_one_takes_it_back() {
    let server = TestServer::start_with_web(MANY).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, _) = at_the_door(&server, &phone).await;
    browser.go("今日").await;
    browser.sees("下一户").await;
    browser.run(COUNT_TAPS, Vec::new()).await;
    browser.press("下一户…").await;
    browser.press("见到人").await;
    browser.press("保存走访").await;
    browser.sees("已存好，有网自动传。").await;
    assert_eq!(browser.run("return window.taps", Vec::new()).await, 3);
    browser.press("撤销").await;
    browser.sees("已撤销").await;
    browser.go("我的").await;
    browser.sees_no("待传").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
async fn a_form_that_was_open_when_the_app_was_killed_is_as_it_was() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, door) = at_the_door(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.fill("备注", "门锁坏了，敲窗").await;
    browser.sees("草稿已存").await;
    phone.kill();
    drop(browser);

    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.find_by_board(&door).await;
    browser.try_press("开始走访").await;
    browser.sees("草稿已存").await;
    let note = "return document.querySelector('#note')?.value ?? null";
    assert_eq!(browser.run(note, Vec::new()).await, "门锁坏了，敲窗");
    browser.press("保存走访").await;
    browser.sees("门锁坏了，敲窗").await;
    browser.close().await;
}

#[tokio::test]
async fn somebody_entered_twice_is_warned_of_and_made_one_again() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, door) = at_the_door(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("添一个人").await;
    browser.fill("姓名", "刀新来").await;
    browser.sees_no("可能登记过了").await;
    browser.fill("身份证号", "110105194912310021").await;
    browser.press("记下这个人").await;
    browser.sees("身份证号有一位不对").await;
    browser.fill("身份证号", "11010519491231002x").await;
    browser.sees("1949年12月31日生，女").await;
    browser.press("记下这个人").await;
    browser.sees("女 76").await;

    browser.press("添一个人").await;
    browser.fill("姓名", "刀新莱").await;
    // Killed while typing: the form comes back.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    browser.reload().await;
    browser.sees("的刀新来，名字相近").await;
    browser.fill("身份证号", "11010519491231002X").await;
    browser.sees("的刀新来，身份证号一样").await;
    browser.press("记下这个人").await;
    browser.sees("刀新莱").await;

    browser.press("修改住户资料").await;
    browser.press("改刀新来的资料").await;
    browser.press("和刀新莱是同一个人").await;
    browser.sees("已合并，留下刀新来").await;
    browser.press("修改住户资料").await;
    browser.sees_no("刀新莱").await;

    server.serve().await;
    browser.go("我的").await;
    // Once the figures are there.
    browser.sees("已送达").await;
    browser.sees_no("待传").await;
    browser.close().await;
    let alice = Device::alice(&server).await;
    let doors = alice.doors().await;
    let home = doors.iter().find(|one| one.household == door.household);
    let names = home
        .unwrap()
        .view
        .residents
        .iter()
        .map(|one| one.name.as_str());
    let new: Vec<_> = names.filter(|name| name.starts_with("刀新")).collect();
    assert_eq!(new, ["刀新来"]);
}

#[tokio::test]
async fn a_saved_visit_is_put_right_and_counts_once() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, door) = at_the_door(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.fill("备注", "说孙子来住了").await;
    browser.press("保存走访").await;
    browser.sees("说孙子来住了").await;
    let visits = format!("全部{}次", door.view.visit_count + 1);
    browser.sees(&visits).await;

    browser.press("更正").await;
    browser.sees("更正走访").await;
    browser.fill("备注", "说孙女来住了").await;
    browser.press("保存更正").await;
    browser.sees("说孙女来住了").await;
    browser.sees_no("说孙子来住了").await;
    browser.sees(&visits).await;

    server.serve().await;
    browser.go("我的").await;
    // Once the figures are there.
    browser.sees("已送达").await;
    browser.sees_no("待传").await;
    browser.close().await;
    let alice = Device::alice(&server).await;
    let doors = alice.doors().await;
    let home = doors.iter().find(|one| one.household == door.household);
    let view = &home.unwrap().view;
    assert_eq!(view.visit_count, door.view.visit_count + 1);
    assert_eq!(view.visits[0].note, "说孙女来住了");
}
