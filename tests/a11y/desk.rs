//! What a supervisor sees at a desk.

use chuanmen_core::china_date;
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now};
use jiff::ToSpan;

use thirtyfour::By;

use crate::looks::Looks;

/// Two new compounds, a row without one, and a column that nobody knows.
const LIST: &str = "网格,小区,楼栋,车牌号\n1,试一小区,1,\n1,试二小区,2,\n1,,3,\n";

#[tokio::test]
async fn every_screen_of_a_desk_is_accessible_in_every_look() {
    let demo = Demo {
        households: 300,
        ..Demo::SMALL
    };
    let server = TestServer::start_with_web(demo).await;
    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "desk").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.installed().await;
    looks.at("overview", "/overview", "件诉求没办结").await;
    looks
        .at("reports", "/reports?name=needs", "诉求台账（")
        .await;
    browser.press("自选").await;
    browser.sees("按什么计数").await;
    looks.now("report-builder").await;
    looks
        .at("reports-care", "/reports?name=care", "未走访关爱户（")
        .await;
    looks.at("campaigns", "/campaigns", "新建专项行动").await;
    looks.at("posts", "/posts", "新建岗位或活动").await;
    looks.at("post-add", "/posts/add", "先写做什么").await;
    looks.at("points", "/points", "志愿者 10 人").await;
    browser.press("杨正荣…").await;
    browser.sees("清扫楼道").await;
    looks.now("points-person").await;
    looks.at("points-rules", "/manage/points", "理发券").await;
    browser.press("岗位服务…").await;
    browser.sees("给多少分").await;
    looks.now("points-rule").await;
    looks
        .at("reward-new", "/manage/points/reward", "先写名称")
        .await;
    looks.at("campaign-add", "/campaigns/add", "先写名称").await;
    looks.at("dispatch", "/dispatch", "待派单").await;
    browser
        .run(
            "document.querySelector('.kc').click(); return true",
            Vec::new(),
        )
        .await;
    browser.press("外外部部门").await;
    browser.sees("哪个部门").await;
    looks.now("dispatch-department").await;
    looks.at("meetings", "/meetings", "已召开").await;
    let held = china_date(now()).saturating_sub(2.days());
    browser
        .press(&format!("{}月{}日联席会议…", held.month(), held.day()))
        .await;
    browser.sees("写决议").await;
    browser.press("写决议").await;
    browser.sees("先写决议").await;
    looks.now("meeting").await;
    browser.press("会议纪要…").await;
    browser.sees("五方联席会议纪要").await;
    looks.now("minutes").await;
    looks.at("meeting-add", "/meetings/new", "先定哪天开").await;
    looks.at("needs", "/needs", "诉求").await;
    looks.at("wishes", "/wishes", "微心愿").await;
    looks.at("checklist", "/checklist", "家里烧什么").await;
    browser.press("家里烧什么…").await;
    browser.sees("手机上这样问").await;
    looks.now("question").await;
    browser.fill("问什么", "家里做饭烧什么").await;
    browser.press("保存这题").await;
    browser.press("家里做饭烧什么…").await;
    browser.sees("改成 家里做饭烧什么").await;
    let history = "[...document.querySelectorAll('h2, h3')]
        .find((it) => it.textContent.includes('改动记录')).scrollIntoView(); return true";
    browser.run(history, Vec::new()).await;
    looks.now("question-changed").await;
    looks
        .at("question-new", "/checklist/new", "先写问什么")
        .await;
    browser.fill("问什么", "有几瓶气").await;
    browser.press("几样选一样").await;
    browser.press("保存这题").await;
    browser.sees("至少要两个答案").await;
    looks.now("question-error").await;
    looks.at("care-tags", "/manage/tags", "所有住户").await;
    browser.press("独居老人…").await;
    browser.sees("多久走访一次").await;
    browser.fill("多久走访一次", "0").await;
    browser.press("保存修改").await;
    browser.sees("数字超出能填的范围").await;
    looks.now("care-tag").await;
    looks
        .at("need-categories", "/manage/categories", "天内办结")
        .await;
    browser.press("物业服务…").await;
    browser.sees("一般派给谁").await;
    looks.now("need-category").await;
    looks.at("handbook", "/manage/handbook", "高龄津贴").await;
    browser.press("高龄津贴…").await;
    browser.sees("一行一样").await;
    looks.now("handbook-entry").await;
    looks
        .at(
            "handbook-document",
            "/manage/handbook/document",
            "先贴上文档",
        )
        .await;
    let document = "类别：养老\n事项：高龄津贴\n材料：身份证；银行卡\n事项：犬只登记\n材料：照片";
    browser.fill("把文档的字贴在这里", document).await;
    browser.sees("存这 2 条").await;
    looks.now("handbook-document-read").await;
    looks.at("manage", "/manage", "走访用到的").await;
    looks.at("import", "/manage/import", "还没导入过").await;
    browser.press("网格和楼栋").await;
    let list = desk.folder().join("名单.csv");
    std::fs::write(&list, LIST).unwrap();
    let input = browser.session.find(By::Css("input[type=file]")).await;
    let input = input.unwrap();
    input.send_keys(list.display().to_string()).await.unwrap();
    browser.sees("共 3 行：可导入 2 行").await;
    looks.now("import-preview").await;
    browser.press("导入 2 行").await;
    browser.sees("导入好了").await;
    looks.now("import-done").await;
    browser.press("看导入记录").await;
    browser.press("名单.csv…").await;
    browser.sees("整份撤回").await;
    looks.now("import-undo").await;
    looks.at("leavings", "/quarantine", "没有要核对的").await;
    looks.at("tokens", "/tokens", "还没有令牌").await;
    browser.fill("用在哪里", "街道大屏").await;
    browser.press("开令牌").await;
    browser.sees("现在就记下来").await;
    looks.now("token-made").await;
    looks.at("audit", "/audit", "操作记录").await;
    looks.at("lists-needs", "/lists", "需求清单").await;
    looks
        .at("lists-resources", "/lists?tab=resources", "资源清单")
        .await;
    looks
        .at("lists-projects", "/lists?tab=projects", "项目清单")
        .await;
    looks.at("resource-add", "/resources/add", "资源").await;
    looks.at("project-add", "/projects/add", "项目").await;
    let member = server.login("网格员");
    drop(Device::alice(&server).await);
    looks.at("people", "/people", &member.name).await;
    browser.press(&format!("{}…", member.name)).await;
    browser.sees("账号：").await;
    looks.now("person").await;
    browser.press("停用…").await;
    browser.sees("会把没传的交给社区核对").await;
    looks.now("person-revoke").await;
    browser.press("返回").await;
    browser.press("登记新手机").await;
    browser.sees("只能用一次").await;
    looks.now("person-enrol").await;
    browser.press("返回").await;
    browser.press("再给一项").await;
    browser.sees("再添一项").await;
    looks.now("grant-give").await;
    browser.press("返回").await;
    browser.press("收回…").await;
    browser.sees("唯一的一项").await;
    looks.now("grant-take").await;
    looks
        .at("duties", "/reports?name=duties", "处无人负责")
        .await;
    looks
        .at("reports-hours", "/reports?name=hours", "志愿服务时长（")
        .await;
    looks
        .at("reports-points", "/reports?name=points", "积分台账（")
        .await;
    looks.at("health", "/health", "新建坐诊").await;
    looks.at("health-add", "/health/add", "能约几位").await;
    looks
        .at("health-signings", "/health/signings", "签约快到期")
        .await;
    looks.at("areas", "/manage/areas", "区域图").await;
    browser.press("第1网格…").await;
    browser.sees("加小区").await;
    looks.now("areas-grid").await;
    browser.press("加小区").await;
    browser.sees("先写名称").await;
    looks.now("area-add").await;
    looks.at("me", "/me", "对过账").await;
    looks
        .at("conflicts", "/conflicts", "没有记得不一样的")
        .await;
    server.stop();
    looks
        .at("overview-offline", "/overview", "没网，这是")
        .await;
    looks
        .at("reports-offline", "/reports?name=needs", "没网，这是")
        .await;
    looks
        .at("people-offline", "/people", "连不上社区的服务器")
        .await;
    looks
        .at("checklist-offline", "/checklist", "家里做饭烧什么")
        .await;
    // A week later nothing was heard of the phones.
    server.pass_days(8);
    server.serve().await;
    browser.goto(&format!("{}/people", server.url())).await;
    browser.press("久没联系…").await;
    browser.sees("天没联系").await;
    looks.now("people-silent").await;
    looks.are_good();
    browser.close().await;
}

#[tokio::test]
async fn what_a_subdistrict_sees_is_accessible_in_every_look() {
    let server = TestServer::start_with_web(Demo::SUBDISTRICT).await;
    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    let mut looks = Looks::new(&browser, &server.url(), "desk").await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("街道")).await;
    browser.installed().await;
    looks.at("subdistrict", "/subdistrict", "12周新诉求").await;
    let late = "/subdistrict?name=needs&pick=overdue";
    looks.at("subdistrict-shares", late, "分在这些社区").await;
    looks
        .at(
            "subdistrict-empty",
            "/subdistrict?name=visits",
            "没有这个数",
        )
        .await;
    server.stop();
    looks
        .at("subdistrict-offline", "/subdistrict", "没网，这是")
        .await;
    looks
        .at("subdistrict-error", "/subdistrict?month=2024-05", "连不上")
        .await;
    looks.are_good();
    browser.close().await;
}
