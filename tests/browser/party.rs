//! A property company answers what was dispatched to it, and the community sees it.

use chuanmen_core::domain::Urgency;
use chuanmen_replica::api::{Command, NeedDraft};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Login, Profile, Screen, Shape, TestServer, Visitor,
};

const LAMP: &str = "楼道灯坏了三天，上下楼摸黑";

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

#[tokio::test]
async fn a_party_answers_what_was_dispatched_to_it_without_a_network_and_the_community_sees_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let household = alice.door().await.household;
    let need = NeedDraft {
        category: "public_facility".to_owned(),
        text: LAMP.to_owned(),
        urgency: Urgency::Urgent,
    };
    alice.send(Command::RaiseNeed { household, need }).await;
    alice.sync().await;
    let profiles = [Shape::Desk, Shape::Phone].map(Profile::new);
    let desk = device_of(&server, &profiles[0], server.login("社区")).await;
    desk.go("诉求").await;
    desk.press(&format!("{LAMP}…")).await;
    desk.press("更多").await;
    desk.press("派单").await;
    desk.press("物业").await;
    desk.press("告诉联系人和电话…").await;
    desk.fill("说一句（可不填）", "今天就去看看").await;
    desk.press("保存").await;
    desk.sees("派给物业").await;
    catch_up(&desk).await;

    let party = device_of(&server, &profiles[1], server.login("共建方")).await;
    party.go("任务").await;
    party.sees("派给我们的").await;
    party.press(&format!("物{LAMP}…")).await;
    party.sees("今天就去看看").await;
    party.sees("办理期间才看得到门牌和联系人").await;
    // Of everything else there is no way to anything.
    party.sees_no("走访").await;
    party.sees_no("总览").await;

    // With no server.
    server.stop();
    party.press("接单").await;
    party.press("保存").await;
    party.sees("办理中").await;
    party.press("办结").await;
    party.fill("说清楚", "换了灯泡，楼道亮了").await;
    party.press("保存").await;
    party.sees("已办结").await;
    party.go("任务").await;
    party.sees("已答复").await;
    server.serve().await;
    catch_up(&party).await;
    assert_eq!(party.complaints().await, Vec::<String>::new());
    party.close().await;

    catch_up(&desk).await;
    desk.go("诉求").await;
    desk.press(&format!("物{LAMP}…")).await;
    desk.sees("换了灯泡，楼道亮了").await;
    desk.sees("居民确认").await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;
}
