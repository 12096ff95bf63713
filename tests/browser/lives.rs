//! A need and a wish as each of those lives it who has a part in it, on phones of their own.

use chuanmen_core::domain::{ResidentId, WishId, WishStep};
use chuanmen_replica::api::{
    Command, ConflictsQuery, EditResident, NeedsQuery, TakeWishStep, WishesQuery,
};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Login, Profile, Screen, Shape, TestServer, Visitor,
};

const NEED: &str = "三楼水管漏，楼梯间都是水";
const WISH: &str = "一台收音机，听得见新闻";
const PUBLIC: &str = "独居老人想要一台收音机";

/// A phone of somebody's that has everything.
async fn phone_of(server: &TestServer, profile: &Profile, login: &Login) -> Browser {
    let browser = profile.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(login).await;
    browser.installed().await;
    browser
}

fn volunteers(server: &TestServer) -> [&Login; 2] {
    let logins = server.logins().iter();
    let mut volunteers = logins.filter(|login| login.role == "志愿者");
    [(); 2].map(|()| volunteers.next().expect("two volunteers"))
}

/// A wish of alice's first door, verified and published in words for everybody.
async fn published(server: &TestServer) -> (String, String) {
    let alice = Device::alice(server).await;
    let supervisor = Device::supervisor(server).await;
    let door = alice.door().await;
    alice.visit(door.household, WISH).await;
    alice.sync().await;
    supervisor.sync().await;
    let wishes = supervisor.ask(WishesQuery {}).await;
    let wish = wishes.iter().find(|row| row.text.contains(WISH)).unwrap();
    for (step, text) in [(WishStep::Verify, ""), (WishStep::Publish, PUBLIC)] {
        take(&supervisor, wish.id, step, text).await;
    }
    supervisor.sync().await;
    (wish.resident_name.clone(), door.view.room)
}

async fn take(device: &Device, wish: WishId, step: WishStep, text: &str) {
    let step = TakeWishStep {
        wish,
        step,
        note: String::new(),
        satisfaction: None,
        number: None,
        text: text.to_owned(),
    };
    device.send(Command::TakeWishStep(step)).await;
}

/// Synchronises now, until nothing waits.
async fn catch_up(browser: &Browser) {
    browser.go("我的").await;
    browser.press("现在传").await;
    browser.sees_no("待传").await;
}

/// On a volunteer's phone: the wish, opened.
async fn open_wish(browser: &Browser) {
    browser.go("心愿").await;
    browser.press(&format!("实物{PUBLIC}…")).await;
    browser.sees("微心愿").await;
}

#[tokio::test]
async fn three_people_bring_a_need_from_recorded_to_confirmed() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let profiles = [Shape::Phone, Shape::Desk, Shape::Phone].map(Profile::new);

    // The grid member, with no server.
    let member = phone_of(&server, &profiles[0], server.login("网格员")).await;
    let informant = phone_of(&server, &profiles[2], Device::bobs(&server)).await;
    server.stop();
    member.find_by_board(&door).await;
    member.record_visit(NEED, WISH).await;
    server.serve().await;
    catch_up(&member).await;

    // The supervisor, at a desk.
    let desk = phone_of(&server, &profiles[1], server.login("社区")).await;
    desk.go("诉求").await;
    desk.fill("找内容、类别或门牌", NEED).await;
    desk.press(&format!("{NEED}…")).await;
    desk.press("受理").await;
    desk.press("保存").await;
    desk.press("派单").await;
    desk.press("物业").await;
    desk.press("保存").await;
    desk.sees("派给物业").await;
    desk.press("更多").await;
    desk.press("办结").await;
    desk.fill("说一句（可不填）", "换了一截新管").await;
    desk.press("保存").await;
    desk.sees("换了一截新管").await;
    catch_up(&desk).await;
    desk.close().await;

    // The informant holds the phone out to the resident, with no server.
    catch_up(&informant).await;
    informant.go("诉求").await;
    informant.sees(NEED).await;
    server.stop();
    // The seal of the party that had it stands first.
    informant.press(&format!("物{NEED}…")).await;
    informant.press("居民确认…").await;
    informant.press("把手机交给居民").await;
    informant.sees("这件事办得怎么样？").await;
    informant.sees_no("今日").await;
    informant.press("很满意").await;
    informant.fill("还想说什么（可不填）", "当天就来了").await;
    informant.press("说好了").await;
    informant.sees("谢谢，记下了").await;
    informant.press("交还手机").await;
    informant.sees("当天就来了").await;
    server.serve().await;
    catch_up(&informant).await;
    informant.close().await;

    catch_up(&member).await;
    member.go("诉求").await;
    member.press(&format!("物{NEED}…")).await;
    member.sees("很满意，当天就来了").await;
    assert_eq!(member.complaints().await, Vec::<String>::new());
    member.close().await;
    let supervisor = Device::supervisor(&server).await;
    let needs = supervisor.ask(NeedsQuery {}).await;
    let need = needs.iter().find(|row| row.text == NEED).unwrap();
    assert_eq!(need.state.as_str(), "confirmed");
}

