//! What a grid member sees on a phone, a volunteer, and a building chief, who has nothing yet.

use chuanmen_core::domain::{NeedStep, ResidentId};
use chuanmen_replica::api::{
    CampaignsQuery, Command, EditResident, GuidesQuery, NeedsQuery, OrganisationsQuery,
    ResidentHealthQuery, TakeNeedStep, WishesQuery,
};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

use crate::looks::{Looks, id};

const DEMO: Demo = Demo {
    households: 300,
    ..Demo::SMALL
};

#[tokio::test]
async fn every_screen_of_a_phone_is_accessible_in_every_look() {
    let server = TestServer::start_with_web(DEMO).await;
    let hub = server.url();
    let alice = Device::alice(&server).await;
    let door = alice.door().await;
    let household = id(door.household);
    let resident = &door.view.residents[0];
    let need = alice.ask(NeedsQuery {}).await.remove(0);
    let wish = alice.ask(WishesQuery {}).await.remove(0);
    disagree(&alice, &Device::bob(&server).await, resident.id).await;

    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut looks = Looks::new(&browser, &hub, "phone").await;
    looks.at("enrol", "/", "登记这台设备").await;
    browser.fill("登记码", "0000-0000-00").await;
    browser.press("登记").await;
    browser.sees("这个登记码不对，或者用过、过期了").await;
    looks.now("enrol-error").await;
    browser.press("账号密码").await;
    looks.now("enrol-password").await;
    browser.enrol_by_password(server.login("网格员")).await;
    browser.installed().await;

    looks.at("tour", "/", "第 1 张，共 3 张").await;
    browser.press("跳过").await;
    browser.sees_no("第 1 张").await;
    looks.at("today", "/", "本月关爱户").await;
    looks.at("round-none", "/round", "今天还没排").await;
    looks.at("round-plan", "/round/plan", "先选楼栋").await;
    browser.press("每户都走").await;
    browser
        .press(&format!("{}…", door.view.building_name))
        .await;
    browser.sees("排好，走").await;
    looks.now("round-plan-chosen").await;
    browser.press("排好…").await;
    browser.sees("已走 0 /").await;
    looks.now("round").await;
    looks.at("today-round", "/", "接着去").await;
    looks
        .at("care", "/care?list=unseen", "本月还没见到的关爱户")
        .await;
    looks.at("elders", "/care?list=elders", "70 岁以上").await;
    looks.at("places", "/places", &door.view.compound).await;
    browser.fill("找门牌或姓名", &door.view.title).await;
    browser.sees(&resident.name).await;
    looks.now("search").await;
    let building = format!("/building/{}", id(door.view.building));
    looks.at("building", &building, "同一趟上楼").await;
    let home = format!("/household/{household}");
    looks.at("household", &home, "开始走访").await;
    looks
        .at("visit", &format!("{home}/visit"), "先选见没见到人")
        .await;
    browser.press("见到人").await;
    browser.press("记诉求").await;
    browser.press("记心愿").await;
    browser.sees("盼什么").await;
    looks.now("visit-met").await;
    browser.press("无人在家").await;
    browser.sees("什么时候再去").await;
    looks.now("visit-nobody").await;
    let edit = format!("{home}/edit/{}", id(resident.id));
    looks.at("edit", &edit, "家庭医生已签约").await;
    let measured = format!("/residents/{}", id(measured(&alice).await));
    looks
        .at("health", &format!("{measured}/health"), "测量记录")
        .await;
    looks
        .at("measure", &format!("{measured}/measure"), "先填数")
        .await;
    looks
        .at("sign-doctor", &format!("{measured}/sign"), "先写医生或团队")
        .await;
    let add = format!("{home}/add");
    looks.at("add", &add, "先写姓名").await;
    browser.fill("姓名", &resident.name).await;
    browser.sees("名字相近").await;
    looks.now("add-twin").await;
    looks
        .at("organisations", "/organisations", "添一个单位")
        .await;
    let shops = alice
        .ask(OrganisationsQuery {
            text: String::new(),
        })
        .await;
    browser.fill("找门牌或姓名", &shops[0].name).await;
    browser.sees("找到的单位").await;
    looks.now("organisations-found").await;
    let shop = format!("/organisation/{}", id(shops[0].id));
    looks.at("organisation", &shop, "单位电话").await;
    browser.press("记诉求").await;
    browser.sees("要什么").await;
    looks.now("organisation-need").await;
    looks
        .at("organisation-edit", &format!("{shop}/edit"), "还没改什么")
        .await;
    looks
        .at("organisation-add", "/organisations/add", "先写名称")
        .await;
    looks
        .at("call", &format!("{shop}/visit"), "先选见没见到人")
        .await;
    browser.press("见到人").await;
    browser.press("记诉求").await;
    browser.sees("要什么").await;
    looks.now("call-met").await;
    looks.at("campaigns", "/campaigns", "正在走").await;
    let campaign = alice.ask(CampaignsQuery {}).await.remove(0);
    let campaign = format!("/campaign/{}", id(campaign.id));
    looks.at("campaign", &campaign, "按楼栋").await;
    looks
        .at("home-add", &format!("{building}/add"), "先写房号")
        .await;
    looks
        .at("home-about", &format!("{home}/about"), "不能去掉")
        .await;
    looks
        .at("home-move", &format!("{home}/move"), "还没改地方")
        .await;
    browser.press("换一栋").await;
    browser.sees("归别的网格").await;
    looks.now("home-buildings").await;
    looks
        .at("home-split", &format!("{home}/split"), "先选谁分出去")
        .await;
    looks
        .at("home-merge", &format!("{home}/merge"), "先选另一户")
        .await;
    looks
        .at("resident-move", &format!("{edit}/move"), "先选住到哪一户")
        .await;
    looks
        .at("history", &format!("{home}/history"), "和别人记得不一样")
        .await;
    looks.at("needs", "/needs", &need.text).await;
    looks
        .at("need", &format!("/needs/{}", id(need.id)), "经过")
        .await;
    looks.at("wishes", "/wishes", &wish.text).await;
    looks
        .at("wish", &format!("/wishes/{}", id(wish.id)), "经过")
        .await;
    looks.at("me", "/me", "对过账").await;
    looks.at("conflicts", "/conflicts", "都不对，另填").await;
    looks.at("help", "/help", "没有信号怎么办").await;
    looks.at("help-page", "/help/visit", "三下就好").await;
    looks.at("about", "/about", "资料在哪").await;
    looks.at("feedback", "/feedback", "先写想说什么").await;
    browser.fill("想说什么", "字太小").await;
    browser.press("发出").await;
    browser.sees("说过的").await;
    looks.now("feedback-said").await;
    browser.go("我的").await;
    browser.press("先练一练").await;
    browser.sees("练习：不会存到社区").await;
    looks.now("practice").await;
    browser.go("我的").await;
    browser.sees("这里是练习").await;
    looks.now("practice-me").await;
    browser.press("结束练习").await;
    looks.at("not-found", "/nowhere", "没有这一页").await;
    looks.at("guides", "/guide", "社保卡补办").await;
    browser.fill("找要办的事", "退伍").await;
    browser.sees("换个词").await;
    looks.now("guides-nothing").await;
    let entries = alice
        .ask(GuidesQuery {
            text: "gljt".into(),
        })
        .await;
    let entry = format!("/guide/{}", id(entries[0].id));
    looks.at("guide", &entry, "给居民看").await;
    looks
        .at("guide-large", &format!("{entry}/show"), "户口簿")
        .await;

    let first = browser.session.window().await.unwrap();
    browser.another_tab(&hub).await;
    browser.sees("在这里用").await;
    looks.now("elsewhere").await;
    browser.session.close_window().await.unwrap();
    browser.look_at(&first).await;

    server.stop();
    looks.at("today-offline", "/", "没网").await;
    looks.at("me-offline", "/me", "没网，先存着").await;
    looks.are_good();
    browser.close().await;
}

