use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::state::AppState;
use crate::web::ApiError;

/// What the page may do: run its own scripts and wasm, talk to this hub, and nothing else. Style
/// attributes are how Dioxus places things; style elements from elsewhere stay out.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self'; object-src 'none'; frame-ancestors 'none'; \
    base-uri 'none'; form-action 'self'";

const SECURITY: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Everything that is no route of the hub: the built app. An address without an ending is one of
/// the app's own screens, which finds its way itself.
pub(super) async fn assets(State(state): State<AppState>, request: Request) -> Response {
    let Some(folder) = &state.web else {
        return ApiError::not_found().into_response();
    };
    let path = request.uri().path().to_owned();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || path.starts_with("/v1/") || path == "/v1" {
        return ApiError::not_found().into_response();
    }
    let files = ServeDir::new(folder.as_path())
        .precompressed_br()
        .precompressed_gzip();
    let page = is_page(&path).then(|| page_request(&request));
    let served = serve(files.clone(), page.unwrap_or(request)).await;
    match served {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => {
            ApiError::not_found().into_response()
        }
        Ok(response) => dressed(&path, response),
        Err(error) => error.into_response(),
    }
}

async fn serve(mut files: ServeDir, request: Request) -> Result<Response, ApiError> {
    let served = files.try_call(request).await.map_err(ApiError::internal)?;
    Ok(served.map(Body::new))
}

/// Whether an address is a screen of the app rather than a file.
fn is_page(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// The same request for the page that every screen is.
fn page_request(request: &Request) -> Request {
    let mut page = Request::new(Body::empty());
    *page.method_mut() = request.method().clone();
    *page.headers_mut() = request.headers().clone();
    *page.uri_mut() = Uri::from_static("/index.html");
    page
}

/// Adds what browsers must know about keeping and trusting a file.
fn dressed(path: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let keep = if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    for (name, value) in SECURITY {
        headers.insert(name, HeaderValue::from_static(value));
    }
    fill_type(path, headers);
    response
}

/// Some type tables do not know this one, and browsers refuse to install an app without.
fn fill_type(path: &str, headers: &mut HeaderMap) {
    if path.ends_with(".webmanifest") {
        let manifest = HeaderValue::from_static("application/manifest+json");
        headers.insert(header::CONTENT_TYPE, manifest);
    }
}

/// Whether a file is named by its content, `app-0123456789ab.css`, and so never changes.
fn is_hashed(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let hash = stem
        .rsplit_once('-')
        .map(|(_, hash)| hash)
        .unwrap_or_default();
    hash.len() == 12 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_content_hash_are_kept_for_ever() {
        assert!(is_hashed("/replica-worker-0123456789ab.js"));
        assert!(is_hashed("/app-00aabbccddee.css"));
        for path in [
            "/",
            "/sw.js",
            "/icons/icon-192.png",
            "/replica-worker.js",
            "/a-XYZ.js",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn screens_have_no_ending_and_files_do() {
        assert!(is_page("/") && is_page("/households/3-2-501"));
        assert!(!is_page("/sw.js") && !is_page("/icons/icon.svg"));
    }
}
