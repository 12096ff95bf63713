use std::net::TcpListener;
use std::time::Duration;

use chuanmen_core::UnixMillis;
use jiff::Timestamp;
use tokio::time::{Instant, sleep};

/// How long anything may take before a test gives up. Generous: it is reached only by failures.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks `question` again and again until it has an answer.
///
/// # Panics
/// After a minute, saying `what` was waited for.
pub async fn eventually<T>(what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = question().await {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(Duration::from_millis(25)).await;
    }
}

/// A port that nobody listens on now, for a server that must come back on the same one.
///
/// # Panics
/// If the machine has none left.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// The moment, by this machine's clock.
#[must_use]
pub fn now() -> UnixMillis {
    UnixMillis(Timestamp::now().as_millisecond())
}
