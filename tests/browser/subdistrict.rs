//! The subdistrict's view: a line for each community, each number down to its rows.

use chuanmen_core::china_date;
use chuanmen_core::report::{Overview, ReportName};
use chuanmen_replica::api::{Command, Outcome};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now};

#[tokio::test]
async fn a_subdistrict_sees_its_communities_and_goes_down_to_what_a_number_counts() {
    let server = TestServer::start_with_web(Demo::SUBDISTRICT).await;
    let supervisor = Device::supervisor(&server).await;
    let month = china_date(now()).first_of_month();
    let pull = Command::PullOverview {
        community: None,
        grid: None,
        month,
    };
    let overview: Overview = match supervisor.send(pull).await {
        Outcome::Overview(overview) => *overview,
        other => panic!("an overview, not {other:?}"),
    };
    let late = supervisor.report(ReportName::Needs, month).await;
    assert!(overview.totals.open_needs > 0 && !late.rows.is_empty());

    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("街道")).await;
    browser.go("街道").await;
    browser.sees(&overview.community).await;
    // The second cell of the community's line: how many needs are open.
    let own = format!(
        "const rows = [...document.querySelectorAll('table.data tbody tr')];
         const own = rows.find(row => row.textContent.startsWith('{}'));",
        overview.community
    );
    let open =
        format!("{own} return Number(own?.querySelector('td:nth-child(2)')?.textContent) || null");
    let shown = browser.number(&open).await;
    assert_eq!(shown, f64::from(overview.totals.open_needs));
    let down = format!("{own} own.querySelector('td:nth-child(2) a').click(); return true");
    browser.run(&down, Vec::new()).await;
    browser.sees("未办结").await;
    let rows = "return document.querySelectorAll('table.data tbody tr').length || null";
    assert_eq!(browser.number(rows).await, shown);

    // A number of the whole subdistrict falls into its communities' numbers, each with its rows.
    browser.go("街道").await;
    browser.sees("哪个社区，没办结的诉求").await;
    let sum = "return Number(document.querySelector('table.data tfoot td:nth-child(2)')?.textContent) || null";
    let sum = browser.number(sum).await;
    assert!(sum > shown);
    let all = "document.querySelector('.line a').click(); return true";
    browser.run(all, Vec::new()).await;
    browser.sees(&format!("共 {sum}，分在这些社区")).await;
    browser.press("看表格").await;
    assert_eq!(browser.number(&open).await, shown);
    browser.go("街道").await;
    browser.press(&overview.community).await;
    browser
        .sees(&format!("{}件诉求没办结", overview.totals.open_needs))
        .await;
    browser.go("街道").await;
    browser.press("导出 XLSX").await;
    assert!(!browser.downloaded(".xlsx").await.is_empty());

    // Without signal the last view shows, with its time.
    server.stop();
    browser.reload().await;
    browser.sees(&overview.community).await;
    browser.close().await;
}
