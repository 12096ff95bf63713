use std::time::Duration;

use crate::storage::UNDO_WINDOW;

/// When to synchronise next, in [`super::Clock::elapsed`] time. Pure: the engine tells it what
/// happened and asks how long to wait. `luck` is a random number from 0 to 1 that keeps a
/// thousand phones from coming at once.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    next: Option<Duration>,
    failures: u32,
}

impl Schedule {
    /// From one run to the next while nothing happens.
    const EVERY: Duration = Duration::from_secs(3 * 60);
    /// Longest wait after failures.
    const LONGEST: Duration = Duration::from_secs(5 * 60);
    /// Longest wait after failures while something saved waits to be delivered.
    const LONGEST_WAITING: Duration = Duration::from_secs(60);
    /// A little more than a save is held back.
    const AFTER_SAVE: Duration = Duration::from_millis(UNDO_WINDOW.unsigned_abs() + 100);

    /// Something was saved: it goes once it can no longer be undone, or sooner with others.
    pub(super) fn saved(&mut self, now: Duration) {
        self.no_later_than(now + Self::AFTER_SAVE);
    }

    /// The network came back, the app came to the front, or somebody asked.
    pub(super) fn woken(&mut self, now: Duration) {
        self.no_later_than(now);
    }

    /// A run ended well.
    pub(super) fn succeeded(&mut self, now: Duration, luck: f64) {
        self.failures = 0;
        self.next = Some(now + Self::EVERY.mul_f64(0.75 + luck / 2.0));
    }

    /// A run failed; `waiting` says whether something saved waits to be delivered.
    pub(super) fn failed(&mut self, now: Duration, waiting: bool, luck: f64) {
        let longest = if waiting {
            Self::LONGEST_WAITING
        } else {
            Self::LONGEST
        };
        let pause = Duration::from_secs(1 << self.failures.min(16)).min(longest);
        self.failures = self.failures.saturating_add(1);
        self.next = Some(now + pause.mul_f64(0.75 + luck / 2.0));
    }

    /// All is done: nothing is planned before somebody wakes it.
    pub(super) fn rest(&mut self) {
        *self = Self::default();
    }

    /// How long until the next run; none if none is planned.
    pub(super) fn pause(&self, now: Duration) -> Option<Duration> {
        self.next.map(|next| next.saturating_sub(now))
    }

    fn no_later_than(&mut self, moment: Duration) {
        self.next = Some(self.next.map_or(moment, |next| next.min(moment)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1_000);

    fn seconds(schedule: &Schedule) -> f64 {
        schedule.pause(NOW).unwrap().as_secs_f64()
    }

    #[test]
    fn failures_wait_ever_longer_but_not_for_ever() {
        let mut schedule = Schedule::default();
        let mut waits = Vec::new();
        for _ in 0..40 {
            schedule.failed(NOW, false, 0.5);
            waits.push(seconds(&schedule));
        }
        assert!(waits.is_sorted());
        assert_eq!((waits[0], waits[39]), (1.0, 300.0));
    }

    #[test]
    fn a_save_is_not_left_waiting_for_minutes() {
        let mut schedule = Schedule::default();
        for _ in 0..20 {
            schedule.failed(NOW, true, 1.0);
        }
        assert!(seconds(&schedule) <= 75.0);
        schedule.saved(NOW);
        assert!((10.0..11.0).contains(&seconds(&schedule)));
        schedule.woken(NOW);
        assert_eq!(seconds(&schedule), 0.0);
    }

    #[test]
    fn nothing_is_planned_before_somebody_enrols() {
        assert_eq!(Schedule::default().pause(NOW), None);
    }
}
