use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use chuanmen_core::protocol::{AuditRequest, RevealsRequest, VERSION};

use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Reply};

/// `GET /v1/audit`: who did what in the supervisor's own community.
#[utoipa::path(
    get,
    path = "/v1/audit",
    operation_id = "audit",
    summary = "Who did what",
    description = "For supervisors of their own community: reports seen and exported, numbers \
        revealed, health looked at, people and phones, what revoked phones left, grants, imports, erasures, \
        catalogues, areas, posts, health sessions. The newest first, in pages of 50.",
    params(
        ("account" = Option<String>, Query, description = "Only what this account did"),
        ("deed" = Option<String>, Query, description = "Only this: `report_exported`, `revealed`, …"),
        ("from" = Option<String>, Query, description = "From this day in China on: `2026-11-01`"),
        ("to" = Option<String>, Query, description = "Until the end of this day"),
        ("text" = Option<String>, Query, description = "Only what is about something, or somebody whose name has, this in it"),
        ("before" = Option<u64>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = serde_json::Value, description = "Entries, and who can be asked for, those of other communities who did something too"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn audit(
    State(state): State<AppState>,
    Caller(session): Caller,
    headers: HeaderMap,
    asked: Result<Query<AuditRequest>, QueryRejection>,
) -> Result<Reply, ApiError> {
    let Query(asked) = asked.map_err(|_| {
        ApiError::bad_request("account is an id, from and to are 2026-11-25, before is a number")
    })?;
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| {
        let found = hub.audit(&session, &asked)?;
        Ok(Reply::json(&found, accepts).map(private))
    };
    state.hub.reading(job).await?
}

/// `POST /v1/reveals`: whose numbers or health a device has shown.
#[utoipa::path(
    post,
    path = "/v1/reveals",
    operation_id = "reveals",
    summary = "Note whose numbers or health were shown",
    description = "Kept on the device until this answers; sent twice, they are noted once.",
    request_body(content = serde_json::Value),
    responses(
        (status = 200, body = serde_json::Value, description = "How many are noted"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`device_revoked`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn reveals(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: RevealsRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let job = move |hub: &Hub| hub.take_reveals(&session, &request);
    let noted = state.hub.writing(job).await?;
    Reply::json(&noted, Accepts::default()).map(private)
}

/// What is about people stays out of every cache on the way.
fn private(reply: Reply) -> Reply {
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
