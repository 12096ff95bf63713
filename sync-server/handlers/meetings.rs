use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chuanmen_core::domain::{AreaId, MeetingId};
use chuanmen_core::protocol::Deed;
use serde::Deserialize;
use uuid::Uuid;

use crate::hub::Hub;
use crate::reports::{self, Mark};
use crate::state::AppState;
use crate::web::{ApiError, Caller};

/// Whose meeting it is.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    community: Option<AreaId>,
}

/// `GET /v1/meetings/{meeting}/minutes`: a joint meeting's minutes, to take away.
#[utoipa::path(
    get,
    path = "/v1/meetings/{meeting}/minutes",
    operation_id = "minutes",
    summary = "A joint meeting's minutes as a document",
    params(
        ("meeting" = String, Path, description = "The meeting's id"),
        ("community" = Option<String>, Query, description = "The supervisor's own if left out"),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn minutes(
    State(state): State<AppState>,
    Caller(session): Caller,
    meeting: Result<Path<Uuid>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Path(meeting) = meeting.map_err(|_| ApiError::not_found())?;
    let Query(Asked { community }) =
        asked.map_err(|_| ApiError::bad_request("community is an id"))?;
    let job = move |hub: &Hub| {
        let minutes = hub.minutes(&session, community, MeetingId(meeting))?;
        let mark = Mark {
            by: hub.name_of(&session)?,
            at: hub.now(),
        };
        let bytes = reports::docx(&minutes, &mark).map_err(ApiError::internal)?;
        Ok((bytes, minutes.meeting.on))
    };
    let made: Result<_, ApiError> = state.hub.reading(move |hub| Ok(job(hub))).await?;
    let (bytes, on) = made?;
    // What cannot be noted does not go out.
    let about = format!("联席会议纪要 {on} · DOCX");
    state
        .hub
        .writing(move |hub| hub.note_report(&session, community, Deed::ReportExported, about))
        .await?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"minutes-{on}.docx\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
