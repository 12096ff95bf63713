use axum::extract::State;
use serde::Serialize;

use crate::state::AppState;
use crate::web::{Accepts, ApiError, Reply};

#[derive(Serialize)]
struct Health {
    status: &'static str,
    version: &'static str,
}

/// `GET /healthz`: whether the hub can reach its data.
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "health",
    summary = "Whether the hub works",
    responses(
        (status = 200, body = serde_json::Value, example = json!({"status": "ok", "version": "0.1.0"})),
        (status = 503, description = "`unavailable`", body = super::openapi::Error),
    ),
)]
pub(super) async fn health(State(state): State<AppState>) -> Result<Reply, ApiError> {
    let look = state
        .hub
        .reading(|hub| Ok(hub.store().read()?.epoch()?))
        .await;
    look.map_err(|error| ApiError::out_of_service(&error))?;
    let health = Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
    };
    Reply::json(&health, Accepts::default())
}
