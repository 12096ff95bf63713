//! The community changes its checklist; phones have it with their next sync, and work by it with
//! no server.

use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

/// What stands in the field of the bottles; none if it does not show.
const BOTTLES: &str =
    "return document.querySelector('input[aria-label=\"家里有几瓶气\"]')?.value ?? null";

/// At a desk: what is burnt; and of those with bottles, how many, at most ten.
async fn two_new_questions(desk: &Browser) {
    desk.go("管理").await;
    desk.press("走访清单…").await;
    desk.press("加一题").await;
    desk.fill("问什么", "灶上烧什么").await;
    desk.press("几样选一样").await;
    desk.fill("第1个答案", "管道来气").await;
    desk.press("保存这题").await;
    desk.sees("至少要两个答案").await;
    desk.fill("第2个答案", "瓶装气").await;
    desk.press("保存这题").await;
    desk.sees("手机下次对账就有").await;

    desk.press("加一题").await;
    desk.fill("问什么", "家里有几瓶气").await;
    desk.press("填数字").await;
    desk.fill("最小能填", "0").await;
    desk.fill("最大能填", "10").await;
    desk.press("必答").await;
    desk.press("灶上烧什么").await;
    desk.press("瓶装气").await;
    desk.press("保存这题").await;
    desk.sees("灶上烧什么答“瓶装气”才问").await;
    desk.go("我的").await;
    desk.sees_no("待传").await;
}

#[tokio::test]
async fn a_question_set_by_a_supervisor_is_asked_on_a_phone_with_no_server() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let member = phone.open().await;
    member.goto(&server.url()).await;
    member.enrol_by_code(server.login("网格员")).await;
    member.installed().await;

    let office = Profile::new(Shape::Desk);
    let desk = office.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    two_new_questions(&desk).await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    member.reload().await;
    member.find_by_board(&door).await;
    member.press("开始走访").await;
    member.press("见到人").await;
    member.sees("灶上烧什么").await;
    server.stop();
    member.sees_no("家里有几瓶气").await;
    member.press("瓶装气").await;
    member.sees("家里有几瓶气").await;
    member.press("保存走访").await;
    member.sees("这项必答，还没填过。").await;
    let at_it = "return document.activeElement?.classList.contains('q')
        && document.activeElement.textContent.includes('家里有几瓶气')";
    member
        .until("the question is looked at", async || {
            member.run(at_it, Vec::new()).await == true
        })
        .await;
    member.fill("家里有几瓶气", "12").await;
    member.sees("只能填 0 到 10。").await;
    member.press("保存走访").await;
    member.sees("还有 1 项没填好").await;
    member.fill("家里有几瓶气", "1").await;
    member.press("家里有几瓶气，多一个").await;
    member.sees_no("只能填").await;
    member.press("保存走访").await;
    member.sees("已存好，有网自动传。").await;

    // The next time it is filled in, and goes with what it hangs on.
    member.press("开始走访").await;
    member.press("无变化…").await;
    member.sees("家里有几瓶气").await;
    assert_eq!(member.run(BOTTLES, Vec::new()).await, "2");
    member.press("管道来气").await;
    member.sees("上次：瓶装气").await;
    member.sees_no("家里有几瓶气").await;
    member.press("保存走访").await;
    member.sees("已存好，有网自动传。").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());

    server.serve().await;
    member.go("我的").await;
    member.sees_no("待传").await;
    member.close().await;
}
