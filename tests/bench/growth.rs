//! What size costs: the first sync of a whole community, and one edit in a small and a large one.

use std::process::Command as Process;
use std::time::Instant;

use chuanmen_core::domain::Outcome;
use chuanmen_core::protocol::Credential;
use chuanmen_replica::Replica;
use chuanmen_replica::actor::ReplicaConfig;
use chuanmen_replica::api::{Command, VisitDraft};
use chuanmen_tests::harness::{Demo, Device, TestServer, Traffic};
use serde_json::{Value, json};

use crate::figures::{millis, peak, print, print_times};

/// The first argument of a bench that is to be one phone, so that its memory is its own.
pub(crate) const PHONE: &str = "be-a-phone";

/// Households that make about a thousand records, and about a hundred thousand.
const SIZES: [(&str, u32); 2] = [("1k", 105), ("100k", 17_200)];
const EDITS: usize = 30;

pub(crate) async fn measure() {
    for (name, households) in SIZES {
        let server = TestServer::start(Demo {
            households,
            ..Demo::SMALL
        })
        .await;
        bootstrap(&server, name);
        one_edit(&server, name).await;
        print(&format!("server_peak_{name}"), peak(server.pid()), "KiB");
    }
}

/// A supervisor's first sync, in a process of its own.
fn bootstrap(server: &TestServer, name: &str) {
    let login = server.login("社区");
    let me = std::env::current_exe().expect("this program");
    let ran = Process::new(me)
        .args([PHONE, &server.url(), &login.login, &login.password])
        .output()
        .expect("a phone");
    let said: Value = serde_json::from_slice(&ran.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&ran.stderr)));
    print(&format!("bootstrap_{name}"), said["ms"].clone(), "ms");
    let memory = said["peak_KiB"].clone();
    print(&format!("bootstrap_{name}_phone_peak"), memory, "KiB");
}

/// Enrols, pulls all there is, and says how long that took and what it needed.
pub(crate) async fn be_a_phone(hub: &str, login: &str, password: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let directory = folder.path().to_owned();
    let replica = Replica::start(ReplicaConfig { directory }).expect("a replica");
    let enrol = Command::Enrol {
        hub: hub.to_owned(),
        credential: Credential::Password {
            login: login.to_owned(),
            password: password.to_owned(),
        },
        device_name: "量一量".to_owned(),
    };
    // Enrolment wakes the engine: the two cannot be timed apart.
    let start = Instant::now();
    replica.send(enrol).await.expect("enrolled");
    replica.send(Command::SyncNow).await.expect("synchronised");
    let took = start.elapsed();
    let peak = peak(std::process::id());
    println!("{}", json!({ "ms": millis(took), "peak_KiB": peak }));
    replica.close().await;
}

/// A visit by a grid member, then a sync; and a supervisor who pulls it.
async fn one_edit(server: &TestServer, name: &str) {
    let member = Device::ready(server, server.login("网格员")).await;
    let supervisor = Device::supervisor(server).await;
    let household = member.door().await.household;
    let (mut pushes, mut pulls) = (Vec::new(), Vec::new());
    let (mut up, mut down) = (0, 0);
    for _ in 0..EDITS {
        let visit = VisitDraft {
            outcome: Some(Outcome::Met),
            unchanged: true,
            note: "老人在家，血压偏高，按时服药".to_owned(),
            ..VisitDraft::default()
        };
        member.send(Command::RecordVisit { household, visit }).await;
        let before = (member.line.traffic(), supervisor.line.traffic());
        let start = Instant::now();
        member.sync().await;
        pushes.push(start.elapsed());
        let start = Instant::now();
        supervisor.sync().await;
        pulls.push(start.elapsed());
        let after = (member.line.traffic(), supervisor.line.traffic());
        let both =
            |before: Traffic, after: Traffic| after.up + after.down - before.up - before.down;
        up += both(before.0, after.0);
        down += both(before.1, after.1);
    }
    let edits = u64::try_from(EDITS).unwrap();
    print(&format!("one_edit_push_{name}_bytes"), up / edits, "B");
    print(&format!("one_edit_pull_{name}_bytes"), down / edits, "B");
    print_times(&format!("one_edit_push_{name}"), pushes);
    print_times(&format!("one_edit_pull_{name}"), pulls);
}
