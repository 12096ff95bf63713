use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::line::Trouble;

/// What a measured time is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// An enrolment.
    Enrol,
    /// A first sync, of as many round trips as it takes.
    Bootstrap,
    /// A sync that sent something saved.
    Edit,
    /// A sync that only heard of others' work.
    Pull,
    /// A sync with nothing to do.
    Noop,
    /// The first sync after everybody was cut off at once.
    Storm,
}

/// One thing that worked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) sort: Sort,
    /// When it was due, since the load began.
    pub(crate) due: Duration,
    /// From then until it was done.
    pub(crate) took: Duration,
}

/// Times of one sort, in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Times {
    count: usize,
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
}

/// What was measured so far.
pub(super) struct Tally {
    pub(super) began: Instant,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    samples: Vec<Sample>,
    errors: BTreeMap<String, u64>,
}

impl Tally {
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            seen: Mutex::default(),
        }
    }

    /// Notes how something ended that was due at `due`.
    pub(super) fn note(&self, due: Instant, ended: Result<Sort, &Trouble>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        match ended {
            Ok(sort) => seen.samples.push(Sample {
                sort,
                due: due.duration_since(self.began),
                took: due.elapsed(),
            }),
            Err(trouble) => *seen.errors.entry(trouble.code()).or_default() += 1,
        }
    }

    pub(super) fn samples(&self) -> Vec<Sample> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.samples.clone()
    }

    pub(super) fn errors(&self) -> BTreeMap<String, u64> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.errors.clone()
    }
}

impl Times {
    /// None of nothing.
    pub(super) fn of(samples: impl Iterator<Item = Sample>) -> Option<Self> {
        let mut took: Vec<_> = samples.map(|sample| sample.took).collect();
        took.sort_unstable();
        let max = took.last()?;
        Some(Self {
            count: took.len(),
            p50_ms: millis(percentile(&took, 50)),
            p99_ms: millis(percentile(&took, 99)),
            max_ms: millis(*max),
        })
    }
}

/// The nearest rank: the smallest time that `percent` of all do not exceed.
pub(super) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// Milliseconds, to the hundredth.
pub(super) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 50), Duration::ZERO);
    }
}
