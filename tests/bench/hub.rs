//! The hub at rest, and a sync with nothing to do.

use chuanmen_tests::harness::{Demo, Device, TestServer};

use crate::figures::{print, resident};

pub(crate) async fn measure() {
    let server = TestServer::start(Demo::FULL).await;
    let idle = resident(server.pid());
    print("server_idle_resident", idle, "KiB");

    let alice = Device::alice(&server).await;
    alice.sync().await;
    let before = alice.line.traffic();
    alice.sync().await;
    let after = alice.line.traffic();
    print("noop_sync_bytes_up", after.up - before.up, "B");
    print("noop_sync_bytes_down", after.down - before.down, "B");
    let both = after.up - before.up + after.down - before.down;
    print("noop_sync_bytes", both, "B");
    let trips = after.requests - before.requests;
    print("noop_sync_round_trips", trips, "requests");
    print("server_resident_after_sync", resident(server.pid()), "KiB");
}
