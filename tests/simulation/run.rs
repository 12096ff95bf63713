use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chuanmen_core::simulation::Fault;

use super::stage::{Failure, Stage};

/// A seed in which a promise was broken.
pub struct Broken {
    /// Which seed.
    pub seed: u64,
    /// How.
    pub failure: Failure,
}

/// What a run over many seeds gave.
pub struct Report {
    /// Seeds played.
    pub played: u64,
    /// Transactions taken by all their hubs.
    pub taken: u64,
    /// The smallest seed that broke a promise, if one did; those after it were given up.
    pub broken: Option<Broken>,
}

/// Plays seeds on every processor until all are played, one breaks a promise, or time is up.
///
/// # Panics
/// When there is no room to play in.
#[must_use]
pub fn run(seeds: Range<u64>, fault: Option<&Fault>, time: Option<Duration>) -> Report {
    let began = Instant::now();
    let next = AtomicU64::new(seeds.start);
    let (played, taken) = (AtomicU64::new(0), AtomicU64::new(0));
    let broken: Mutex<Option<Broken>> = Mutex::default();
    let work = || {
        let stage = Stage::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let late = time.is_some_and(|time| began.elapsed() > time);
            if seed >= seeds.end || late {
                return;
            }
            match stage.play(seed, fault) {
                Ok(outcome) => {
                    let count = u64::try_from(outcome.taken).unwrap_or_default();
                    taken.fetch_add(count, Ordering::Relaxed);
                }
                Err(failure) => {
                    next.store(seeds.end, Ordering::Relaxed);
                    let mut first = broken.lock().expect("nobody panics with it");
                    if first.as_ref().is_none_or(|first| seed < first.seed) {
                        *first = Some(Broken { seed, failure });
                    }
                }
            }
            played.fetch_add(1, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    Report {
        played: played.into_inner(),
        taken: taken.into_inner(),
        broken: broken.into_inner().expect("nobody panics with it"),
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        /// What came last says most.
        const LINES: usize = 40;
        let Failure { what, trace } = &self.failure;
        for line in &trace[trace.len().saturating_sub(LINES)..] {
            writeln!(f, "  {line}")?;
        }
        writeln!(f, "seed {}: {what}", self.seed)?;
        write!(f, "replay it: make soak SEED={}", self.seed)
    }
}
