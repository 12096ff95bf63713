//! Learns from the hub when reports have changed, for as long as a screen shows one.

use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};

use super::{Clock, Engine};
use crate::api::Notice;
use crate::sync::Transport;

/// How long it goes on after a screen last said that it shows a report. A screen says so again
/// well within this; one that was left, or whose window died, says nothing.
const LEASE: Duration = Duration::from_secs(60);

/// The hub says something every 20 s; a line silent for longer is broken, or held back by a proxy.
const SILENCE: Duration = Duration::from_secs(30);

/// How often screens pull where the hub cannot be listened to.
const PULL_EVERY: Duration = Duration::from_secs(30);

/// It says something at once, too.
const OPENING: Duration = Duration::from_secs(10);

/// The longest wait from one try to the next: with [`OPENING`] no longer than [`PULL_EVERY`].
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// Who wants to know of changes, and until when, in [`Clock::elapsed`] time.
#[derive(Debug, Default)]
pub(super) struct Watching {
    until: Cell<Duration>,
    /// When screens were last told to pull.
    told: Cell<Duration>,
}

impl<T: Transport, C: Clock> Engine<T, C> {
    /// A screen shows a report.
    pub(super) fn watch_reports(&self) {
        let now = self.clock.elapsed();
        let idle = self.watching.until.get() <= now;
        self.watching.until.set(now + LEASE);
        if idle {
            // Whoever begins has just pulled.
            self.watching.told.set(now);
            self.report_bell.ring();
        }
    }

    /// Listens to the hub while a screen shows a report; never ends.
    pub(super) async fn keep_reports_fresh(&self) {
        let mut failures = 0;
        loop {
            let now = self.clock.elapsed();
            if self.watching.until.get() <= now {
                failures = 0;
                self.report_bell.rings().await;
                continue;
            }
            let heard = self.listen_once().await;
            failures = if heard { 0 } else { failures + 1 };
            self.wait_and_pull(pause(failures)).await;
        }
    }

    /// Listens until the line ends, is silent or nobody wants to know any more. Says whether the
    /// hub said anything.
    async fn listen_once(&self) -> bool {
        let Ok(hub) = self.hub() else {
            return false;
        };
        let last = Cell::new(None);
        let heard = |changed: bool| {
            // What changed before the line stood was not told on it.
            if changed || last.get().is_none() {
                self.tell_reports();
            }
            last.set(Some(self.clock.elapsed()));
        };
        let began = self.clock.elapsed();
        let mut listening = pin!(self.transport.listen(&hub, &heard));
        loop {
            let now = self.clock.elapsed();
            let silent_at = last.get().map_or(began + OPENING, |last| last + SILENCE);
            let end = silent_at.min(self.watching.until.get());
            if end <= now {
                return last.get().is_some();
            }
            let sleep = pin!(self.clock.sleep(end - now));
            if let Either::Left(_) = select(listening.as_mut(), sleep).await {
                return last.get().is_some();
            }
        }
    }

    /// Waits before the next try; meanwhile screens pull now and then by themselves.
    async fn wait_and_pull(&self, pause: Duration) {
        let end = self.clock.elapsed() + pause;
        loop {
            let now = self.clock.elapsed();
            let pull_at = self.watching.told.get() + PULL_EVERY;
            if pull_at <= now && now < self.watching.until.get() {
                self.tell_reports();
            }
            if end <= now {
                return;
            }
            let next = if pull_at <= now {
                end
            } else {
                end.min(pull_at)
            };
            self.clock.sleep(next - now).await;
        }
    }

    fn tell_reports(&self) {
        self.watching.told.set(self.clock.elapsed());
        self.tell(&Notice::Reports);
    }
}

/// One second, then two, four, up to twenty, and a little more or less, so that not everybody
/// comes back at once after the hub was away.
fn pause(failures: u32) -> Duration {
    let pause = Duration::from_secs(1 << failures.min(16)).min(LONGEST_PAUSE);
    pause.mul_f64(0.75 + super::engine::luck() / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_less_often_while_they_fail_and_never_less_than_a_pull_would() {
        assert!(pause(0) <= Duration::from_secs(1));
        assert!(pause(1) > pause(0));
        assert!(pause(40) + OPENING <= PULL_EVERY);
    }
}
