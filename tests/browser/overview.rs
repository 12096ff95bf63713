//! An open overview: what arrives from a phone shows by itself, every number leads to its rows, and
//! the address keeps what was chosen.

use std::time::{Duration, Instant};

use chuanmen_core::china_date;
use chuanmen_core::report::Overview;
use chuanmen_replica::api::{Command, Outcome};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor, now};

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

#[tokio::test]
async fn an_open_overview_follows_a_phone_within_five_seconds_and_each_number_leads_to_its_rows() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let door = alice.door().await;
    let before = overview(&Device::supervisor(&server).await).await;
    let open = before.totals.open_needs;

    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.go("总览").await;
    browser.sees(&format!("{open}件诉求没办结")).await;
    // A reload would lose it.
    browser.run("window.same = true", Vec::new()).await;

    alice.visit(door.household, "楼道灯不亮").await;
    alice.sync().await;
    let arrived = Instant::now();
    browser.sees(&format!("{}件诉求没办结", open + 1)).await;
    assert!(
        arrived.elapsed() < Duration::from_secs(5),
        "{:?}",
        arrived.elapsed()
    );
    let same = browser.run("return window.same === true", Vec::new()).await;
    assert_eq!(same, serde_json::Value::Bool(true));

    // Each plot is taken away as a picture that says who took it.
    browser.press("没办结的诉求，等了多久，存成 SVG 图").await;
    let svg = String::from_utf8(browser.downloaded(".svg").await).expect("text");
    let mark = format!("导出：{}", server.login("社区").name);
    assert!(svg.starts_with("<svg") && svg.contains(&mark), "{svg}");
    browser.press("没办结的诉求，等了多久，存成 PNG 图").await;
    let png = browser.downloaded(".png").await;
    assert!(png.starts_with(b"\x89PNG\r\n"));

    // Down to the rows of one number.
    browser.press(&format!("{}件诉求没办结…", open + 1)).await;
    browser.sees("未办结").await;
    let rows = "return document.querySelectorAll('table.data tbody tr').length || null";
    assert_eq!(browser.number(rows).await, f64::from(open + 1));

    // From a row to its record, sorted or not, and back.
    browser.press("内容").await;
    let first = "const link = document.querySelector('table.data tbody a.down');
        return link && link.textContent";
    let text = browser.run(first, Vec::new()).await;
    let text = text.as_str().expect("a need's text").to_owned();
    browser.press(&text).await;
    browser.sees("经过").await;
    browser.sees(&text).await;
    browser.run("history.back(); return true", Vec::new()).await;
    browser.sees("未办结").await;

    // The address keeps it, as far as it means something.
    browser.reload().await;
    browser.sees("未办结").await;
    assert_eq!(browser.number(rows).await, f64::from(open + 1));
    let grid = before.grids[0].clone();
    browser
        .goto(&format!(
            "{}/overview?grid={}&month=nonsense",
            server.url(),
            grid.id
        ))
        .await;
    let chosen =
        "return [...document.querySelectorAll('.pick select')].map((e) => e.value)[1] ?? ''";
    browser
        .until("the grid is chosen", async || {
            browser.try_run(chosen, Vec::new()).await == Some(grid.id.to_string().into())
        })
        .await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
