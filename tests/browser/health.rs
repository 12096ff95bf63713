//! A session made at the desk, booked at a door without a signal, a blood pressure taken there and a
//! contract with a family doctor; the desk has them, and an informant of the same grid neither.

use chuanmen_core::china_date;
use chuanmen_core::protocol::{AuditRequest, Deed};
use chuanmen_replica::api::{Command, HouseholdQuery, Outcome, ReplicaError, ResidentHealthQuery};
use chuanmen_tests::harness::{
    Demo, Device, Profile, Screen, Shape, TestServer, Visitor, eventually, now,
};
use jiff::ToSpan;
use serde_json::json;

const DOCTORS: &str = "岩罕、玉波";
const TEAM: &str = "岩温团队";

#[tokio::test]
async fn what_is_booked_and_measured_at_a_door_is_the_desks_to_know_and_no_informants() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let desk = Profile::new(Shape::Desk);
    let desk = desk.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.installed().await;
    desk.goto(&format!("{}/health/add", server.url())).await;
    let today = china_date(now());
    let day = format!("{}月{}日", today.month(), today.day());
    desk.fill("哪一天", &today.to_string()).await;
    desk.fill("医生", DOCTORS).await;
    desk.press("发出去").await;
    desk.sees("已存好，有网自动传。").await;
    desk.all_arrived().await;

    let member = Device::alice(&server).await;
    let door = member.door().await;
    let resident = door.view.residents[0].clone();
    let phone = Profile::new(Shape::Phone);
    let phone = phone.open().await;
    phone.goto(&server.url()).await;
    phone.enrol_by_code(server.login("网格员")).await;
    phone.installed().await;
    server.stop();

    // At the door, without a signal.
    phone.find_by_board(&door).await;
    phone.press(&format!("{}的健康", resident.name)).await;
    phone.sees(DOCTORS).await;
    phone.press(&format!("预约{day}…")).await;
    phone.sees("已存好，有网自动传。").await;
    phone.press("记血压血糖").await;
    phone.fill("高压（收缩压）mmHg", "16").await;
    phone.fill("低压（舒张压）mmHg", "95").await;
    phone.press("保存").await;
    phone.sees("收缩压（高压）填 50 到 300").await;
    phone.fill("高压（收缩压）mmHg", "165").await;
    phone.press("保存").await;
    phone.sees("最近一次 165/95").await;
    phone.sees("家里").await;
    phone.sees("换一天再测，还是这样就去看医生").await;
    phone.press("登记签约").await;
    phone.fill("医生或团队", TEAM).await;
    phone
        .fill("哪天签的", &today.saturating_add(1.day()).to_string())
        .await;
    phone.press("保存").await;
    phone.sees("日子还没到").await;
    phone.fill("哪天签的", &today.to_string()).await;
    phone.press("保存").await;
    phone.sees(TEAM).await;
    assert_eq!(phone.complaints().await, Vec::<String>::new());

    server.serve().await;
    phone.all_arrived().await;

    desk.goto(&format!("{}/health", server.url())).await;
    desk.press(&format!("{day}…")).await;
    desk.sees(&resident.name).await;
    desk.press(&format!("{} 来了", resident.name)).await;
    desk.sees("已存好，有网自动传。").await;
    desk.press(&format!("{}…", resident.name)).await;
    desk.sees("165/95").await;
    desk.sees("建议就医").await;
    desk.sees(TEAM).await;
    desk.sees("有效").await;
    // Who looked at it stands in the audit: the desk itself, and the member at the door.
    desk.reload().await;
    let supervisor = Device::supervisor(&server).await;
    eventually("both looks have reached the hub", async || {
        (looks(&supervisor).await == 2).then_some(())
    })
    .await;
    phone.close().await;
    desk.goto(&format!("{}/audit", server.url())).await;
    desk.fill("做了什么", "查看了健康记录").await;
    desk.fill("内容或姓名里找", &resident.name).await;
    let who = [&server.login("社区").name, &server.login("网格员").name];
    let lines = "return [...document.querySelectorAll('tbody tr')]
        .map((row) => [...row.cells].slice(1, 4).map((cell) => cell.innerText).join('，'))";
    let noted = who.map(|who| format!("{who}，查看了健康记录，{}", resident.name));
    desk.until("both looks stand in the audit", async || {
        desk.try_run(lines, Vec::new()).await == Some(json!(noted))
    })
    .await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    // The same resident on an informant's phone: nothing of it.
    let informant = Device::bob(&server).await;
    let asked = ResidentHealthQuery {
        resident: resident.id,
    };
    let household = door.household;
    let known = informant.ask(HouseholdQuery { household }).await.residents;
    assert!(known.iter().any(|one| one.id == resident.id));
    let asked = informant.try_ask(asked).await;
    assert_eq!(asked, Err(ReplicaError::NotFound));
}

/// How many looks at anybody's health stand in the audit.
async fn looks(supervisor: &Device) -> usize {
    let asked = AuditRequest {
        deed: Some(Deed::HealthSeen),
        ..AuditRequest::default()
    };
    match supervisor.send(Command::PullAudit(asked)).await {
        Outcome::Audit(audit) => audit.entries.len(),
        other => panic!("no audit: {other:?}"),
    }
}
