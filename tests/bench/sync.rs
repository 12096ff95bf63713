//! Ten phones, five hundred visits each: pushed, then pulled. The peers' keys.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chuanmen_core::domain::Outcome;
use chuanmen_replica::api::{Command, VisitDraft};
use chuanmen_tests::harness::{Demo, Device, TestServer, files_under};
use futures_util::future::join_all;
use serde_json::{Map, Value, json};

use crate::figures::processor_seconds;
use crate::peers::{Counter, Line, workload};

/// How many, and over what.
struct Trial {
    /// Phones that record, each in a grid of its own.
    pushers: usize,
    /// Visits of each.
    records: usize,
    /// Phones that pull all of it.
    pullers: usize,
    line: Line,
}

/// The peers' workload, over loopback.
pub(crate) async fn measure() {
    let trial = Trial {
        pushers: 10,
        records: 500,
        pullers: 10,
        line: Line::Loopback,
    };
    trial.run().await;
}

/// The peers' workload on a bad line: as many records pulled as two peers pull from each other.
pub(crate) async fn on_2g() {
    let trial = Trial {
        pushers: 2,
        records: 50,
        pullers: 1,
        line: Line::Slow,
    };
    trial.run().await;
}

impl Trial {
    async fn run(&self) {
        let Self {
            pushers: phones,
            records,
            ..
        } = *self;
        let server = TestServer::start(Demo::SMALL).await;
        let counter = Counter::before(server.port(), self.line).await;
        let (pushers, pullers) = self.devices(&server, &counter.url()).await;
        let had = visits_on(&pullers[0]).await;
        let written = record(&pushers, workload(phones, records)).await;
        let cpu = || processor_seconds(server.pid());
        let (before, cpu_before) = (counter.read().await, cpu());
        let push = together(&pushers).await;
        let (pushed, cpu_pushed) = (counter.read().await, cpu());
        let pull = together(&pullers).await;
        let (pulled, cpu_pulled) = (counter.read().await, cpu());
        // After this nobody has anything to say or to hear.
        together(&pushers).await;
        let level = counter.read().await;
        let nothing = together(&pushers).await;
        let idle = counter.read().await;

        let mut delivered = Vec::new();
        for device in &pullers {
            delivered.push(visits_on(device).await - had);
        }
        let sent = phones * records;
        let received = sent * self.pullers;
        let line = json!({
            "peer": "chuanmen (SQLCipher files, HTTP)",
            "line": self.line.name(),
            "phones": phones,
            "records": records,
            "local_write_ms": written.as_millis(),
            "push_ms": push.as_millis(),
            "push_rps": rate(sent, push),
            "push_up_B_per_rec": each(pushed.up - before.up, sent),
            "push_down_B_per_rec": each(pushed.down - before.down, sent),
            "push_server_cpu_s": hundredths(cpu_pushed - cpu_before),
            "pull_ms": pull.as_millis(),
            "pull_rps": rate(received, pull),
            "pull_up_B_per_rec": each(pulled.up - pushed.up, received),
            "pull_down_B_per_rec": each(pulled.down - pushed.down, received),
            "pull_server_cpu_s": hundredths(cpu_pulled - cpu_pushed),
            "noop_pull_ms": nothing.as_millis(),
            "noop_bytes_per_phone": each(idle.up + idle.down - level.up - level.down, phones),
            "pushed_ok": delivered.iter().all(|count| *count == sent),
            "pulled_written": delivered,
            "server_db_bytes": bytes_under(server.database().parent().unwrap()),
            "phone_db_bytes": bytes_under(pushers[0].folder()),
            "conns": pulled.conns,
        });
        println!("{line}");
    }

    /// Grid members who record, and supervisors of all they record.
    async fn devices(&self, server: &TestServer, url: &str) -> (Vec<Device>, Vec<Device>) {
        let grids = server.logins().iter().filter(|it| it.role == "网格员");
        let mut pushers = Vec::new();
        for login in grids.take(self.pushers) {
            pushers.push(Device::ready_through(server, login, url).await);
        }
        assert_eq!(pushers.len(), self.pushers, "a grid for each phone");
        let supervisor = server.login("社区");
        let mut pullers = Vec::new();
        for _ in 0..self.pullers {
            pullers.push(Device::ready_through(server, supervisor, url).await);
        }
        (pushers, pullers)
    }
}

/// Saves each phone's visits, one by one, all phones at once: what waits longer than a save can be
/// undone would go out by itself.
async fn record(pushers: &[Device], work: Vec<Vec<Map<String, Value>>>) -> Duration {
    let start = Instant::now();
    let phones = pushers.iter().zip(work);
    join_all(phones.map(|(device, visits)| async move {
        let doors = device.doors().await;
        for (visit, door) in visits.iter().zip(doors.iter().cycle()) {
            let (visit, household) = (draft(visit), door.household);
            device.send(Command::RecordVisit { household, visit }).await;
        }
    }))
    .await;
    start.elapsed()
}

/// All of them synchronise at once, each on its own thread, until none has anything left.
async fn together(devices: &[Device]) -> Duration {
    let start = Instant::now();
    join_all(devices.iter().map(Device::sync)).await;
    start.elapsed()
}

async fn visits_on(device: &Device) -> usize {
    let doors = device.doors().await;
    let counts = doors.iter().map(|door| door.view.visit_count);
    usize::try_from(counts.sum::<u32>()).unwrap_or_default()
}

/// What the peers' records have in fields that a visit has itself: which, at whose door, by whom,
/// when.
const OURS: [&str; 4] = ["id", "household_id", "visitor", "visited_at"];

/// A visit whose note holds the peer's other nine fields.
pub(crate) fn draft(visit: &Map<String, Value>) -> VisitDraft {
    let theirs = visit.iter().filter(|(name, _)| !OURS.contains(&&***name));
    let texts = theirs.filter_map(|(_, value)| value.as_str());
    VisitDraft {
        outcome: Some(Outcome::Met),
        unchanged: true,
        note: texts.collect::<Vec<_>>().join("；"),
        ..VisitDraft::default()
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures for people"
)]
fn rate(count: usize, time: Duration) -> u64 {
    (count as f64 / time.as_secs_f64()).round() as u64
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn each(bytes: u64, count: usize) -> f64 {
    (bytes as f64 / count as f64 * 10.0).round() / 10.0
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn bytes_under(folder: &Path) -> u64 {
    let files = files_under(folder).into_iter();
    files
        .filter_map(|file| Some(fs::metadata(file).ok()?.len()))
        .sum()
}
