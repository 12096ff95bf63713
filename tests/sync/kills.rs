//! `kill -9`, at any moment, of the phone and of the hub: databases stay sound, and every save that
//! was acknowledged is there, once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chuanmen_core::china_date;
use chuanmen_core::report::ReportName;
use chuanmen_replica::api::{Command as Order, NeedsQuery};
use chuanmen_tests::harness::{
    Demo, Device, Login, TestServer, hub_is_sound, marked, now, replica_is_sound,
};

use crate::agreement::bobs;

/// Moments that differ, the same in every run: milliseconds.
fn moments(seed: u64) -> impl Iterator<Item = Duration> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        Duration::from_millis(state >> 33 & 127)
    })
}

/// Each mark is in the hub once: as a visit, as a need, as a wish.
async fn each_is_there_once(server: &TestServer, marks: &[String]) {
    let supervisor = Device::supervisor(server).await;
    let month = china_date(now()).first_of_month();
    for name in [ReportName::Visits, ReportName::Needs, ReportName::Wishes] {
        let table = supervisor.report(name, month).await;
        for mark in marks {
            assert_eq!(marked(&table, mark), 1, "{mark} in {}", table.title);
        }
    }
}

/// The tests' phone in a folder, from a number on.
fn phone(folder: &Path, server: &TestServer, login: &Login, first: usize) -> Child {
    let test = std::env::current_exe().expect("this test's file");
    let program = test.ancestors().nth(2).expect("its folder").join("phone");
    Command::new(program)
        .arg(folder)
        .args([
            server.address(),
            login.login.clone(),
            login.password.clone(),
        ])
        .arg(first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the phone runs: cargo build -p chuanmen-tests --bins")
}

/// Lets it record a while, kills it, and returns the marks that it was told are safe.
fn killed_after(mut phone: Child, marks: usize, moment: Duration) -> Vec<String> {
    let out = phone.stdout.take().expect("its output");
    let mut lines = BufReader::new(out).lines();
    let mut safe: Vec<String> = lines.by_ref().take(marks).map(Result::unwrap).collect();
    std::thread::sleep(moment);
    phone.kill().expect("SIGKILL is sent");
    phone.wait().expect("the phone ends");
    // A line that was cut was not read by anybody: what it tells of is safe all the same.
    safe.extend(
        lines
            .map_while(Result::ok)
            .filter(|line| line.ends_with('】')),
    );
    safe
}

#[tokio::test]
async fn a_phone_killed_at_any_moment_keeps_and_delivers_every_save() {
    let server = TestServer::start(Demo::SMALL).await;
    let folder = tempfile::tempdir().unwrap();
    let login = bobs(&server);
    let mut safe = Vec::new();
    for (round, moment) in moments(7).take(8).enumerate() {
        let phone = phone(folder.path(), &server, login, round * 1_000);
        let told = killed_after(phone, 3, moment);
        assert!(told.len() >= 3, "the phone ended by itself after {told:?}");
        safe.extend(told);
        replica_is_sound(folder.path());
    }
    let found = Device::kept_in(folder.path(), &server.address()).await;
    found.sync().await;
    each_is_there_once(&server, &safe).await;
    let needs = found.ask(NeedsQuery {}).await;
    for mark in &safe {
        let holds = needs
            .iter()
            .filter(|need| need.text.contains(mark.as_str()));
        assert_eq!(holds.count(), 1, "{mark} on the phone itself");
    }
    server.stop();
    hub_is_sound(&server.database());
}

/// Records and syncs until told to stop; the hub may be away at any moment.
async fn work(
    device: &Device,
    whose: &str,
    stop: &tokio::sync::watch::Receiver<bool>,
) -> Vec<String> {
    let doors = device.doors().await;
    let mut marks = Vec::new();
    for (n, door) in doors.iter().cycle().enumerate() {
        if *stop.borrow() {
            break;
        }
        let mark = format!("【{whose}{n}】");
        device.visit(door.household, &mark).await;
        marks.push(mark);
        let _ = device.try_send(Order::SyncNow).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    marks
}

#[tokio::test]
async fn a_hub_killed_during_commits_under_load_stays_sound_and_loses_nothing() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let bob = Device::ready(&server, bobs(&server)).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let killing = async {
        for moment in moments(11).take(8) {
            tokio::time::sleep(Duration::from_millis(100) + moment).await;
            server.kill();
            hub_is_sound(&server.database());
            server.serve().await;
        }
        stop.send_replace(true);
    };
    let (hers, his, ()) = tokio::join!(
        work(&alice, "甲", &stopped),
        work(&bob, "乙", &stopped),
        killing
    );
    alice.sync().await;
    bob.sync().await;
    each_is_there_once(&server, &[hers, his].concat()).await;
    for mut device in [alice, bob] {
        device.switch_off().await;
        replica_is_sound(device.folder());
    }
    server.stop();
    hub_is_sound(&server.database());
}
