//! Small syncs on a connection that is open: one visit, and nothing at all.

use chuanmen_core::domain::Outcome;
use chuanmen_replica::api::{Command, VisitDraft};
use chuanmen_tests::harness::{Demo, Device, Login, TestServer, Traffic};

use crate::figures::print;
use crate::peers::workload;
use crate::sync::draft;

const VISITS: usize = 20;

pub(crate) async fn measure() {
    let server = TestServer::start(Demo::FULL).await;
    let member = Device::ready(&server, server.login("网格员")).await;
    let peers = workload(1, VISITS).concat();
    let peers: Vec<_> = peers.iter().map(draft).collect();
    lone(&member, "lone_visit_650_byte_text", &peers).await;
    let usual = VisitDraft {
        outcome: Some(Outcome::Met),
        unchanged: true,
        note: "老人在家，精神不错，血压偏高，提醒按时服药，女儿周末回来。".to_owned(),
        ..VisitDraft::default()
    };
    lone(&member, "lone_visit", &vec![usual; VISITS]).await;
    nothing(&server, server.login("网格员"), "noop_sync_member").await;
    nothing(&server, server.login("社区"), "noop_sync_supervisor").await;
}

/// The bytes both ways, headers and all, of a sync that carries one visit: the mean.
async fn lone(device: &Device, name: &str, visits: &[VisitDraft]) {
    let household = device.door().await.household;
    let mut sum = Traffic::default();
    for visit in visits {
        let visit = visit.clone();
        device.send(Command::RecordVisit { household, visit }).await;
        let passed = passed(device).await;
        sum.up += passed.up;
        sum.down += passed.down;
        sum.requests += passed.requests;
    }
    let count = u64::try_from(visits.len()).unwrap();
    print(&format!("{name}_up"), sum.up / count, "B");
    print(&format!("{name}_down"), sum.down / count, "B");
    print(&format!("{name}_both"), (sum.up + sum.down) / count, "B");
    print(
        &format!("{name}_round_trips"),
        sum.requests / count,
        "requests",
    );
}

async fn nothing(server: &TestServer, login: &Login, name: &str) {
    let device = Device::ready(server, login).await;
    device.sync().await;
    let passed = passed(&device).await;
    print(&format!("{name}_up"), passed.up, "B");
    print(&format!("{name}_down"), passed.down, "B");
    print(&format!("{name}_both"), passed.up + passed.down, "B");
}

/// What a sync makes pass.
async fn passed(device: &Device) -> Traffic {
    let before = device.line.traffic();
    device.sync().await;
    let after = device.line.traffic();
    Traffic {
        up: after.up - before.up,
        down: after.down - before.down,
        requests: after.requests - before.requests,
        lost: 0,
    }
}
