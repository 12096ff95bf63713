//! What an answer says, good or bad.

use chuanmen_core::protocol::{ErrorBody, ErrorCode};
use reqwest::{RequestBuilder, Response, StatusCode};

use super::{PATIENCE, offline};
use crate::sync::{TransportError, packing};

/// The body of a good answer.
pub(super) async fn answered(
    request: RequestBuilder,
    token: Option<&str>,
) -> Result<Vec<u8>, TransportError> {
    let response = response(request, token).await?;
    let headers = response.headers().clone();
    let body = response.bytes().await.map_err(offline)?;
    packing::unpacked(&headers, body.into())
}

/// A good answer.
pub(super) async fn response(
    request: RequestBuilder,
    token: Option<&str>,
) -> Result<Response, TransportError> {
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let response = request.timeout(PATIENCE).send().await.map_err(offline)?;
    if !response.status().is_success() {
        return Err(refused(response).await);
    }
    Ok(response)
}

/// What a failed answer means. One without the hub's own words comes from a proxy before it.
pub(super) async fn refused(response: Response) -> TransportError {
    let status = response.status();
    let body = response.bytes().await.unwrap_or_default();
    match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(ErrorBody { code, message }) => TransportError::Hub { code, message },
        Err(_) => match status {
            StatusCode::PAYLOAD_TOO_LARGE => hub(ErrorCode::TooLarge, status),
            StatusCode::TOO_MANY_REQUESTS => hub(ErrorCode::TooManyRequests, status),
            status if status.is_server_error() => hub(ErrorCode::Unavailable, status),
            _ => TransportError::NoHub(status.to_string()),
        },
    }
}

fn hub(code: ErrorCode, status: StatusCode) -> TransportError {
    TransportError::Hub {
        code,
        message: status.to_string(),
    }
}
