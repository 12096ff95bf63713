use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use chuanmen_core::protocol::{Credential, EnrolRequest, EnrolResponse, VERSION};

use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Peer, Reply};

/// `POST /v1/enrol`: makes a device one of an account's, by a one-time code or by login and
/// password.
#[utoipa::path(
    post,
    path = "/v1/enrol",
    operation_id = "enrol",
    summary = "Enrol a device",
    description = "The token in the answer is the device's from now on; it is shown once.",
    request_body(content = serde_json::Value, example = json!(super::openapi::enrol_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::enrol_response())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`enrolment_code_invalid`, `login_invalid`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
        (status = 429, description = "`too_many_requests`", body = super::openapi::Error),
    ),
)]
pub(super) async fn enrol(
    State(state): State<AppState>,
    peer: Peer,
    request: Request,
) -> Result<Reply, ApiError> {
    if let Some(pace) = &state.enrol_pace {
        pace.check(peer)?;
    }
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: EnrolRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let enrolled = enrolled(&state, request).await?;
    let reply = Reply::json(&enrolled, Accepts::default())?;
    Ok(reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
}

async fn enrolled(state: &AppState, request: EnrolRequest) -> Result<EnrolResponse, HubError> {
    let EnrolRequest {
        device_name,
        credential,
        ..
    } = request;
    match credential {
        Credential::Code(code) => {
            let job = move |hub: &Hub| hub.enrol_by_code(&code, &device_name);
            state.hub.writing(job).await
        }
        Credential::Password { login, password } => {
            let check = move |hub: &Hub| hub.check_password(&login, &password);
            let account = state.hub.hashing(check).await?;
            let job = move |hub: &Hub| hub.enrol(&account, &device_name);
            state.hub.writing(job).await
        }
    }
}
