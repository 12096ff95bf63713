use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chuanmen_core::protocol::Deed;

use super::reports::{Asked, Format, file, private, unreadable};
use crate::hub::{Hub, about_table};
use crate::reports::Mark;
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Reader, Reply};

/// `GET /v1/subdistrict`: the communities of a subdistrict, a line each.
#[utoipa::path(
    get,
    path = "/v1/subdistrict",
    operation_id = "subdistrict",
    summary = "The communities of a subdistrict at a glance",
    description = "For supervisors of the subdistrict. Each community's overview as a whole: figures \
        only. Where several communities changed in the same moment, some figures are from before, \
        at most an hour old; `at` says of when each are. `uncounted` is how many more communities \
        there are, none of whose figures were counted yet: just after the hub's start, or of a month \
        long ago. The live events tell when more were counted. A file waits for all of them.",
    params(
        ("month" = Option<String>, Query, description = "`2026-11`; the running month if left out"),
        ("format" = Option<String>, Query, description = "`json` (if left out), `xlsx` or `csv`"),
    ),
    responses(
        (status = 200, body = serde_json::Value, description = "Each community's figures"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn subdistrict(
    State(state): State<AppState>,
    Reader(session): Reader,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(asked) = asked.map_err(|_| unreadable())?;
    let accepts = Accepts::of(&headers);
    let job = move |hub: &Hub| {
        let month = asked.month(hub.now())?;
        if asked.format == Format::Json {
            let view = hub.subdistrict(&session, month)?;
            let answer = private(Reply::json(&view, accepts)?).into_response();
            return Ok((answer, Deed::ReportSeen, about_table(&view.table(), "")));
        }
        let table = hub.subdistrict_now(&session, month)?.table();
        let mark = Mark {
            by: hub.name_of(&session)?,
            at: hub.now(),
        };
        let about = about_table(&table, asked.format.word());
        let (table, rows) = table.apart();
        let answer = file(table, rows, &mark, (month, asked.format), accepts)?;
        Ok((answer, Deed::ReportExported, about))
    };
    let made: Result<_, ApiError> = state.hub.reading(move |hub| Ok(job(hub))).await?;
    let (answer, deed, about) = made?;
    state
        .hub
        .writing(move |hub| hub.note_report(&session, None, deed, about))
        .await?;
    Ok(answer)
}
