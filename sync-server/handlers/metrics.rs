use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::state::AppState;
use crate::web::ApiError;

/// `GET /metrics`: what the hub counts, for Prometheus.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "metrics",
    summary = "Counts for Prometheus",
    responses((status = 200, body = String, content_type = "text/plain")),
)]
pub(super) async fn metrics(State(state): State<AppState>) -> Result<Response, ApiError> {
    let sizes = state.hub.reading(|hub| {
        let devices = hub.store().read()?.count_devices()?;
        Ok((hub.store().size()?, devices))
    });
    let (bytes, devices) = sizes.await?;
    state.metrics.note_size(bytes, devices);
    state.metrics.note_listeners(state.hub.listeners());
    let form = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    Ok((form, state.metrics.render()).into_response())
}
