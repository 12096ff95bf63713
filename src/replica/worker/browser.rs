//! What the browser's errors mean here.

use js_sys::Error;
use wasm_bindgen::{JsCast, JsValue};

use crate::api::ReplicaError;

/// Whether `value` was thrown under this name.
pub(super) fn is_named(value: &JsValue, name: &str) -> bool {
    value
        .dyn_ref::<Error>()
        .is_some_and(|error| error.name() == name)
}

/// What was thrown while doing `what`, as an error of the replica.
pub(super) fn thrown(what: &str, value: &JsValue) -> ReplicaError {
    if is_named(value, "QuotaExceededError") {
        return ReplicaError::DiskFull;
    }
    let why = match value.dyn_ref::<Error>() {
        Some(error) => format!("{}: {}", error.name(), error.message()),
        None => format!("{value:?}"),
    };
    ReplicaError::Storage {
        detail: format!("{what}: {why}"),
    }
}
