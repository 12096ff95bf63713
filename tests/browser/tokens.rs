//! A token for another system: made at the desk, used by a program, ended at the desk.

use std::process::Command;

use chuanmen_core::report::Table;
use chuanmen_tests::harness::{Demo, Profile, Screen, Shape, TestServer, Visitor};

#[tokio::test]
async fn a_token_made_at_the_desk_reads_reports_until_it_is_revoked_there() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let desk = Profile::new(Shape::Desk);
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_password(server.login("社区")).await;
    browser.go("管理").await;
    browser.press("接口令牌…").await;
    browser.fill("用在哪里", "街道大屏").await;
    browser.press("开令牌").await;
    browser.sees("现在就记下来，以后不再显示").await;
    let shown = "return document.querySelector('.code-large').textContent.trim()";
    let token = browser.run(shown, Vec::new()).await;
    let token = token.as_str().unwrap().to_owned();

    let (status, table) = needs(&server, &token);
    assert_eq!(status, "200");
    let table: Table = serde_json::from_str(&table).unwrap();
    assert!(!table.rows.is_empty());

    // Shown once: whoever opens the page again does not see it.
    browser.reload().await;
    browser.sees("街道大屏").await;
    assert!(!browser.words().await.contains(&token));

    browser.press("停用“街道大屏”").await;
    browser.sees("已停用").await;
    assert_eq!(needs(&server, &token).0, "401");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

/// The status and the needs ledger, pulled as the manual says.
fn needs(server: &TestServer, token: &str) -> (String, String) {
    let url = format!("{}/v1/reports/needs?format=json", server.url());
    let header = format!("Authorization: Bearer {token}");
    let pulled = Command::new("curl")
        .args(["-s", "-w", "\n%{http_code}", "-H", &header, &url])
        .output()
        .unwrap();
    let pulled = String::from_utf8(pulled.stdout).unwrap();
    let (body, status) = pulled.rsplit_once('\n').unwrap();
    (status.to_owned(), body.to_owned())
}
