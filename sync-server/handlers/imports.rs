use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chuanmen_core::protocol::ImportMatching;
use serde::Deserialize;
use uuid::Uuid;

use crate::hub::Hub;
use crate::import::{ImportKind, Limits, template};
use crate::state::AppState;
use crate::store::ImportId;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Reply};

/// What is said of a file beside its bytes.
#[derive(Debug, Deserialize)]
pub(super) struct Said {
    kind: String,
    #[serde(default)]
    name: String,
}

/// `POST /v1/import-files`: a file to be looked at, of which nothing is written yet.
#[utoipa::path(
    post,
    path = "/v1/import-files",
    operation_id = "keep_import_file",
    summary = "Send a list to be checked",
    description = "For supervisors, into their own community. XLSX or CSV (UTF-8 or GB18030), up \
        to 32 MB. It is kept for half an hour, or until the same account sends another. The \
        message of `import_unreadable` begins with a stable word: `file.broken_workbook: …`.",
    params(
        ("kind" = String, Query, description = "`residents` or `areas`"),
        ("name" = Option<String>, Query, description = "The file's name, to be recognised later"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::import_preview())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 409, description = "`import_busy`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 422, description = "`import_unreadable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn keep(
    State(state): State<AppState>,
    Caller(session): Caller,
    said: Result<Query<Said>, QueryRejection>,
    request: Request,
) -> Result<Reply, ApiError> {
    let unknown = || ApiError::bad_request("kind is residents or areas");
    let Query(Said { kind, name }) = said.map_err(|_| unknown())?;
    let kind: ImportKind = kind.parse().map_err(|_| unknown())?;
    // Nobody's bytes are read who may not send them, nor those that say they are too many.
    let may = move |hub: &Hub| hub.may_import(&session);
    state.hub.reading(may).await?;
    let bound = usize::try_from(Limits::default().file).unwrap_or(usize::MAX);
    let bytes = Body::file(request, bound, state.patience.body).await?;
    let job = move |hub: &Hub| hub.keep_import_file(&session, kind, &name, &bytes);
    let preview = state.hub.reading(job).await?;
    Reply::json(&preview, Accepts::default()).map(private)
}

/// `POST /v1/import-files/{file}/check`: the same file with columns taken for something else.
#[utoipa::path(
    post,
    path = "/v1/import-files/{file}/check",
    operation_id = "check_import_file",
    summary = "Check a list with other columns",
    params(("file" = String, Path, description = "The file")),
    request_body(content = serde_json::Value, example = json!(super::openapi::import_matching())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::import_preview())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`: expired, or somebody else's", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn check(
    State(state): State<AppState>,
    Caller(session): Caller,
    file: Result<Path<Uuid>, PathRejection>,
    request: Request,
) -> Result<Reply, ApiError> {
    let Path(file) = file.map_err(|_| ApiError::not_found())?;
    let matching = matching(&state, request).await?;
    let job = move |hub: &Hub| hub.check_import_file(&session, file, matching);
    let preview = state.hub.reading(job).await?;
    Reply::json(&preview, Accepts::default()).map(private)
}

