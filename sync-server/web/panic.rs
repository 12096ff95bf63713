use std::any::Any;

use axum::response::{IntoResponse, Response};

use super::ApiError;

/// The answer to a request whose handler panicked.
#[must_use]
pub(crate) fn answer_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::internal("panic").into_response()
}

/// Makes a panic's line in the log say where, not what: what may hold somebody's data.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
