//! What this device can tell of its line.

use crate::sync::LineKind;

/// A browser knows, on phones.
#[cfg(all(feature = "worker", target_family = "wasm"))]
pub(super) fn line() -> LineKind {
    let field = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into());
    let kind = field(&js_sys::global(), "navigator")
        .and_then(|navigator| field(&navigator, "connection"))
        .and_then(|connection| field(&connection, "type"));
    match kind.ok().and_then(|kind| kind.as_string()).as_deref() {
        Some("wifi" | "ethernet") => LineKind::Free,
        Some("cellular" | "bluetooth" | "wimax") => LineKind::Metered,
        _ => LineKind::Unknown,
    }
}

#[cfg(not(all(feature = "worker", target_family = "wasm")))]
pub(super) const fn line() -> LineKind {
    LineKind::Unknown
}