/// `POST /v1/import-files/{file}/run`: the file is confirmed, its good rows are written.
#[utoipa::path(
    post,
    path = "/v1/import-files/{file}/run",
    operation_id = "run_import_file",
    summary = "Write the good rows of a list",
    description = "In the background; `GET /v1/import-files/{file}` says how far it is. It is \
        judged once more before. What was said of columns is remembered for the next list.",
    params(("file" = String, Path, description = "The file")),
    request_body(content = serde_json::Value, example = json!(super::openapi::import_matching())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::import_progress())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`: expired, somebody else's, or run before", body = super::openapi::Error),
        (status = 409, description = "`import_busy`: another list is being written", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn run(
    State(state): State<AppState>,
    Caller(session): Caller,
    file: Result<Path<Uuid>, PathRejection>,
    request: Request,
) -> Result<Reply, ApiError> {
    let Path(file) = file.map_err(|_| ApiError::not_found())?;
    let matching = matching(&state, request).await?;
    let hub = Arc::clone(&state.hub);
    let job = move |_: &Hub| hub.run_import_file(&session, file, matching);
    let progress = state.hub.reading(job).await?;
    Reply::json(&progress, Accepts::default()).map(private)
}

/// `GET /v1/import-files/{file}`: how far it is.
#[utoipa::path(
    get,
    path = "/v1/import-files/{file}",
    operation_id = "import_progress",
    summary = "How far a list is",
    params(("file" = String, Path, description = "The file")),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::import_progress())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn progress(
    State(state): State<AppState>,
    Caller(session): Caller,
    file: Result<Path<Uuid>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(file) = file.map_err(|_| ApiError::not_found())?;
    let job = move |hub: &Hub| hub.import_progress(&session, file);
    let progress = state.hub.reading(job).await?;
    Reply::json(&progress, Accepts::default()).map(private)
}

/// `DELETE /v1/import-files/{file}`: it is not to be written, or no further.
#[utoipa::path(
    delete,
    path = "/v1/import-files/{file}",
    operation_id = "cancel_import_file",
    summary = "Cancel a list",
    description = "One that waits is never written. One that is being written stops soon, and \
        what had been written is taken back: ask how far it is until it says `cancelled`.",
    params(("file" = String, Path, description = "The file")),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::import_progress())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn cancel(
    State(state): State<AppState>,
    Caller(session): Caller,
    file: Result<Path<Uuid>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(file) = file.map_err(|_| ApiError::not_found())?;
    let job = move |hub: &Hub| hub.cancel_import_file(&session, file);
    let progress = state.hub.reading(job).await?;
    Reply::json(&progress, Accepts::default()).map(private)
}

/// `GET /v1/imports`: the lists that were imported.
#[utoipa::path(
    get,
    path = "/v1/imports",
    operation_id = "imports",
    summary = "Lists that were imported",
    description = "Into the supervisor's own community, newest first.",
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::imports_response())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn imports(
    State(state): State<AppState>,
    Caller(session): Caller,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| hub.imported_lists(&session);
    let imports = state.hub.reading(job).await?;
    Reply::json(&imports, accepts).map(private)
}

/// `POST /v1/imports/{import}/undo`: a whole import is taken back.
#[utoipa::path(
    post,
    path = "/v1/imports/{import}/undo",
    operation_id = "undo_import",
    summary = "Take an import back",
    description = "What somebody changed since, or what something else names, stays and is \
        counted. It may be done again.",
    params(("import" = String, Path, description = "The import")),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::undone_import())),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
        (status = 409, description = "`import_busy`: a list is being written", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn undo(
    State(state): State<AppState>,
    Caller(session): Caller,
    import: Result<Path<Uuid>, PathRejection>,
) -> Result<Reply, ApiError> {
    let Path(import) = import.map_err(|_| ApiError::not_found())?;
    let hub = Arc::clone(&state.hub);
    // Takes its turns to write one by one, so that others come in between.
    let job = move || hub.undo_imported(&session, ImportId(import));
    let undone = state.hub.computing(job).await??;
    Reply::json(&undone, Accepts::default()).map(private)
}

/// `GET /v1/import-templates/{kind}`: an empty list to fill in.
#[utoipa::path(
    get,
    path = "/v1/import-templates/{kind}",
    operation_id = "import_template",
    summary = "An empty list to fill in",
    params(("kind" = String, Path, description = "`residents` or `areas`")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn blank(
    State(state): State<AppState>,
    Caller(session): Caller,
    kind: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let Path(kind) = kind.map_err(|_| ApiError::not_found())?;
    let kind: ImportKind = kind.parse().map_err(|_| ApiError::not_found())?;
    let may = move |hub: &Hub| hub.may_import(&session);
    state.hub.reading(may).await?;
    let bytes = state.hub.computing(move || template(kind)).await?;
    let bytes = bytes.map_err(ApiError::internal)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{kind}.xlsx\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

async fn matching(state: &AppState, request: Request) -> Result<ImportMatching, ApiError> {
    let body = Body::read(request, Bounds::SMALL, state.patience.body).await?;
    body.parse()
}

/// What is about people stays out of every cache on the way.
fn private(reply: Reply) -> Reply {
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
