//! What the community sets at a desk is what phones go by after their next sync.

use std::collections::BTreeMap;

use chuanmen_core::china_date;
use chuanmen_replica::api::{Command, EditResident};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Door, Profile, Screen, Shape, TestServer, Visitor, now,
};
use thirtyfour::By;

/// Two entries as a word processor (LibreOffice 7.4) writes them: headings, paragraphs, a table.
const HANDBOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/browser/handbook.docx");

/// A door of alice's where somebody lives alone and was met today.
async fn met_today(server: &TestServer) -> Door {
    let alice = Device::alice(server).await;
    let door = alice.door().await;
    let edit = EditResident {
        care_tags: BTreeMap::from([("living_alone".to_owned(), true)]),
        ..EditResident::of(door.view.residents[0].id)
    };
    alice.send(Command::EditResident(edit)).await;
    alice.visit(door.household, "水管").await;
    alice.sync().await;
    door
}

async fn delivered(desk: &Browser) {
    desk.go("我的").await;
    desk.sees_no("待传").await;
}

#[tokio::test]
async fn what_is_set_at_the_desk_is_what_a_phone_goes_by_after_its_sync() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = met_today(&server).await;
    let tomorrow = china_date(now()).tomorrow().expect("a day after");
    let tomorrow = format!("{}月{}日 该到", tomorrow.month(), tomorrow.day());
    let phone = Profile::new(Shape::Phone);
    let member = phone.open().await;
    member.goto(&server.url()).await;
    member.enrol_by_code(server.login("网格员")).await;
    member.installed().await;
    member.find_by_board(&door).await;
    member.sees("该到").await;
    member.sees_no(&tomorrow).await;

    let office = Profile::new(Shape::Desk);
    let desk = office.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.installed().await;
    desk.go("管理").await;
    desk.press("关爱标签和走访规则…").await;
    desk.press("独居老人…").await;
    desk.fill("多久走访一次", "0").await;
    desk.press("保存修改").await;
    desk.sees("数字超出能填的范围。").await;
    desk.fill("多久走访一次", "1").await;
    desk.press("天").await;
    desk.press("保存修改").await;
    desk.sees("每 1 天走访一次").await;
    desk.press("独居老人…").await;
    desk.sees("改动记录").await;
    desk.sees("几天走访一次").await;
    desk.press("不改了，返回").await;

    desk.go("管理").await;
    desk.press("诉求类别…").await;
    desk.press("公共设施…").await;
    desk.fill("几天内办结", "4").await;
    desk.press("工作日").await;
    desk.press("保存修改").await;
    desk.sees("4 个工作日内办结").await;

    desk.go("管理").await;
    desk.press("编办事指南…").await;
    desk.press("加一条").await;
    desk.fill("办什么事", "电动车上牌").await;
    desk.fill("归在哪一类", "交通").await;
    desk.fill("带什么", "身份证\n购车发票").await;
    desk.press("保存修改").await;
    desk.sees("电动车上牌").await;
    desk.press("从文档添加").await;
    let notice = "犬只登记\n一、申请材料：身份证；免疫证明\n二、办理地点：3 号窗";
    desk.fill("把文档的字贴在这里", notice).await;
    desk.sees("读出 1 条").await;
    desk.fill("没写类别的，归在哪一类", "城管").await;
    desk.press("存这 1 条").await;
    desk.sees("犬只登记").await;
    desk.press("从文档添加").await;
    let input = desk.session.find(By::Css("input[type=file]")).await;
    input.unwrap().send_keys(HANDBOOK).await.unwrap();
    desk.sees("读出 2 条").await;
    desk.sees("已有，会改").await;
    desk.press("存这 2 条").await;
    desk.sees("门前三包").await;
    delivered(&desk).await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    member.reload().await;
    member.find_by_board(&door).await;
    member.sees(&tomorrow).await;
    server.stop();
    member.goto(&format!("{}/guide", server.url())).await;
    member.fill("找要办的事", "ddcsp").await;
    member.press("电动车上牌…").await;
    member.sees("购车发票").await;
    member.goto(&format!("{}/guide", server.url())).await;
    member.fill("找要办的事", "qzdj").await;
    member.press("犬只登记…").await;
    member.sees("免疫证明").await;
    member.sees("养犬的人家每年办一次").await;
    member.sees("3 号窗").await;
    member.find_by_board(&door).await;
    member.press("开始走访").await;
    member.press("见到人").await;
    member.press("记诉求").await;
    member.press("公共设施").await;
    member.sees("这一类 4 个工作日内办好").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());
    member.close().await;
}
