use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use chuanmen_core::domain::{AccountId, DeviceId};
use chuanmen_core::protocol::{AddPersonRequest, AddPersonResponse, GrantsRequest, VERSION};

use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Reply};

/// `GET /v1/people`: the accounts that a supervisor looks after, and their phones.
#[utoipa::path(
    get,
    path = "/v1/people",
    operation_id = "people",
    summary = "Accounts and their devices",
    description = "For supervisors: of their own community, or of every community in their \
        subdistrict. Only where `may_manage` is true do the routes below work.",
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::people_response())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn people(
    State(state): State<AppState>,
    Caller(session): Caller,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| {
        let people = hub.people(&session)?;
        Ok(Reply::json(&people, accepts).map(private))
    };
    state.hub.reading(job).await?
}

/// `POST /v1/people`: an account for somebody new.
#[utoipa::path(
    post,
    path = "/v1/people",
    operation_id = "add_person",
    summary = "Make an account",
    description = "In the supervisor's own community, with a role that is not above it and the \
        areas it answers for: grids, buildings for a building chief, or the community. Who did it \
        is logged.",
    request_body(content = serde_json::Value, example = json!(super::openapi::add_person_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::add_person_response())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 409, description = "`login_taken`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn add(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: AddPersonRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let job = move |hub: &Hub| hub.add_person(&session, request);
    let account = state.hub.writing(job).await?;
    Reply::json(&AddPersonResponse { account }, Accepts::default()).map(private)
}

/// `POST /v1/people/{account}/enrolment`: a one-time code for another phone of somebody's.
#[utoipa::path(
    post,
    path = "/v1/people/{account}/enrolment",
    operation_id = "offer_enrolment",
    summary = "A one-time code for somebody's phone",
    description = "For supervisors of the account's own community. The code enrols one device, or \
        opens one whose owner forgot the PIN. Who asked, and for whom, is logged.",
    params(("account" = String, Path, description = "The account")),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::enrolment_response())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn enrolment(
    State(state): State<AppState>,
    Caller(session): Caller,
    account: Result<Path<AccountId>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(account) = account.map_err(|_| ApiError::not_found())?;
    let job = move |hub: &Hub| hub.offer_enrolment(&session, account);
    let offer = state.hub.writing(job).await?;
    Reply::json(&offer, Accepts::default()).map(private)
}

/// `POST /v1/people/{account}/grants`: what somebody answers for is changed.
#[utoipa::path(
    post,
    path = "/v1/people/{account}/grants",
    operation_id = "change_grants",
    summary = "Give a grant, take one back, or change one into another",
    description = "For supervisors of the account's own community, within it and up to their own \
        role. What is so already stays so: the same may be sent again. From the next sync on the \
        account's phones hold what its grants give; what they leave they forget once what was \
        saved there is answered. Nobody takes from themselves the grant by which they supervise. \
        It stands in the audit.",
    params(("account" = String, Path, description = "The account")),
    request_body(content = serde_json::Value, example = json!(super::openapi::grants_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::grants_response())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`: somebody took the grant back already", body = super::openapi::Error),
        (status = 409, description = "`own_grant`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn grants(
    State(state): State<AppState>,
    Caller(session): Caller,
    account: Result<Path<AccountId>, PathRejection>,
    request: Request,
) -> Result<Reply, ApiError> {
    let Path(account) = account.map_err(|_| ApiError::not_found())?;
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: GrantsRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let job = move |hub: &Hub| hub.change_grants(&session, account, request);
    let changed = state.hub.writing(job).await?;
    Reply::json(&changed, Accepts::default()).map(private)
}

/// `POST /v1/devices/{device}/revoke`: a phone that may no longer sync.
#[utoipa::path(
    post,
    path = "/v1/devices/{device}/revoke",
    operation_id = "revoke",
    summary = "Revoke a device",
    description = "For supervisors of its owner's own community. It may be done again: the answer \
        says when it was first. Who did it, and to what, is logged.",
    params(("device" = String, Path, description = "The device")),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::revoke_response())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn revoke(
    State(state): State<AppState>,
    Caller(session): Caller,
    device: Result<Path<DeviceId>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(device) = device.map_err(|_| ApiError::not_found())?;
    let job = move |hub: &Hub| hub.revoke_as(&session, device);
    let revoked = state.hub.writing(job).await?;
    Reply::json(&revoked, Accepts::default()).map(private)
}

/// What is about people stays out of every cache on the way.
pub(super) fn private(reply: Reply) -> Reply {
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
