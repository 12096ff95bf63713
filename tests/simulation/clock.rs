use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chuanmen_core::UnixMillis;

/// 2026-11-23 14:20 in China.
pub(super) const NOON: UnixMillis = UnixMillis(1_795_414_800_000);

/// The true time, which nobody in the simulation knows but the hub.
#[derive(Clone)]
pub(super) struct Time(Arc<AtomicI64>);

impl Time {
    pub(super) fn noon() -> Self {
        Self(Arc::new(AtomicI64::new(NOON.0)))
    }

    pub(super) fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }

    pub(super) fn pass(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl chuanmen_server::Clock for Time {
    fn now(&self) -> UnixMillis {
        Self::now(self)
    }
}

/// A phone's clock: the true time, and how wrong it is set.
#[derive(Clone)]
pub(super) struct PhoneClock {
    time: Time,
    error: Rc<Cell<i64>>,
}

impl PhoneClock {
    pub(super) fn new(time: &Time, error: i64) -> Self {
        Self {
            time: time.clone(),
            error: Rc::new(Cell::new(error)),
        }
    }

    pub(super) fn set_wrong_by(&self, millis: i64) {
        self.error.set(millis);
    }
}

impl chuanmen_replica::actor::Clock for PhoneClock {
    fn wall(&self) -> UnixMillis {
        self.time.now().plus(self.error.get())
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.time.now().0).unwrap_or_default())
    }

    async fn sleep(&self, pause: Duration) {
        self.time
            .pass(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX));
    }
}