#[tokio::test]
async fn screens_with_nothing_to_show_are_accessible_in_every_look() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "empty").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("志愿者")).await;
    browser.installed().await;
    looks.at("points-mine", "/points/mine", "能换什么").await;
    looks.at("posts", "/posts", "可以报名").await;
    browser.press("义务理发…").await;
    browser.press("报名").await;
    browser.sees("取消报名").await;
    looks.now("post-asked").await;
    looks.at("postings", "/", "可认领").await;
    browser.press("认领").await;
    browser.sees("先记下，连上网才算数").await;
    looks.now("postings-asked").await;
    looks.at("me", "/me", "对过账").await;
    looks
        .at("conflicts", "/conflicts", "没有记得不一样的")
        .await;
    looks.at("pin", "/pin", "输入新密码").await;
    for digit in "135790135790".chars() {
        browser.press(&digit.to_string()).await;
    }
    browser.press("现在锁上…").await;
    browser.sees("输入 6 位开锁密码").await;
    looks.now("locked").await;
    browser.press("忘记开锁密码…").await;
    looks.now("locked-online").await;
    looks.are_good();
    browser.close().await;
}

#[tokio::test]
async fn what_a_party_sees_is_accessible_in_every_look() {
    let server = TestServer::start_with_web(DEMO).await;
    for (shape, name) in [(Shape::Phone, "party"), (Shape::Desk, "party-desk")] {
        let profile = Profile::new(shape);
        let browser = profile.open().await;
        let mut looks = Looks::new(&browser, &server.url(), name).await;
        browser.goto(&server.url()).await;
        browser.enrol_by_password(server.login("共建方")).await;
        browser.installed().await;
        looks.at("tasks", "/", "派给我们的").await;
        browser.press("物…").await;
        browser.sees("去哪里").await;
        looks.now("task").await;
        looks.are_good();
        browser.close().await;
    }
}

