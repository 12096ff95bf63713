use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval_at, sleep};

use super::line::{HubAddress, Line, Traffic, Trouble};
use super::memory::{Memory, MemorySource, Watch};
use super::phone::Phone;
use super::tally::{Sample, Sort, Tally, Times, millis};

/// Phones that enrol, or bootstrap, at the same time: people begin one after another.
const TOGETHER: usize = 16;
/// How often a phone that was cut off tries again, and how long it waits between.
const TRIES: usize = 10;
const PAUSE: Duration = Duration::from_secs(1);

/// What to do to a hub.
pub(crate) struct Plan {
    /// Which.
    pub(crate) hub: HubAddress,
    /// One-time codes: one for each phone.
    pub(crate) codes: Vec<String>,
    /// One for somebody who may write to the whole community.
    pub(crate) desk: Option<String>,
    /// How long the steady part lasts.
    pub(crate) time: Duration,
    /// Syncs a second in it, over all phones.
    pub(crate) rate: f64,
    /// How many of a hundred of these carry a visit.
    pub(crate) edits: u32,
    /// How often everybody reconnects at once after it.
    pub(crate) storms: u32,
    /// Where the server's memory can be read.
    pub(crate) memory: MemorySource,
}

/// What came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    phones: usize,
    /// Of the steady part: asked for, and done.
    rate: f64,
    syncs_per_s: f64,
    seconds: f64,
    /// All syncs of the steady part.
    steady: Option<Times>,
    /// By sort, over everything.
    by_sort: BTreeMap<Sort, Times>,
    storms: Vec<Storm>,
    errors: BTreeMap<String, u64>,
    bytes_up: u64,
    bytes_down: u64,
    server_memory_bytes: Option<Memory>,
    /// What it was computed from.
    #[serde(skip)]
    pub(crate) samples: Vec<Sample>,
}

/// Everybody at once.
#[derive(Debug, Serialize)]
struct Storm {
    /// Whether somebody had something to tell all.
    broadcast: bool,
    /// Phones that had everything in the end.
    done: usize,
    /// Until the last of them had.
    drained_ms: f64,
}

type Phones = Vec<Arc<Mutex<Phone>>>;

/// Carries a plan out.
///
/// # Errors
/// The code of the first failure if a phone cannot be enrolled: without its phones, a load says
/// nothing.
pub(crate) async fn drive(plan: Plan) -> Result<Report, String> {
    let watch = Watch::start(plan.memory.clone());
    let traffic = Arc::new(Traffic::default());
    let tally = Arc::new(Tally::new());
    let line = || Line::to(plan.hub.clone(), Arc::clone(&traffic));

    let phones = enrol(&plan.codes, line, &tally).await?;
    let desk = match &plan.desk {
        Some(code) => enrol(std::slice::from_ref(code), line, &tally).await?,
        None => Phones::new(),
    };
    let everybody: Phones = phones.iter().chain(&desk).cloned().collect();
    bootstrap(&everybody, &tally).await;
    let lasted = steady(&plan, &phones, &tally).await;
    let mut storms = Vec::new();
    for _ in 0..plan.storms {
        storms.push(storm(&phones, desk.first(), &tally).await);
    }

    let samples = tally.samples();
    let is_steady = |sample: &Sample| matches!(sample.sort, Sort::Edit | Sort::Pull | Sort::Noop);
    let steady: Vec<_> = samples.iter().copied().filter(is_steady).collect();
    Ok(Report {
        phones: phones.len(),
        rate: plan.rate,
        syncs_per_s: per_second(steady.len(), lasted),
        seconds: millis(lasted) / 1_000.0,
        steady: Times::of(steady.into_iter()),
        by_sort: by_sort(&samples),
        storms,
        errors: tally.errors(),
        bytes_up: traffic.up.load(Ordering::Relaxed),
        bytes_down: traffic.down.load(Ordering::Relaxed),
        server_memory_bytes: watch.so_far(),
        samples,
    })
}

async fn enrol(
    codes: &[String],
    line: impl Fn() -> Line,
    tally: &Arc<Tally>,
) -> Result<Phones, String> {
    let turns = Arc::new(Semaphore::new(TOGETHER));
    let mut enrolling = JoinSet::new();
    for code in codes {
        let (turns, tally) = (Arc::clone(&turns), Arc::clone(tally));
        let (line, code) = (line(), code.clone());
        enrolling.spawn(async move {
            let _turn = turns.acquire().await;
            let due = Instant::now();
            let enrolled = Phone::enrol(line, code).await;
            tally.note(due, enrolled.as_ref().map(|_| Sort::Enrol));
            enrolled
        });
    }
    let mut phones = Phones::new();
    while let Some(enrolled) = enrolling.join_next().await {
        let enrolled = enrolled.unwrap_or(Err(Trouble::Broken));
        let phone = enrolled.map_err(|trouble| trouble.code())?;
        phones.push(Arc::new(Mutex::new(phone)));
    }
    Ok(phones)
}

