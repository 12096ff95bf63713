use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chuanmen_core::protocol::{BundleError, ErrorBody, ErrorCode};

use crate::document::DocumentFault;
use crate::hub::{BlobFault, BundleFault, HubError};
use crate::import::FileFault;
use crate::store::StoreError;

/// A request that failed, as its sender is told. Every error of every route goes out through
/// here: a status, and a JSON body with a stable code.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: ErrorCode,
    message: String,
    /// For the log only. Never holds a value of somebody's data.
    cause: Option<String>,
}

/// What the log tells of a failed request; travels with the response.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) code: ErrorCode,
    pub(super) cause: Option<String>,
}

impl ApiError {
    /// An error with the status that its code stands for.
    #[must_use]
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            status: status_of(&code),
            code,
            message: message.into(),
            cause: None,
        }
    }

    /// The body is not what the route takes.
    #[must_use]
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    /// No such route or thing.
    #[must_use]
    pub(crate) fn not_found() -> Self {
        Self::new(ErrorCode::NotFound, "there is nothing here")
    }

    /// The body came too slowly.
    #[must_use]
    pub(crate) fn too_slow() -> Self {
        Self {
            status: StatusCode::REQUEST_TIMEOUT,
            ..Self::bad_request("the body did not arrive in time")
        }
    }

    /// The bytes asked for are not there.
    #[must_use]
    pub(crate) fn range() -> Self {
        Self {
            status: StatusCode::RANGE_NOT_SATISFIABLE,
            ..Self::bad_request("the blob has no such bytes")
        }
    }

    /// The hub's fault.
    #[must_use]
    pub(crate) fn internal(cause: impl ToString) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(ErrorCode::Internal, "the hub failed; nothing was changed")
        }
    }

    /// The hub cannot reach its data, for whatever reason.
    #[must_use]
    pub(crate) fn out_of_service(error: &HubError) -> Self {
        Self::unavailable(error)
    }

    fn unavailable(cause: &impl ToString) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(
                ErrorCode::Unavailable,
                "not at the moment; nothing was changed",
            )
        }
    }
}

fn status_of(code: &ErrorCode) -> StatusCode {
    match code {
        ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
        ErrorCode::Unauthorized | ErrorCode::EnrolmentCodeInvalid | ErrorCode::LoginInvalid => {
            StatusCode::UNAUTHORIZED
        }
        ErrorCode::DeviceRevoked | ErrorCode::NotGranted | ErrorCode::BundleRevoked => {
            StatusCode::FORBIDDEN
        }
        ErrorCode::BundleBroken | ErrorCode::BlobBroken | ErrorCode::ImportUnreadable => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ErrorCode::NotFound
        | ErrorCode::BundleUnknown
        | ErrorCode::BlobUnknown
        | ErrorCode::BlobAwaited => StatusCode::NOT_FOUND,
        ErrorCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ErrorCode::ReplicaMismatch
        | ErrorCode::LoginTaken
        | ErrorCode::OwnGrant
        | ErrorCode::ImportBusy => StatusCode::CONFLICT,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorCode::UnsupportedVersion => StatusCode::UPGRADE_REQUIRED,
        ErrorCode::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal | ErrorCode::Other(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<HubError> for ApiError {
    fn from(error: HubError) -> Self {
        let message = error.to_string();
        match error {
            HubError::Unauthorized => Self::new(ErrorCode::Unauthorized, message),
            HubError::DeviceRevoked => Self::new(ErrorCode::DeviceRevoked, message),
            HubError::CodeInvalid => Self::new(ErrorCode::EnrolmentCodeInvalid, message),
            HubError::LoginInvalid => Self::new(ErrorCode::LoginInvalid, message),
            HubError::NotGranted => Self::new(ErrorCode::NotGranted, message),
            HubError::LoginTaken => Self::new(ErrorCode::LoginTaken, message),
            HubError::OwnGrant => Self::new(ErrorCode::OwnGrant, message),
            HubError::ImportUnreadable {
                fault: FileFault::TooLarge { .. },
            } => Self::new(ErrorCode::TooLarge, message),
            HubError::DocumentUnreadable {
                fault: DocumentFault::TooLarge,
            } => Self::new(ErrorCode::TooLarge, message),
            HubError::ImportUnreadable { .. } | HubError::DocumentUnreadable { .. } => {
                Self::new(ErrorCode::ImportUnreadable, message)
            }
            HubError::ImportBusy => Self::new(ErrorCode::ImportBusy, message),
            HubError::NotFound => Self::not_found(),
            HubError::ReplicaMismatch => Self::new(ErrorCode::ReplicaMismatch, message),
            HubError::UnsupportedVersion(_) => Self::new(ErrorCode::UnsupportedVersion, message),
            HubError::TooLarge(_) => Self::new(ErrorCode::TooLarge, message),
            HubError::Bundle(
                BundleFault::Unread(BundleError::Newer(_)) | BundleFault::Codec(_),
            ) => Self::new(ErrorCode::UnsupportedVersion, message),
            HubError::Bundle(
                BundleFault::Unread(BundleError::TooLarge) | BundleFault::TooLarge,
            ) => Self::new(ErrorCode::TooLarge, message),
            HubError::Bundle(BundleFault::Unread(_)) => Self::bad_request(message),
            HubError::Bundle(BundleFault::Unknown) => Self::new(ErrorCode::BundleUnknown, message),
            HubError::Bundle(BundleFault::Broken) => Self::new(ErrorCode::BundleBroken, message),
            HubError::Bundle(BundleFault::Revoked) => Self::new(ErrorCode::BundleRevoked, message),
            HubError::Blob(BlobFault::Unknown) => Self::new(ErrorCode::BlobUnknown, message),
            HubError::Blob(BlobFault::Awaited) => Self::new(ErrorCode::BlobAwaited, message),
            HubError::Blob(BlobFault::Broken) => Self::new(ErrorCode::BlobBroken, message),
            HubError::Invalid(_) => Self::bad_request(message),
            HubError::Store(StoreError::Unavailable(cause)) => Self::unavailable(&cause),
            HubError::Stopped => Self::unavailable(&message),
            HubError::Store(_) | HubError::Random(_) | HubError::Password(_) => {
                Self::internal(message)
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = ErrorBody {
            code: self.code.clone(),
            message: self.message,
        };
        // Two texts: writing them as JSON does not fail.
        let body = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let ErrorCode::TooManyRequests | ErrorCode::Unavailable = self.code {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        response.extensions_mut().insert(Failure {
            code: self.code,
            cause: self.cause,
        });
        response
    }
}