#[tokio::test]
async fn what_a_building_chief_and_a_resident_see_is_accessible_in_every_look() {
    let server = TestServer::start_with_web(DEMO).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "chief").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("楼栋长")).await;
    browser.installed().await;
    looks.at("needs", "/", "还没有诉求").await;
    looks.at("common", "/needs/new", "先写要什么").await;
    browser.goto(&server.url()).await;
    browser.go("心愿").await;
    browser.press("认领").await;
    browser.sees("到期").await;
    looks.now("postings-mine").await;
    looks.are_good();
    browser.close().await;

    let alice = Device::alice(&server).await;
    let needs = alice.ask(NeedsQuery {}).await;
    let need = needs.iter().find(|row| row.state.is_open());
    let need = need.expect("a need that waits to be resolved").id;
    let resolve = TakeNeedStep {
        need,
        step: NeedStep::Resolve,
        note: "换了新井盖".to_owned(),
        party: None,
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    };
    alice.send(Command::TakeNeedStep(resolve)).await;
    alice.sync().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "resident").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("网格员")).await;
    browser.installed().await;
    let word = format!("/needs/{}/confirm", id(need));
    looks.at("word", &word, "先点一张脸").await;
    browser.press("不满意").await;
    browser.sees("没办好，接着办").await;
    looks.now("word-unhappy").await;
    looks.are_good();
    browser.close().await;
}

/// Two people who have no signal write down another telephone and another doctor's word.
async fn disagree(alice: &Device, bob: &Device, resident: ResidentId) {
    let edit = |phone: &str, family_doctor| EditResident {
        phone: Some(phone.to_owned()),
        family_doctor: Some(family_doctor),
        ..EditResident::of(resident)
    };
    for device in [alice, bob] {
        device.line.cut();
    }
    alice
        .send(Command::EditResident(edit("13800691111", true)))
        .await;
    bob.send(Command::EditResident(edit("13700692222", false)))
        .await;
    for device in [alice, bob] {
        device.line.mend();
        device.sync().await;
    }
}

/// Somebody of alice's grid who was measured.
async fn measured(alice: &Device) -> ResidentId {
    for door in alice.doors().await {
        for resident in door.view.residents {
            let resident = resident.id;
            let health = alice.ask(ResidentHealthQuery { resident }).await;
            if !health.measurements.is_empty() {
                return resident;
            }
        }
    }
    panic!("nobody was measured");
}
