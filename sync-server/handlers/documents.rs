use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::document;
use crate::hub::{Hub, HubError};
use crate::state::AppState;
use crate::web::{ApiError, Body, Caller};

/// `POST /v1/document-words`: what a document says, to make entries of the handbook of.
#[utoipa::path(
    post,
    path = "/v1/document-words",
    operation_id = "document_words",
    summary = "Read a document",
    description = "For supervisors. A Word document (.docx), or a text in UTF-8, UTF-16 or GB18030, \
        up to 32 MB. A heading is a line that begins with `#`, a row of a table `heading：words`. \
        Nothing is kept. The message of `import_unreadable` begins with a stable word: \
        `document.broken: …`.",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = String, content_type = "text/plain; charset=utf-8"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 422, description = "`import_unreadable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn words(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Response, ApiError> {
    // Nobody's bytes are read who may not send them.
    let may = move |hub: &Hub| hub.may_import(&session);
    state.hub.reading(may).await?;
    let bytes = Body::file(request, document::FILE, state.patience.body).await?;
    let read = state.hub.computing(move || document::words(&bytes)).await?;
    let words = read.map_err(|fault| HubError::DocumentUnreadable { fault })?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, words).into_response())
}
