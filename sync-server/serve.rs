use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

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
    let aside = metrics.map(|listener| {
        let served = axum::serve(listener, metrics_router(state.clone()));
        tokio::spawn(served.with_graceful_shutdown(until_stopped()).into_future())
    });
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app).with_graceful_shutdown(until_stopped());
    let mut served = tokio::spawn(served.into_future());

    tokio::select! {
        done = &mut served => return done?,
        () = stop => tracing::info!("stopping"),
    }
    stopped.send_replace(true);
    if tokio::time::timeout(PATIENCE, served).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    if let Some(aside) = aside {
        aside.abort();
    }
    let closed = hub.writing(|hub| Ok(hub.store().close()?)).await;
    closed.map_err(std::io::Error::other)
}
