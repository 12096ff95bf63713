//! Sizes, times and sync figures, one JSON line each. Nothing here passes or fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot measure"
)]

mod app;
mod felt;
mod figures;
mod growth;
mod hub;
mod lone;
mod native;
mod peers;
mod sync;

#[tokio::main]
async fn main() {
    let only: Vec<String> = std::env::args().skip(1).collect();
    if let [part, hub, login, password] = &*only
        && part == growth::PHONE
    {
        return growth::be_a_phone(hub, login, password).await;
    }
    let wanted = |part: &str| only.is_empty() || only.iter().any(|it| it == part);
    if wanted("hub") {
        hub::measure().await;
    }
    if wanted("native") {
        native::measure().await;
    }
    if wanted("app") {
        app::measure().await;
    }
    if wanted("felt") {
        felt::measure().await;
    }
    if wanted("sync") {
        sync::measure().await;
    }
    if wanted("2g") {
        sync::on_2g().await;
    }
    if wanted("lone") {
        lone::measure().await;
    }
    if wanted("growth") {
        growth::measure().await;
    }
    if wanted("peers") {
        peers::measure();
    }
}
