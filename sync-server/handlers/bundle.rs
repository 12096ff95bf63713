use axum::body::Bytes;
use axum::extract::{Request, State};
use chuanmen_core::protocol::limits;

use crate::hub::{HubError, TookIn};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Caller, Metrics, Reply};

/// `POST /v1/bundle`: takes in what a phone without a network gave somebody to carry.
#[utoipa::path(
    post,
    path = "/v1/bundle",
    operation_id = "bundle",
    summary = "Take in a file of unsent work",
    description = "The body is the file as it is. Whoever carries it is the caller; what is in it \
        is judged as if the device that made it had pushed it, and can be sent again in any way: \
        each transaction is taken once.",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::taken_in())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`device_revoked`: the caller; `bundle_revoked`: the device that made it", body = super::openapi::Error),
        (status = 404, description = "`bundle_unknown`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 422, description = "`bundle_broken`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
        (status = 503, description = "`unavailable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn bundle(
    State(state): State<AppState>,
    Caller(_): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let file = Body::bytes(request, limits::BODY_BYTES, state.patience.body).await?;
    let took = take_in(&state, file).await;
    Metrics::count_bundle(took.as_ref().ok().map(TookIn::answers));
    Reply::json(took?.done(), Accepts::default())
}

/// Opening one is work, and needs nobody's turn to write.
async fn take_in(state: &AppState, file: Bytes) -> Result<TookIn, HubError> {
    let opened = state.hub.reading(move |hub| hub.open_bundle(&file)).await?;
    state.hub.writing(move |hub| hub.take_in(opened)).await
}
