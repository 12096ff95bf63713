//! One file for each route.

mod assets;
mod audit;
mod blobs;
mod bundle;
mod documents;
mod enrol;
mod health;
mod imports;
mod live;
mod meetings;
mod metrics;
mod openapi;
mod people;
mod quarantine;
mod reports;
mod subdistrict;
mod sync;
mod tokens;
mod unlock;

use axum::Router;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use chuanmen_core::protocol::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;

use crate::state::AppState;
use crate::web::{ApiError, answer_panic, log_request};

pub use openapi::document;

/// Every route of the hub, over a state.
pub fn router(state: AppState) -> Router {
    let mut routes = Router::new()
        .route("/v1/sync", post(sync::sync))
        .route("/v1/bundle", post(bundle::bundle))
        .route(
            "/v1/blobs/{hash}",
            get(blobs::get).head(blobs::held).put(blobs::put),
        )
        .route("/v1/enrol", post(enrol::enrol))
        .route("/v1/unlock", post(unlock::unlock))
        .route("/v1/audit", get(audit::audit))
        .route("/v1/report-forms", get(reports::names))
        .route("/v1/subdistrict", get(subdistrict::subdistrict))
        .route("/v1/tokens", get(tokens::tokens).post(tokens::make))
        .route("/v1/tokens/{token}/revoke", post(tokens::revoke))
        .route("/v1/reveals", post(audit::reveals))
        .route("/v1/people", get(people::people).post(people::add))
        .route("/v1/people/{account}/enrolment", post(people::enrolment))
        .route("/v1/people/{account}/grants", post(people::grants))
        .route("/v1/devices/{device}/revoke", post(people::revoke))
        .route(
            "/v1/quarantine",
            get(quarantine::quarantine).post(quarantine::leave),
        )
        .route("/v1/quarantine/decision", post(quarantine::decide))
        .route("/v1/quarantine/blobs/{hash}", put(quarantine::leave_blob))
        .route("/v1/import-files", post(imports::keep))
        .route(
            "/v1/import-files/{file}",
            get(imports::progress).delete(imports::cancel),
        )
        .route("/v1/import-files/{file}/check", post(imports::check))
        .route("/v1/import-files/{file}/run", post(imports::run))
        .route("/v1/import-templates/{kind}", get(imports::blank))
        .route("/v1/document-words", post(documents::words))
        .route("/v1/imports", get(imports::imports))
        .route("/v1/imports/{import}/undo", post(imports::undo))
        .route("/v1/reports/overview", get(reports::overview))
        .route("/v1/reports/live", get(live::live))
        .route("/v1/reports/{name}", get(reports::table))
        .route("/v1/meetings/{meeting}/minutes", get(meetings::minutes))
        .route("/healthz", get(health::health))
        .route("/openapi.json", get(openapi::openapi));
    if state.metrics_here {
        routes = routes.route("/metrics", get(metrics::metrics));
    }
    routes
        .fallback(assets::assets)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(from_fn(log_request))
        .with_state(state)
}

/// The metrics alone, for an address that only the operator reaches.
pub(crate) fn metrics_router(state: AppState) -> Router {
    Router::new()
        .route("/metrics", get(metrics::metrics))
        .fallback(|| async { ApiError::not_found() })
        .with_state(state)
}

async fn method_not_allowed() -> Response {
    let message = "this address does not take that method";
    ApiError::new(ErrorCode::MethodNotAllowed, message).into_response()
}
