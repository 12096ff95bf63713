//! A post made at the desk, signed up for on a volunteer's phone, marked at the desk, and the hours
//! told to the volunteer.

use chuanmen_core::domain::PointsStep;
use chuanmen_replica::api::{Command, PointsForm, PointsQuery};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

const NAME: &str = "清点图书角";
/// Keys typed into a day's field mean what the browser's language says: set it as it is.
const SET_TODAY: &str = "const day = document.getElementById('on');
    day.value = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);
    day.dispatchEvent(new Event('input', { bubbles: true })); return day.value;";

#[tokio::test]
async fn hours_marked_at_the_desk_are_the_volunteers_who_signed_up_for_them() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let desk = Profile::new(Shape::Desk);
    let desk = desk.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.installed().await;
    desk.goto(&format!("{}/posts/add", server.url())).await;
    desk.fill("做什么", NAME).await;
    desk.fill("要几个人", "0").await;
    let _ = desk.run(SET_TODAY, Vec::new()).await;
    desk.press("发出去").await;
    desk.sees("写 1 到 500 的数").await;
    desk.fill("要几个人", "1").await;
    desk.press("发出去").await;
    desk.sees("已存好，有网自动传。").await;
    desk.go("我的").await;
    desk.sees("1 已送达").await;

    let volunteer = server.login("志愿者");
    let phone = Profile::new(Shape::Phone);
    let phone = phone.open().await;
    phone.goto(&server.url()).await;
    phone.enrol_by_code(volunteer).await;
    phone.installed().await;
    phone.go("志愿").await;
    phone.press(&format!("{NAME}…")).await;
    phone.sees("还有1个名额").await;
    phone.press("报名").await;
    phone.sees("名额是你的").await;

    desk.goto(&format!("{}/posts", server.url())).await;
    desk.press(&format!("{NAME}…")).await;
    desk.sees(&volunteer.name).await;
    desk.fill("服务时长（小时）", "两").await;
    desk.press(&format!("{} 到岗", volunteer.name)).await;
    desk.sees("写 24 以内的小时数").await;
    desk.fill("服务时长（小时）", "1.5").await;
    desk.press(&format!("{} 到岗", volunteer.name)).await;
    desk.sees("1小时30分").await;
    // Somebody who came without having signed up.
    let member = server.login("网格员");
    desk.fill("没报名也来了", &member.name).await;
    desk.press("记上到岗").await;
    desk.sees(&format!("{}1小时30分", member.name)).await;
    desk.go("我的").await;
    desk.sees("3 已送达").await;
    desk.goto(&format!("{}/manage", server.url())).await;
    desk.press("志愿服务时长…").await;
    desk.fill("在表里找", &format!("{} {NAME} 1.5 15", volunteer.name))
        .await;
    desk.sees("1 行，共").await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    phone.reload().await;
    phone.sees("社区记了你服务").await;
    phone.go("志愿").await;
    phone.sees("我一共服务了").await;
    phone.sees("1小时30分").await;
    phone.press("我的积分…").await;
    phone.sees(&format!("服务 · {NAME} · 1小时30分")).await;
    phone.sees("+15").await;
    assert_eq!(phone.complaints().await, Vec::<String>::new());
    phone.close().await;
}

#[tokio::test]
async fn what_is_redeemed_at_the_desk_is_gone_from_the_volunteers_points_and_no_more_than_there_is()
{
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let volunteer = server.login("志愿者");
    let before = Device::supervisor(&server).await;
    let people = before.ask(PointsQuery {}).await.people;
    let theirs = people.iter().find(|one| one.name == volunteer.name);
    let price = theirs.unwrap().balance + 20;

    let desk = Profile::new(Shape::Desk);
    let desk = desk.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.installed().await;
    desk.goto(&format!("{}/manage/points/reward", server.url()))
        .await;
    desk.fill("名称", "保温杯").await;
    desk.fill("多少分换一件", "零").await;
    desk.press("保存修改").await;
    desk.sees("这里填数字").await;
    desk.fill("多少分换一件", &price.to_string()).await;
    desk.press("保存修改").await;
    desk.sees("保温杯").await;

    desk.goto(&format!("{}/points", server.url())).await;
    desk.press(&format!("{}…", volunteer.name)).await;
    desk.press("奖励 志愿者培训").await;
    desk.sees("+20").await;
    desk.press("兑换 保温杯").await;
    desk.sees(&format!("−{price}")).await;
    desk.sees("0 分").await;
    // Nothing is left: a second one cannot be redeemed, and nothing be taken away.
    let second = "return [...document.querySelectorAll('button')]
        .find(it => it.ariaLabel === '兑换 保温杯').disabled ? 1 : 0;";
    assert!(desk.number(second).await > 0.0);
    desk.fill("加减多少分", "-1").await;
    desk.fill("为什么", "多记了").await;
    desk.press("记下更正").await;
    desk.sees("积分不够").await;
    desk.go("我的").await;
    desk.sees("3 已送达").await;

    // What another desk took away meanwhile cannot be taken twice: it is said with the person.
    let points = format!("{}/points", server.url());
    let person = format!("{}…", volunteer.name);
    desk.goto(&points).await;
    desk.press(&person).await;
    desk.press("奖励 志愿者培训").await;
    desk.sees("20 分").await;
    desk.all_arrived().await;
    before.sync().await;
    desk.goto(&points).await;
    desk.press(&person).await;
    desk.sees("20 分").await;
    server.stop();
    desk.fill("加减多少分", "-15").await;
    desk.fill("为什么", "多记了").await;
    desk.press("记下更正").await;
    desk.sees("−15").await;
    desk.session.goto("about:blank").await.unwrap();
    server.serve().await;
    let form = PointsForm {
        step: PointsStep::Correct,
        about: None,
        points: "-10".into(),
        note: "记错了".into(),
    };
    let account = theirs.unwrap().account;
    before.send(Command::TakePoints { account, form }).await;
    before.sync().await;
    desk.goto(&points).await;
    desk.press(&person).await;
    desk.sees("没记成的").await;
    desk.sees("社区退回：积分不够").await;
    desk.sees("10 分").await;
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;

    let phone = Profile::new(Shape::Phone);
    let phone = phone.open().await;
    phone.goto(&server.url()).await;
    phone.enrol_by_code(volunteer).await;
    phone.installed().await;
    phone.go("志愿").await;
    phone.press("我的积分…").await;
    phone.sees("兑换 · 保温杯").await;
    phone.sees("10 分").await;
    assert_eq!(phone.complaints().await, Vec::<String>::new());
    phone.close().await;
}
