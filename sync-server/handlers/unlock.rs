use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chuanmen_core::protocol::{Credential, UnlockRequest, UnlockResponse, VERSION};
use chuanmen_seal::SealingKey;

use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Peer, Reply};

/// `POST /v1/unlock`: what opens a device whose owner forgot its PIN.
#[utoipa::path(
    post,
    path = "/v1/unlock",
    operation_id = "unlock",
    summary = "Open a locked device",
    description = "The credential must be of the account that the device belongs to. Shares its pace with enrolment.",
    request_body(content = serde_json::Value, example = json!(super::openapi::unlock_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::unlock_response())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`enrolment_code_invalid`, `login_invalid`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
        (status = 429, description = "`too_many_requests`", body = super::openapi::Error),
    ),
)]
pub(super) async fn unlock(
    State(state): State<AppState>,
    peer: Peer,
    request: Request,
) -> Result<Reply, ApiError> {
    if let Some(pace) = &state.enrol_pace {
        pace.check(peer)?;
    }
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    let request: UnlockRequest = body.parse()?;
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()).into());
    }
    let key = key(&state, request).await?;
    let response = UnlockResponse {
        key: STANDARD.encode(key.reveal()),
    };
    let reply = Reply::json(&response, Accepts::default())?;
    Ok(reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
}

async fn key(state: &AppState, request: UnlockRequest) -> Result<SealingKey, HubError> {
    let UnlockRequest {
        device, credential, ..
    } = request;
    match credential {
        Credential::Code(code) => {
            let job = move |hub: &Hub| hub.unlock_by_code(&code, device);
            state.hub.writing(job).await
        }
        Credential::Password { login, password } => {
            let check = move |hub: &Hub| {
                let account = hub.check_password(&login, &password)?;
                hub.unlock(&account, device)
            };
            state.hub.hashing(check).await
        }
    }
}