async fn bootstrap(phones: &Phones, tally: &Arc<Tally>) {
    let turns = Arc::new(Semaphore::new(TOGETHER));
    let mut syncing = JoinSet::new();
    for phone in phones {
        let (turns, tally) = (Arc::clone(&turns), Arc::clone(tally));
        let phone = Arc::clone(phone);
        syncing.spawn(async move {
            let _turn = turns.acquire().await;
            let due = Instant::now();
            let synced = phone.lock().await.sync().await;
            tally.note(due, synced.as_ref().map(|_| Sort::Bootstrap));
        });
    }
    syncing.join_all().await;
}

/// Syncs at a steady rate, each phone in its turn. A time counts from when a sync was due, not
/// from when it could begin: a hub that falls behind shows it.
async fn steady(plan: &Plan, phones: &Phones, tally: &Arc<Tally>) -> Duration {
    let began = Instant::now();
    let pause = Duration::from_secs_f64(plan.rate.recip());
    let mut ticks = interval_at(began, pause);
    let mut syncing = JoinSet::new();
    for (nth, phone) in (0_u64..).zip(phones.iter().cycle().cloned()) {
        let due = ticks.tick().await;
        if due.duration_since(began) >= plan.time {
            break;
        }
        while syncing.try_join_next().is_some() {}
        let tally = Arc::clone(tally);
        let edits = carries_edit(nth, plan.edits);
        syncing.spawn(async move {
            let mut phone = phone.lock().await;
            if edits {
                phone.record_visit();
            }
            let synced = phone.sync().await;
            let sort = synced.as_ref().map(|synced| match synced {
                synced if synced.sent > 0 => Sort::Edit,
                synced if synced.pages > 0 => Sort::Pull,
                _ => Sort::Noop,
            });
            tally.note(due, sort);
        });
    }
    syncing.join_all().await;
    began.elapsed()
}

/// Spread evenly: of any hundred in a row, `percent`.
fn carries_edit(nth: u64, percent: u32) -> bool {
    let percent = u64::from(percent);
    nth * percent / 100 != (nth + 1) * percent / 100
}

/// Everybody is told something and cut off; everybody comes back at the same moment.
async fn storm(phones: &Phones, desk: Option<&Arc<Mutex<Phone>>>, tally: &Arc<Tally>) -> Storm {
    let broadcast = match desk {
        Some(desk) => {
            let mut desk = desk.lock().await;
            desk.broadcast() && desk.sync().await.is_ok()
        }
        None => false,
    };
    for phone in phones {
        phone.lock().await.line.hang_up();
    }
    let due = Instant::now();
    let mut syncing = JoinSet::new();
    for phone in phones {
        let (phone, tally) = (Arc::clone(phone), Arc::clone(tally));
        syncing.spawn(async move {
            for _ in 0..TRIES {
                let synced = phone.lock().await.sync().await;
                tally.note(due, synced.as_ref().map(|_| Sort::Storm));
                if synced.is_ok() {
                    return true;
                }
                sleep(PAUSE).await;
            }
            false
        });
    }
    let done = syncing.join_all().await;
    Storm {
        broadcast,
        done: done.into_iter().filter(|done| *done).count(),
        drained_ms: millis(due.elapsed()),
    }
}

fn by_sort(samples: &[Sample]) -> BTreeMap<Sort, Times> {
    let mut sorts: BTreeMap<Sort, Vec<Sample>> = BTreeMap::new();
    for sample in samples {
        sorts.entry(sample.sort).or_default().push(*sample);
    }
    let times = sorts
        .into_iter()
        .filter_map(|(sort, samples)| Some((sort, Times::of(samples.into_iter())?)));
    times.collect()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn per_second(count: usize, time: Duration) -> f64 {
    (count as f64 / time.as_secs_f64().max(0.001) * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_spread_evenly() {
        let of_a_hundred = |percent| (0..100).filter(|nth| carries_edit(*nth, percent)).count();
        assert_eq!([0, 20, 33, 100].map(of_a_hundred), [0, 20, 33, 100]);
        assert!((0..5).any(|nth| carries_edit(nth, 20)));
    }
}
