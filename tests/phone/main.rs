//! A phone as a process of its own, to be killed: enrols if it has to, then records visits without
//! end while it synchronises without end. Each visit that the replica has acknowledged is one line
//! on standard output: its mark.
//!
//!   phone <folder> <hub's address> <login> <password> <first number>
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test's tool fails by panicking"
)]

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use chuanmen_replica::api::{Command, SessionQuery, SessionView};
use chuanmen_tests::harness::{Device, Login};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, hub, login, password, first] = words.try_into().expect("five words");
    let first: u64 = first.parse().expect("a number");
    let phone = Device::kept_in(Path::new(&folder), &hub).await;
    if phone.ask(SessionQuery {}).await == (SessionView::NotEnrolled { farewell: None }) {
        let login = Login::with_password(&login, &password);
        phone.enrol(&login, &format!("http://{hub}")).await;
    }
    tokio::join!(record(&phone, first), synchronise(&phone));
}

async fn record(phone: &Device, first: u64) {
    let mut doors = phone.doors().await;
    while doors.is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
        doors = phone.doors().await;
    }
    for (n, door) in (first..).zip(doors.iter().cycle()) {
        let mark = format!("【丙{n}】");
        phone.visit(door.household, &mark).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{mark}")
            .and_then(|()| out.flush())
            .expect("somebody listens");
        // Undone by nobody, and not so many that the end takes long.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn synchronise(phone: &Device) {
    loop {
        // The hub may be away.
        let _ = phone.try_send(Command::SyncNow).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
