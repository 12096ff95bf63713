//! The Linux window, under a virtual display.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod glyphs;

use std::path::PathBuf;

use chuanmen_replica::api::NeedsQuery;
use chuanmen_tests::harness::{Demo, Device, Screen, TestServer, Visitor, Window};

const NEED: &str = "楼下的井盖松了";

#[tokio::test]
async fn the_window_enrols_records_syncs_and_draws_chinese() {
    let server = TestServer::start(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let window = Window::open().await;
    window.sees("登记这台设备").await;
    window.fill("服务器地址", &server.url()).await;
    window.enrol_by_code(server.login("网格员")).await;
    window.find_by_board(&door).await;
    window.record_visit(NEED, "一顶遮阳帽").await;
    window.go("我的").await;
    window.press("现在传").await;
    window.sees("1 已送达").await;
    window
        .sees(&format!("走访 {}、诉求 1 件、心愿 1 个", door.view.title))
        .await;

    let picture = glyphs::are_drawn(&window).await;
    if let Some(folder) = std::env::var_os("CHUANMEN_SCREENSHOTS").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).unwrap();
        picture.save(&folder.join("window-me.png"));
    }

    let supervisor = Device::supervisor(&server).await;
    let needs = supervisor.ask(NeedsQuery {}).await;
    assert_eq!(needs.iter().filter(|need| need.text == NEED).count(), 1);
}
