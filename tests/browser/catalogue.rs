//! What the community sets at a desk is what phones go by after their next sync.

use chuanmen_tests::harness::{Browser, Demo, Profile, Screen, Shape, TestServer, Visitor};

/// How many households Today says are to be visited.
const TO_VISIT: &str =
    "return Number(document.body.innerText.replace(/\\s/g, '').match(/要走(\\d+)户/)?.[1] ?? 0)";

async fn delivered(desk: &Browser) {
    desk.go("我的").await;
    desk.sees_no("待传").await;
}

#[tokio::test]
async fn a_visit_rule_and_a_handbook_entry_set_at_the_desk_are_on_a_phone_after_its_sync() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let member = phone.open().await;
    member.goto(&server.url()).await;
    member.enrol_by_code(server.login("网格员")).await;
    member.installed().await;
    member.goto(&format!("{}/", server.url())).await;
    member.sees("本月关爱户").await;
    let before = member.number(TO_VISIT).await;

    let office = Profile::new(Shape::Desk);
    let desk = office.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.installed().await;
    desk.goto(&format!("{}/manage/tags", server.url())).await;
    for tag in ["独居老人…", "空巢老人…", "退役军人…", "残疾人…"] {
        desk.press(tag).await;
        desk.fill("多久走访一次", "0").await;
        desk.press("保存修改").await;
        desk.sees("数字超出能填的范围。").await;
        desk.fill("多久走访一次", "1").await;
        desk.press("天").await;
        desk.press("保存修改").await;
        desk.sees("每 1 天走访一次").await;
    }
    desk.press("独居老人…").await;
    desk.sees("改动记录").await;
    desk.sees("几天走访一次").await;
    desk.press("不改了，返回").await;

    desk.goto(&format!("{}/manage/handbook", server.url()))
        .await;
    desk.press("加一条").await;
    desk.fill("办什么事", "电动车上牌").await;
    desk.fill("归在哪一类", "交通").await;
    desk.fill("带什么", "身份证\n购车发票").await;
    desk.press("保存修改").await;
    desk.sees("电动车上牌").await;
    delivered(&desk).await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    member.reload().await;
    member
        .until("more households are due", async || {
            member.number(TO_VISIT).await > before
        })
        .await;
    server.stop();
    member.goto(&format!("{}/guide", server.url())).await;
    member.fill("找要办的事", "ddcsp").await;
    member.press("电动车上牌…").await;
    member.sees("购车发票").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());
    member.close().await;
}
