use crate::UnixMillis;

use super::{ReplicaId, Stamp};

/// A replica's hybrid logical clock: never below what it has seen, corrected by what the hub said.
///
/// Pure: the caller brings the wall clock in. Persist [`HybridClock::last`] with every write made
/// under a stamp, so that a restart with an earlier wall clock cannot repeat one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HybridClock {
    last: Stamp,
    offset: i64,
}

impl HybridClock {
    /// 2020-01-01T00:00:00Z. No phone that runs this software wrote before it; a wall clock that
    /// says so (a dead battery, 1970) is not believed.
    pub const EARLIEST: UnixMillis = UnixMillis(1_577_836_800_000);
    /// 2100-01-01T00:00:00Z. Wall clocks past it are not believed either.
    pub const LATEST: UnixMillis = UnixMillis(4_102_444_800_000);
    /// How far ahead of the hub's clock a stamp is taken as it is.
    pub const TOLERANCE: i64 = 2 * UnixMillis::MINUTE;

    /// A clock for `replica` that has seen nothing.
    #[must_use]
    pub fn new(replica: ReplicaId) -> Self {
        Self {
            last: Stamp::new(Self::EARLIEST, 0, replica),
            offset: 0,
        }
    }

    /// A clock that goes on from what was persisted.
    #[must_use]
    pub const fn resume(last: Stamp, offset: i64) -> Self {
        Self { last, offset }
    }

    /// The last stamp given out or seen, under this replica's id.
    #[must_use]
    pub const fn last(&self) -> Stamp {
        self.last
    }

    /// What is added to the wall clock, in ms: the hub's time minus this device's, as learned.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        self.offset
    }

    /// The best guess at the true time: the wall clock plus the learned offset, or the last known
    /// time where the wall clock cannot be believed.
    #[must_use]
    pub fn now(&self, wall: UnixMillis) -> UnixMillis {
        let corrected = wall.plus(self.offset);
        if (Self::EARLIEST..Self::LATEST).contains(&corrected) {
            corrected
        } else {
            self.last.wall()
        }
    }

    /// Gives out the next stamp: larger than every one given out or seen.
    pub fn tick(&mut self, wall: UnixMillis) -> Stamp {
        let fresh = Stamp::new(self.now(wall), 0, self.last.replica());
        self.last = if fresh > self.last {
            fresh
        } else {
            self.last.successor()
        };
        self.last
    }

    /// Takes note of a stamp from elsewhere: later ticks are larger.
    ///
    /// The hub never passes on a stamp from its future, so what is seen can be trusted.
    pub fn see(&mut self, seen: Stamp) {
        let own = Stamp::new(seen.wall(), seen.counter(), self.last.replica());
        let own = if own < seen { own.successor() } else { own };
        self.last = self.last.max(own);
    }

    /// Learns the offset from the hub's time, as read while the wall clock said `wall`.
    pub fn learn(&mut self, hub: UnixMillis, wall: UnixMillis) {
        self.offset = hub.since(wall);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: UnixMillis = UnixMillis(1_764_000_000_000);

    fn clock() -> HybridClock {
        HybridClock::new(ReplicaId(7))
    }

    #[test]
    fn ticks_grow_while_the_wall_clock_stands_or_goes_back() {
        let mut clock = clock();
        let first = clock.tick(NOON);
        let second = clock.tick(NOON);
        let third = clock.tick(NOON.plus(-UnixMillis::DAY));
        assert!(first < second && second < third);
    }

    #[test]
    fn a_tick_is_larger_than_everything_seen() {
        let mut clock = clock();
        let seen = Stamp::new(NOON.plus(5), 3, ReplicaId(u64::MAX));
        clock.see(seen);
        assert!(clock.tick(NOON) > seen);
    }

    #[test]
    fn a_full_counter_moves_to_the_next_millisecond() {
        let mut clock = HybridClock::resume(Stamp::new(NOON, u16::MAX, ReplicaId(7)), 0);
        assert_eq!(clock.tick(NOON), Stamp::new(NOON.plus(1), 0, ReplicaId(7)));
    }

    #[test]
    fn a_phone_that_wakes_in_1970_or_9999_goes_on_from_its_last_time() {
        let mut clock = clock();
        let before = clock.tick(NOON);
        for wrong in [UnixMillis(0), UnixMillis(253_402_300_799_000)] {
            let after = clock.tick(wrong);
            assert!(after > before);
            assert_eq!(after.wall(), NOON);
        }
    }

    #[test]
    fn the_learned_offset_corrects_a_slow_phone() {
        let mut clock = clock();
        let slow = NOON.plus(-3 * UnixMillis::DAY);
        clock.learn(NOON, slow);
        assert_eq!(clock.tick(slow.plus(10)).wall(), NOON.plus(10));
    }
}
