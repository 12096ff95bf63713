//! When it is in the town: noon, until a test lets time pass.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chuanmen_core::UnixMillis;

use crate::Clock;

/// 2026-11-23 14:20 in China.
pub(crate) const NOON: UnixMillis = UnixMillis(1_795_414_800_000);

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn at(now: UnixMillis) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    pub(crate) fn pass(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}
