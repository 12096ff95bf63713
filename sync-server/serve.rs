use std::future::Future;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::connections::take;
use crate::handlers::{metrics_router, router};
use crate::state::AppState;

/// How long requests that are under way may take once the hub was asked to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves a hub on `listener` until `stop` is ready; then takes no new requests, lets those under
/// way finish, and leaves the database tidy. With `metrics`, serves those on an address of their
/// own as well.
///
/// # Errors
/// When the listener fails, or the database cannot be closed.
pub async fn serve_on(
    listener: TcpListener,
    metrics: Option<TcpListener>,
    state: AppState,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stopped, stopping) = tokio::sync::watch::channel(false);
    let until_stopped = || {
        let mut stopping = stopping.clone();
        async move {
            // An error means that the sender is gone, and that is a stop too.
            let _ = stopping.wait_for(|stopped| *stopped).await;
        }
    };
    let hub = state.hub.clone();
    let streams = state.stopping.clone();
    let patience = state.patience;
    let aside = metrics.map(|listener| {
        let app = metrics_router(state.clone());
        tokio::spawn(take(listener, app, patience, until_stopped()))
    });
    let ahead = state.hub.clone().count_ahead();
    let ahead = tokio::spawn(state.stopping.clone().run_until_cancelled_owned(ahead));
    let app = router(state);
    let mut served = tokio::spawn(take(listener, app, patience, until_stopped()));

    tokio::select! {
        done = &mut served => {
            ahead.abort();
            return Ok(done?);
        }
        () = stop => tracing::info!("stopping"),
    }
    stopped.send_replace(true);
    streams.cancel();
    if tokio::time::timeout(PATIENCE, served).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    if let Some(aside) = aside {
        aside.abort();
    }
    let closed = hub.writing(|hub| Ok(hub.store().close()?)).await;
    closed.map_err(std::io::Error::other)
}
