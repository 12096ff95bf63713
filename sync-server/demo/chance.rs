use chuanmen_core::UnixMillis;
use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use uuid::{Builder, Uuid};

/// Every choice the generator makes. The same seed makes the same choices on every machine:
/// ChaCha8 is a fixed algorithm, unlike the generators that call themselves standard.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from `from` to `to`, both possible; `from` if there is nothing between.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        if from < to {
            self.0.random_range(from..=to)
        } else {
            from
        }
    }

    /// True in so many of a thousand cases.
    pub(super) fn in_thousand(&mut self, cases: u32) -> bool {
        self.0.random_ratio(cases.min(1000), 1000)
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, cases: u32) -> bool {
        self.in_thousand(cases.saturating_mul(10))
    }

    /// One of these; none of nothing.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        from.choose(&mut self.0)
    }

    /// One of these, each as often as its weight says; `otherwise` of nothing.
    pub(super) fn weighted<T: Copy>(&mut self, from: &[(u32, T)], otherwise: T) -> T {
        let chosen = from.choose_weighted(&mut self.0, |(weight, _)| *weight);
        chosen.map_or(otherwise, |(_, value)| *value)
    }

    /// One of the words that stand in `words` with blanks between.
    pub(super) fn word(&mut self, words: &'static str) -> &'static str {
        let words: Vec<_> = words.split_whitespace().collect();
        self.pick(&words).copied().unwrap_or_default()
    }

    /// One of the lines of `lines`.
    pub(super) fn line(&mut self, lines: &'static str) -> &'static str {
        let lines: Vec<_> = lines
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        self.pick(&lines).copied().unwrap_or_default()
    }

    /// Brings a list into any order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }

    /// A fresh `UUIDv7` made at that moment.
    pub(super) fn id(&mut self, at: UnixMillis) -> Uuid {
        let mut random = [0; 10];
        self.0.fill(&mut random);
        let millis = u64::try_from(at.0).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
