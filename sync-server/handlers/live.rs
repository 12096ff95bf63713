use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chuanmen_core::protocol::ErrorCode;
use futures_util::stream::{self, StreamExt};
use tokio::time::{sleep, timeout};

use crate::hub::{HubError, Listener};
use crate::state::AppState;
use crate::store::CommunityKey;
use crate::web::{ApiError, Caller, Metrics};

/// The shortest time from one `changed` to the next.
const PAUSE: Duration = Duration::from_secs(1);

/// How often it is looked whether the device may still listen: the command line revokes in
/// another process.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Something on the line at least this often: proxies end what is silent.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// `GET /v1/reports/live`: says when what reports are made of has changed, and not what.
#[utoipa::path(
    get,
    path = "/v1/reports/live",
    operation_id = "live",
    summary = "Says when reports have changed",
    description = "Server-sent events for supervisors: `changed` when something was committed in \
        a community that the device may read reports of, at most once a second and with no data; \
        a comment at once and then every 20 s while nothing happens. Ends when the device is \
        revoked or the hub stops.",
    responses(
        (status = 200, body = String, content_type = "text/event-stream"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 429, description = "`too_many_requests`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn live(
    State(state): State<AppState>,
    Caller(session): Caller,
) -> Result<Response, ApiError> {
    let listener = state.hub.reading(move |hub| hub.listen(&session)).await?;
    let Some(listener) = listener else {
        Metrics::count_live("refused");
        let message = "too many listen; try again later";
        return Err(ApiError::new(ErrorCode::TooManyRequests, message));
    };
    let stopping = state.stopping.clone();
    let opening = stream::once(async { Event::default().comment("listening") });
    let changes = stream::unfold((state, listener), |(state, mut listener)| async {
        next(&state, &mut listener).await?;
        Metrics::count_live("changed");
        Some((
            Event::default().event("changed").data(""),
            (state, listener),
        ))
    });
    let events = opening
        .chain(changes)
        .take_until(stopping.cancelled_owned())
        .map(Ok::<_, Infallible>);
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        // nginx holds back what it takes for a page.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    let events = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    Ok((headers, events).into_response())
}

/// Waits until something changed that the listener may know of; none when it is over.
async fn next(state: &AppState, listener: &mut Listener) -> Option<()> {
    sleep(PAUSE).await;
    loop {
        if let Ok(false) = timeout(LOOK_EVERY, listener.wakes()).await {
            return None;
        }
        let communities = supervised(state, listener).await?;
        if listener.is_news(&communities) {
            return Some(());
        }
    }
}

/// What it may know of; none if that is nothing any more.
async fn supervised(state: &AppState, listener: &Listener) -> Option<BTreeSet<CommunityKey>> {
    let session = listener.session();
    let looked = state.hub.reading(move |hub| hub.supervised(&session)).await;
    match looked {
        Ok(communities) => Some(communities),
        Err(HubError::DeviceRevoked | HubError::NotGranted | HubError::Stopped) => None,
        Err(error) => {
            tracing::warn!(%error, "a listener was cut off");
            None
        }
    }
}