#[tokio::test]
async fn a_claim_runs_out_and_the_wish_is_open_again_on_both_phones() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let (name, room) = published(&server).await;
    let profiles = [Shape::Phone, Shape::Phone].map(Profile::new);
    let volunteer = phone_of(&server, &profiles[0], volunteers(&server)[0]).await;
    let member = phone_of(&server, &profiles[1], server.login("网格员")).await;

    // The volunteer sees what is wished for, and not whose it is.
    volunteer.go("心愿").await;
    volunteer.sees(PUBLIC).await;
    volunteer.sees_no(&name).await;
    volunteer.sees_no("今日").await;
    open_wish(&volunteer).await;
    volunteer.sees("认领算数以后才看得到").await;
    volunteer.press("认领").await;
    volunteer.sees("先记下，连上网才算数").await;
    volunteer.sees(&name).await;
    volunteer.sees(&room).await;
    volunteer.sees("到期").await;
    catch_up(&member).await;
    member.go("心愿").await;
    member
        .sees(&format!("{}已认领", volunteers(&server)[0].name))
        .await;

    server.stop();
    server.pass_days(8);
    server.serve().await;
    catch_up(&volunteer).await;
    open_wish(&volunteer).await;
    volunteer.sees("可认领").await;
    volunteer.sees_no(&name).await;
    catch_up(&member).await;
    member.go("心愿").await;
    member.press(&format!("实物心愿{WISH}…")).await;
    member.sees("可认领").await;
    for browser in [volunteer, member] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test]
async fn of_two_volunteers_who_claim_at_once_one_has_it_and_one_is_told() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let (name, _) = published(&server).await;
    let logins = volunteers(&server);
    let profiles = [Shape::Phone, Shape::Phone].map(Profile::new);
    let first = phone_of(&server, &profiles[0], logins[0]).await;
    let second = phone_of(&server, &profiles[1], logins[1]).await;
    server.stop();
    for browser in [&first, &second] {
        open_wish(browser).await;
        browser.press("认领").await;
        browser.sees("先记下，连上网才算数").await;
        browser.sees_no(&name).await;
    }
    server.serve().await;
    for browser in [&first, &second] {
        catch_up(browser).await;
        open_wish(browser).await;
    }
    let told = |rival: &Login| format!("这个心愿刚被{}认领，谢谢你，看看别的？", rival.name);
    if first
        .words()
        .await
        .contains(&chuanmen_tests::harness::bare(&name))
    {
        second.sees(&told(logins[0])).await;
        second.sees_no(&name).await;
        first.sees("我认领了").await;
    } else {
        first.sees(&told(logins[1])).await;
        second.sees("我认领了").await;
        second.sees(&name).await;
    }

    // What was not sent yet can be taken back.
    for browser in [&first, &second] {
        browser.go("心愿").await;
    }
    for browser in [first, second] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test]
async fn a_claim_that_is_not_sent_yet_is_taken_back_with_one_tap() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    published(&server).await;
    let profile = Profile::new(Shape::Phone);
    let browser = phone_of(&server, &profile, volunteers(&server)[0]).await;
    server.stop();
    open_wish(&browser).await;
    browser.press("认领").await;
    browser.sees("等连上网").await;
    browser.press("先不认领了").await;
    browser.sees("可认领").await;
    browser.go("我的").await;
    browser.sees_no("待传").await;
    browser.close().await;
}

#[tokio::test]
async fn two_who_wrote_different_numbers_are_told_and_a_second_phone_settles_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let (alice, bob) = (Device::alice(&server).await, Device::bob(&server).await);
    let resident = alice.door().await.view.residents[0].clone();
    disagree(&alice, &bob, resident.id).await;

    let profile = Profile::new(Shape::Phone);
    let browser = phone_of(&server, &profile, Device::bobs(&server)).await;
    server.stop();
    browser.go("我的").await;
    browser.press("记得不一样…").await;
    browser
        .sees("两个人记得不一样，两个都留着，选一个就行")
        .await;
    browser.press("1381111…").await;
    browser.press("就用这个").await;
    browser.sees("没有记得不一样的").await;
    server.serve().await;
    catch_up(&browser).await;
    browser.close().await;

    alice.sync().await;
    assert!(alice.ask(ConflictsQuery {}).await.is_empty());
    let home = alice.door().await;
    let phone = home.view.residents[0].phone.clone().unwrap();
    assert_eq!(phone.1, "1111");
}

/// Two people who have no signal write down another telephone.
async fn disagree(alice: &Device, bob: &Device, resident: ResidentId) {
    for (device, phone) in [(alice, "13800691111"), (bob, "13700692222")] {
        device.line.cut();
        let edit = EditResident {
            phone: Some(phone.to_owned()),
            ..EditResident::of(resident)
        };
        device.send(Command::EditResident(edit)).await;
    }
    for device in [alice, bob] {
        device.line.mend();
        device.sync().await;
    }
}
