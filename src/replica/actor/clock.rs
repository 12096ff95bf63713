use std::time::Duration;

use chuanmen_core::UnixMillis;

/// What time it is. A trait, so that tests can play a phone whose clock is three days off.
pub trait Clock {
    /// What the wall clock says, right or wrong.
    fn wall(&self) -> UnixMillis;

    /// Time since some beginning; never goes back.
    fn elapsed(&self) -> Duration;

    /// Resolves after `pause`.
    fn sleep(&self, pause: Duration) -> impl Future<Output = ()>;
}

/// What an engine borrows.
impl<C: Clock> Clock for &C {
    fn wall(&self) -> UnixMillis {
        C::wall(self)
    }

    fn elapsed(&self) -> Duration {
        C::elapsed(self)
    }

    async fn sleep(&self, pause: Duration) {
        C::sleep(self, pause).await;
    }
}

#[cfg(any(
    all(feature = "native", not(target_family = "wasm")),
    all(feature = "worker", target_family = "wasm")
))]
pub use system::SystemClock;

#[cfg(any(
    all(feature = "native", not(target_family = "wasm")),
    all(feature = "worker", target_family = "wasm")
))]
mod system {
    use super::{Clock, Duration, UnixMillis};
    use web_time::{Instant, SystemTime};

    /// This machine's clock.
    #[derive(Debug, Clone)]
    pub struct SystemClock {
        began: Instant,
    }

    impl Default for SystemClock {
        fn default() -> Self {
            Self {
                began: Instant::now(),
            }
        }
    }

    impl Clock for SystemClock {
        fn wall(&self) -> UnixMillis {
            #[cfg_attr(
                not(target_family = "wasm"),
                expect(clippy::disallowed_methods, reason = "this is the Clock")
            )]
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            // A clock before 1970 reads as 1970: not believed either way.
            let millis = since.unwrap_or_default().as_millis();
            UnixMillis(i64::try_from(millis).unwrap_or(i64::MAX))
        }

        fn elapsed(&self) -> Duration {
            self.began.elapsed()
        }

        #[cfg(not(target_family = "wasm"))]
        async fn sleep(&self, pause: Duration) {
            tokio::time::sleep(pause).await;
        }

        #[cfg(target_family = "wasm")]
        async fn sleep(&self, pause: Duration) {
            let millis = u32::try_from(pause.as_millis()).unwrap_or(u32::MAX);
            gloo_timers::future::TimeoutFuture::new(millis).await;
        }
    }
}
