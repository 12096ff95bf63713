//! A native device: its first sync, and saving a visit.

use std::time::Instant;

use chuanmen_core::domain::Outcome;
use chuanmen_replica::api::{Command, VisitDraft};
use chuanmen_tests::harness::{Demo, Device, TestServer};

use crate::figures::{millis, print, print_times};

const VISITS: usize = 200;

pub(crate) async fn measure() {
    let server = TestServer::start(Demo::FULL).await;
    // Enrolment wakes the engine: the two cannot be timed apart. Checking the password is in it.
    let start = Instant::now();
    let device = Device::ready(&server, server.login("网格员")).await;
    let took = millis(start.elapsed());
    print("enrol_and_bootstrap_one_grid", took, "ms");
    let traffic = device.line.traffic();
    print("bootstrap_one_grid_bytes_down", traffic.down, "B");

    device.line.cut();
    let doors = device.doors().await;
    print("bootstrap_one_grid_households", doors.len(), "households");
    let mut times = Vec::new();
    for door in doors.iter().cycle().take(VISITS) {
        let visit = VisitDraft {
            outcome: Some(Outcome::Met),
            unchanged: true,
            note: "老人在家，血压偏高，按时服药".to_owned(),
            ..VisitDraft::default()
        };
        let household = door.household;
        let start = Instant::now();
        device.send(Command::RecordVisit { household, visit }).await;
        times.push(start.elapsed());
    }
    print_times("save_visit_native", times);
}
