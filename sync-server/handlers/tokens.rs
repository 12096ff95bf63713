use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use chuanmen_core::domain::DeviceId;
use chuanmen_core::protocol::{NewTokenRequest, VERSION};

use super::people::private;
use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Reply};

/// `GET /v1/tokens`: the tokens of the supervisor's own community.
#[utoipa::path(
    get,
    path = "/v1/tokens",
    operation_id = "tokens",
    summary = "Tokens that read reports",
    responses(
        (status = 200, body = serde_json::Value, description = "Names and times, never the tokens"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn tokens(
    State(state): State<AppState>,
    Caller(session): Caller,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| Ok(Reply::json(&hub.tokens(&session)?, accepts).map(private));
    state.hub.reading(job).await?
}

/// `POST /v1/tokens`: a token that reads reports, shown this once.
#[utoipa::path(
    post,
    path = "/v1/tokens",
    operation_id = "make_token",
    summary = "Make a token that reads reports",
    description = "For supervisors of their own community. It is sent as a bearer token to \
        `GET /v1/reports/{name}` and `GET /v1/reports/overview`, reads what its maker may read at \
        that time, and opens nothing else.",
    request_body(content = serde_json::Value, example = json!({"v": 1, "name": "街道大屏", "days": 90})),
    responses(
        (status = 200, body = serde_json::Value, description = "The token, and what is known of it"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn make(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: NewTokenRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let job = move |hub: &Hub| hub.make_token(&session, &request);
    let made = state.hub.writing(job).await?;
    Reply::json(&made, Accepts::default()).map(private)
}

/// `POST /v1/tokens/{token}/revoke`: a token that opens nothing any more.
#[utoipa::path(
    post,
    path = "/v1/tokens/{token}/revoke",
    operation_id = "revoke_token",
    summary = "Revoke a token",
    description = "For supervisors of the community. It may be done again.",
    params(("token" = String, Path, description = "The token's id")),
    responses(
        (status = 200, body = serde_json::Value, description = "The community's tokens"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn revoke(
    State(state): State<AppState>,
    Caller(session): Caller,
    token: Result<Path<DeviceId>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(token) = token.map_err(|_| ApiError::not_found())?;
    let job = move |hub: &Hub| {
        hub.revoke_token(&session, token)?;
        hub.tokens(&session)
    };
    let tokens = state.hub.writing(job).await?;
    Reply::json(&tokens, Accepts::default()).map(private)
}
