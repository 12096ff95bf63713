//! A campaign made at the desk, walked on a phone with no server, counted by building.

use chuanmen_replica::api::{CampaignQuery, CampaignsQuery};
use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

const NAME: &str = "燃气管大检查";
/// Keys typed into a day's field mean what the browser's language says: set it as it is.
const SET_DAY: &str = "const day = document.getElementById(arguments[0]); day.value = arguments[1];
    day.dispatchEvent(new Event('input', { bubbles: true })); return day.value;";

async fn set_day(browser: &Browser, id: &str, day: &str) {
    let set = browser.run(SET_DAY, vec![id.into(), day.into()]).await;
    assert_eq!(set, day);
}

#[tokio::test]
async fn a_campaign_made_at_the_desk_arrives_on_the_phone_and_its_progress_counts() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.installed().await;
    browser
        .goto(&format!("{}/campaigns/add", server.url()))
        .await;
    browser.fill("名称", NAME).await;
    set_day(&browser, "from", "2020-01-01").await;
    set_day(&browser, "to", "2019-12-31").await;
    browser.press(&format!("{}…", door.view.compound)).await;
    browser.press("整个小区").await;
    browser.press("定下这次行动").await;
    browser.sees("最后一天要在第一天之后").await;
    set_day(&browser, "to", "2099-12-31").await;
    browser.press("用电用气").await;
    browser.press("定下这次行动").await;
    browser.sees("已存好，有网自动传。").await;
    browser.press(&format!("{NAME}…")).await;
    browser.sees("按楼栋").await;
    browser.go("我的").await;
    browser.sees("1 已送达").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;

    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    browser.go("今日").await;
    browser.press(&format!("{NAME}…")).await;
    browser.sees("已走0/").await;
    browser.press("下一户…").await;
    browser.sees(NAME).await;
    browser.press("见到人").await;
    browser.press("保存走访").await;
    browser.sees("已走1/").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    server.serve().await;
    browser.go("我的").await;
    browser.sees("1 已送达").await;
    browser.close().await;

    let supervisor = Device::supervisor(&server).await;
    let rows = supervisor.ask(CampaignsQuery {}).await;
    let campaign = rows.iter().find(|row| row.name == NAME).unwrap().id;
    let view = supervisor.ask(CampaignQuery { campaign }).await;
    assert_eq!(view.row.done, 1);
    let done: u32 = view.buildings.iter().map(|building| building.done).sum();
    assert_eq!((done, view.climbs.len()), (1, 0));
}
