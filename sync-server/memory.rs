//! Keeping the process small when it has nothing to do.

use std::sync::Arc;
use std::time::Duration;

use crate::hub::Hub;

/// How often to look whether there was work since.
const PERIOD: Duration = Duration::from_secs(10);

/// Gives memory back to the system after work, for as long as the hub serves.
///
/// A report over a whole community takes tens of megabytes for a moment. glibc keeps what is freed
/// for each thread that ever allocated, and a hub that is mostly idle on a small machine would hold
/// several times its data.
pub(crate) async fn stay_small(hub: Arc<Hub>) {
    let mut before = hub.jobs();
    loop {
        tokio::time::sleep(PERIOD).await;
        let now = hub.jobs();
        if now != before && hub.computing(give_back).await.is_err() {
            return; // the runtime stops
        }
        before = now;
    }
}

/// Resident memory of a process in bytes, where the system tells: `self`, or a process id.
pub(crate) fn resident(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_back() {
    #[expect(unsafe_code, reason = "glibc has no safe name for it")]
    // SAFETY: malloc_trim takes no pointer and may be called at any time from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Other allocators do so by themselves, or have no way to.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
const fn give_back() {}
