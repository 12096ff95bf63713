use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use chuanmen_core::protocol::{DecisionRequest, limits};

use super::blobs::{counted, named, part, part_bytes};
use super::people::private;
use crate::hub::Hub;
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Leaving, Reply};

/// `POST /v1/quarantine`: the last delivery of a revoked device.
#[utoipa::path(
    post,
    path = "/v1/quarantine",
    operation_id = "leave_behind",
    summary = "Leave behind what a revoked device had not sent",
    description = "For a device that was revoked, and for nothing else of it. The body is a bundle \
        of its own saves. Nothing of it is taken before a supervisor says so; once the answer is \
        there the device may forget everything.",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = serde_json::Value, example = json!({"kept": 3, "already": 1})),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`: the device was not revoked", body = super::openapi::Error),
        (status = 404, description = "`bundle_unknown`: another device made it", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 422, description = "`bundle_broken`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn leave(
    State(state): State<AppState>,
    Leaving(leaver): Leaving,
    request: Request,
) -> Result<Reply, ApiError> {
    let file = Body::bytes(request, limits::BODY_BYTES, state.patience.body).await?;
    let job = move |hub: &Hub| hub.leave_behind(&leaver, &file);
    Reply::json(&state.hub.writing(job).await?, Accepts::default())
}

/// `PUT /v1/quarantine/blobs/{hash}`: a part of a photo that such a save names.
#[utoipa::path(
    put,
    path = "/v1/quarantine/blobs/{hash}",
    operation_id = "leave_blob",
    summary = "Leave behind a part of a photo or signature",
    description = "As `PUT /v1/blobs/{hash}`, for a revoked device: what its saves in quarantine \
        name, or records that it sent in time.",
    params(
        ("hash" = String, Path, description = "BLAKE3 of the bytes, 52 characters of base32 in lower case"),
        ("Content-Range" = String, Header, example = "bytes 0-65535/180000"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::blob_held())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`: the device was not revoked", body = super::openapi::Error),
        (status = 404, description = "`blob_unknown`: nothing names it", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`: it is compressed once more", body = super::openapi::Error),
        (status = 422, description = "`blob_broken`: begin anew", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn leave_blob(
    State(state): State<AppState>,
    Leaving(leaver): Leaving,
    Path(hash): Path<String>,
    request: Request,
) -> Result<Reply, ApiError> {
    let hash = named(&hash)?;
    let part = part(request.headers())?;
    // Nobody's bytes are read who may not send them.
    let asking = leaver.clone();
    let job = move |hub: &Hub| hub.left_blob(&asking, hash);
    state.hub.reading(job).await?;
    let bytes = part_bytes(&state, part, request).await?;
    let length = bytes.len();
    let job = move |hub: &Hub| hub.leave_blob_part(&leaver, hash, part, &bytes);
    counted(state.hub.writing(job).await, length)
}

/// `GET /v1/quarantine`: what revoked devices left behind.
#[utoipa::path(
    get,
    path = "/v1/quarantine",
    operation_id = "quarantine",
    summary = "What revoked devices left behind",
    description = "For supervisors, of their own community. What was decided on is not among it.",
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::quarantine_response())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn quarantine(
    State(state): State<AppState>,
    Caller(session): Caller,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| {
        let left = hub.quarantine(&session)?;
        Ok(Reply::json(&left, accepts).map(private))
    };
    state.hub.reading(job).await?
}

/// `POST /v1/quarantine/decision`: takes saves out of quarantine, or throws them away.
#[utoipa::path(
    post,
    path = "/v1/quarantine/decision",
    operation_id = "decide",
    summary = "Decide on what a revoked device left behind",
    description = "Taken saves are judged as if the device had sent them now, in its owner's name. \
        Those that the hub will not have stay, with the reason. What was decided on before is \
        passed over. Whose word it was is kept.",
    request_body(content = serde_json::Value, example = json!(super::openapi::decision_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!({"taken": 1, "dropped": 0, "refused": []})),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn decide(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let body = Body::read(request, Bounds::SYNC, state.patience.body).await?;
    let request: DecisionRequest = body.parse()?;
    let job = move |hub: &Hub| hub.decide(&session, request);
    Reply::json(&state.hub.writing(job).await?, Accepts::default()).map(private)
}
