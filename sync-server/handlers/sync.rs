use axum::extract::{Request, State};
use chuanmen_core::protocol::SyncRequest;

use crate::hub::{Hub, Session};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Bounds, Caller, Metrics, Reply};

/// `POST /v1/sync`: takes what a phone saved, gives it what is new.
#[utoipa::path(
    post,
    path = "/v1/sync",
    operation_id = "sync",
    summary = "Push what was saved, pull what is new",
    description = "Repeated by the phone until nothing is left on either side. `answers[i]` \
        answers `push[i]`; sending a transaction again repeats its answer. Bodies may be gzip \
        or zstd, in both directions, or `application/cmz1`: the same JSON in one zstd frame with \
        dictionary number 1. To a number that the hub does not know it answers \
        `unsupported_media`: send JSON then.",
    request_body(content = serde_json::Value, example = json!(super::openapi::sync_request())),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::sync_response())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`device_revoked`", body = super::openapi::Error),
        (status = 409, description = "`replica_mismatch`", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`", body = super::openapi::Error),
        (status = 426, description = "`unsupported_version`", body = super::openapi::Error),
        (status = 503, description = "`unavailable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn sync(
    State(state): State<AppState>,
    Caller(session): Caller,
    request: Request,
) -> Result<Reply, ApiError> {
    let accepts = Accepts::of_phone(request.headers());
    let body = Body::read(request, Bounds::SYNC, state.patience.body).await?;
    let request = parse(&state, body).await?;
    let pushes = !request.push.is_empty();
    let app = request.app.clone();
    let job = move |hub: &Hub| Ok(answer(hub, &session, request, accepts));
    let reply = if pushes {
        state.hub.writing(job).await?
    } else {
        state.hub.reading(job).await?
    }?;
    note_contact(&state, session, app).await;
    Ok(reply)
}

/// At most once an hour. The phone has its answer, whatever becomes of this.
async fn note_contact(state: &AppState, session: Session, app: String) {
    if !state.hub.is_contact_due(&session) {
        return;
    }
    let job = move |hub: &Hub| hub.note_contact(&session, &app);
    if let Err(error) = state.hub.writing(job).await {
        tracing::warn!(%error, "a contact was not noted");
    }
}

async fn parse(state: &AppState, body: Body) -> Result<SyncRequest, ApiError> {
    if body.is_small() {
        return body.parse();
    }
    state.hub.computing(move || body.parse()).await?
}

fn answer(
    hub: &Hub,
    session: &Session,
    request: SyncRequest,
    accepts: Accepts,
) -> Result<Reply, ApiError> {
    let app = request.app.clone();
    let accepts = accepts.over(request.is_on_a_slow_line());
    let reply = hub.sync(session, request)?;
    Metrics::count_sync(&app, reply.answers());
    Reply::json(&reply, accepts)
}
