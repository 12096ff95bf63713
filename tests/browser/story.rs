//! One visit's whole way: recorded offline on a phone, merged by the hub, read in a report.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chuanmen_core::china_date;
use chuanmen_core::report::Overview;
use chuanmen_replica::api::{Command, Outcome};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now};

const NEED: &str = "四楼楼道灯不亮，晚上看不见台阶";
const WISH: &str = "一副老花镜，三百度";

async fn overview(supervisor: &Device) -> Overview {
    let month = china_date(now()).first_of_month();
    let pull = Command::PullOverview {
        community: None,
        grid: None,
        month,
    };
    match supervisor.send(pull).await {
        Outcome::Overview(overview) => *overview,
        other => panic!("an overview, not {other:?}"),
    }
}

/// The texts of a spreadsheet's first sheet.
fn cells(xlsx: Vec<u8>) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet
        .cells()
        .filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn a_visit_recorded_with_no_server_reaches_the_supervisors_spreadsheet() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let grid_member = server.login("网格员");
    let door = Device::alice(&server).await.door().await;
    let supervisor = Device::supervisor(&server).await;
    let before = overview(&supervisor).await.totals;

    // Enrolled, everything here, and then no server any more.
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(grid_member).await;
    browser.installed().await;
    server.stop();
    browser.reload().await;
    browser.find_by_board(&door).await;
    browser.record_visit(NEED, WISH).await;

    // Closed and opened again, still no server: all three wait.
    browser.close().await;
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.go("我的").await;
    let saved = format!("走访 {}、诉求 1 件、心愿 1 个", door.view.title);
    browser.sees("1 待传").await;
    browser.sees(&saved).await;
    browser.go("诉求").await;
    browser.sees(NEED).await;
    browser.go("心愿").await;
    browser.sees(WISH).await;
    browser.go("我的").await;
    browser.sees("存在手机里，等有网自动传").await;

    // The server is back: nobody touches the phone.
    server.serve().await;
    browser.sees("1 已送达").await;
    browser.sees_no("待传").await;
    browser.sees(&saved).await;
    browser.close().await;

    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.go("总览").await;
    let open = before.open_needs + 1;
    browser.sees(&format!("{open}件诉求没办结")).await;
    browser.go("报表").await;
    for (report, text) in [("诉求台账", NEED), ("微心愿台账", WISH)] {
        browser.press(report).await;
        browser.sees(text).await;
        browser.press("导出 XLSX").await;
        let found = cells(browser.downloaded(".xlsx").await);
        let rows = found.iter().filter(|cell| cell.as_str() == text).count();
        assert_eq!(rows, 1, "{text} in {found:?}");
    }
    browser.press("走访台账").await;
    browser.sees(&door.view.title).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
