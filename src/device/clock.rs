use chuanmen_core::UnixMillis;

#[cfg(test)]
thread_local! {
    static STOPPED: std::cell::Cell<Option<UnixMillis>> = const { std::cell::Cell::new(None) };
}

/// From now on it is always `at` on this thread.
#[cfg(test)]
pub(crate) fn stop_clock(at: UnixMillis) {
    STOPPED.set(Some(at));
}

/// What the device's clock says.
#[cfg(not(all(feature = "web", target_family = "wasm")))]
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn now() -> UnixMillis {
    #[cfg(test)]
    if let Some(stopped) = STOPPED.get() {
        return stopped;
    }
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// What the device's clock says.
#[cfg(all(feature = "web", target_family = "wasm"))]
#[allow(
    clippy::cast_possible_truncation,
    reason = "a clock's milliseconds are whole and far below 2^53"
)]
pub(crate) fn now() -> UnixMillis {
    UnixMillis(js_sys::Date::now() as i64)
}

/// Waits.
#[cfg(not(target_family = "wasm"))]
pub(crate) async fn sleep(millis: u32) {
    tokio::time::sleep(std::time::Duration::from_millis(millis.into())).await;
}

/// Waits.
#[cfg(all(feature = "web", target_family = "wasm"))]
pub(crate) async fn sleep(millis: u32) {
    gloo_timers::future::TimeoutFuture::new(millis).await;
}
