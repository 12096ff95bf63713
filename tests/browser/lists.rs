//! A need that waits, a resource and a project that brings them together, entered at the desk.

use calamine::{Reader, Xlsx};
use chuanmen_core::domain::Urgency;
use chuanmen_replica::api::{Command, ListsQuery, NeedDraft, NeedQuery};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

const RAIL: &str = "楼梯没扶手，老人上下难";
const WELDER: &str = "会焊扶手的师傅";
const PROJECT: &str = "二单元装扶手";

#[tokio::test]
async fn a_need_waits_a_resource_is_entered_and_a_project_brings_them_together() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let household = alice.door().await.household;
    let need = NeedDraft {
        category: "public_facility".to_owned(),
        text: RAIL.to_owned(),
        urgency: Urgency::Urgent,
    };
    alice.send(Command::RaiseNeed { household, need }).await;
    alice.sync().await;

    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.installed().await;
    // With no server: the lists work from the desk's own data.
    server.stop();
    browser.go("诉求").await;
    browser.press(&format!("{RAIL}…")).await;
    browser.press("等资源对接").await;
    browser.sees("已存好，有网自动传。").await;
    browser.go("三清单").await;
    browser.sees(RAIL).await;
    browser.sees("还没有项目对接").await;

    browser.press("资源清单").await;
    browser.press("登记资源").await;
    browser.fill("名称", WELDER).await;
    browser.press("人才技能").await;
    browser.sees("先写资源单位").await;
    browser.fill("资源单位", "花园物业").await;
    browser.press("保存修改").await;
    browser.sees(WELDER).await;

    browser.press("项目清单").await;
    browser.press("新建项目").await;
    browser.fill("项目名称", PROJECT).await;
    browser.press(&format!("{RAIL}…")).await;
    browser.press(&format!("{WELDER}…")).await;
    browser.press("物业").await;
    browser.fill("预算（元）", "一万").await;
    browser.press("加一步").await;
    browser.fill("第1步", "量尺寸").await;
    browser.press("保存修改").await;
    browser.sees("格式不对，请核对。").await;
    browser.fill("预算（元）", "12800.5").await;
    browser.press("保存修改").await;
    browser.press(&format!("物{PROJECT}…")).await;
    browser.sees("12800.50元").await;
    browser.press("量尺寸…").await;
    browser.sees("做完1/1步").await;
    browser.press(&format!("{RAIL}…")).await;
    browser.sees(PROJECT).await;
    server.serve().await;
    browser.go("我的").await;
    browser.press("现在传").await;
    browser.sees_no("待传").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    browser
        .goto(&format!("{}/lists?tab=projects", server.url()))
        .await;
    browser.press("导出 XLSX").await;
    let file = browser.downloaded(".xlsx").await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file)).unwrap();
    let first = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&first).unwrap();
    let cells: Vec<_> = range.rows().flatten().map(ToString::to_string).collect();
    assert!(cells.contains(&PROJECT.to_owned()) && cells.contains(&"12800.5".to_owned()));
    browser.close().await;

    // The grid member's phone knows the project that answers the need.
    alice.sync().await;
    let lists = alice.ask(ListsQuery {}).await;
    let waiting = lists
        .needs
        .iter()
        .find(|need| need.row.text == RAIL)
        .unwrap();
    assert_eq!(waiting.projects[0].name, PROJECT);
    let need = alice
        .ask(NeedQuery {
            need: waiting.row.id,
        })
        .await;
    assert_eq!(need.projects[0].name, PROJECT);
}
