use std::time::{SystemTime, UNIX_EPOCH};

use chuanmen_core::UnixMillis;

/// Where the hub's time comes from; tests bring their own.
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> UnixMillis;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one Clock that reads it"
    )]
    fn now(&self) -> UnixMillis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let millis = since.map(|since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
        // A clock before 1970 is not believed further down; any time that says so will do.
        UnixMillis(millis.unwrap_or_default()).plus(ahead())
    }
}

/// How many milliseconds the clock is told to run ahead; only a hub built for tests listens.
#[cfg(feature = "simulation")]
fn ahead() -> i64 {
    static AHEAD: std::sync::LazyLock<i64> = std::sync::LazyLock::new(|| {
        let told = std::env::var("CHUANMEN_CLOCK_AHEAD").ok();
        told.and_then(|told| told.parse().ok()).unwrap_or_default()
    });
    *AHEAD
}

#[cfg(not(feature = "simulation"))]
const fn ahead() -> i64 {
    0
}
