use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body::Body as _;
use metrics::histogram;

use super::error::Failure;
use crate::auth::random;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts up from a random start: short, and not repeated within any log that is kept.
static NEXT: LazyLock<AtomicU32> =
    LazyLock::new(|| AtomicU32::new(random().map_or(0, u32::from_be_bytes)));

/// Gives each request an id, and writes one line about it. The line holds no address, no token, no
/// query and nothing of a body: who is asked about is nobody's business but the hub's.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let id = format!("{:08x}", NEXT.fetch_add(1, Ordering::Relaxed));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let received = header_number(request.headers().get(header::CONTENT_LENGTH));
    let started = Instant::now();

    let mut response = next.run(request).await;

    let elapsed = started.elapsed();
    // Somebody who is helped reads the id of what failed; what went well is counted in bytes.
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if let (true, Ok(value)) = (failed, HeaderValue::from_str(&id)) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let route = route.as_ref().map_or("web", MatchedPath::as_str);
    let status = response.status().as_u16();
    let sent = response.body().size_hint().exact();
    let us = elapsed.as_micros();
    let failure = response.extensions().get::<Failure>();
    let code = failure.map(|failure| failure.code.as_str());
    let cause = failure.and_then(|failure| failure.cause.as_deref());
    if response.status().is_server_error() {
        tracing::error!(id, %method, route, status, us, received, sent, code, cause, "request");
    } else {
        tracing::info!(id, %method, route, status, us, received, sent, code, "request");
    }
    let labels = [("route", route.to_owned()), ("status", status.to_string())];
    histogram!("chuanmen_request_seconds", &labels).record(elapsed.as_secs_f64());
    response
}

fn header_number(value: Option<&HeaderValue>) -> Option<u64> {
    value?.to_str().ok()?.parse().ok()
}
