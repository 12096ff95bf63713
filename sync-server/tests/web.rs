use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;

use super::town::Town;

/// A town that serves a small built app.
fn town() -> Town {
    Town::with(|state| {
        let folder = tempfile::tempdir().unwrap().keep();
        for (name, text) in [
            ("index.html", "<!doctype html><title>串门</title>"),
            ("sw.js", "self"),
            ("manifest.webmanifest", "{}"),
            ("chuanmen-0123456789ab.wasm", "\0asm"),
            ("chuanmen-0123456789ab.wasm.br", "brotli"),
            ("chuanmen-0123456789ab.wasm.gz", "gzip"),
        ] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        std::fs::write(folder.parent().unwrap().join("secret-of-the-test"), "x").unwrap();
        state.with_web(folder)
    })
}

async fn get(town: &Town, path: &str, accept: &str) -> (u16, HeaderMap, String) {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, accept);
    let response = town.call(request.body(Body::empty()).unwrap()).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&body).into_owned();
    (parts.status.as_u16(), parts.headers, text)
}

#[tokio::test]
async fn every_screen_is_the_page_and_is_asked_for_anew_each_time() {
    let town = town();
    for path in ["/", "/households/3-2-501", "/me"] {
        let (status, headers, text) = get(&town, path, "").await;
        assert_eq!(status, 200, "{path}");
        assert!(text.contains("串门"));
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
        assert_eq!(headers[header::CONTENT_TYPE], "text/html");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("'wasm-unsafe-eval'") && !policy.contains("'unsafe-eval'"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
    }
}

#[tokio::test]
async fn files_named_by_their_content_are_kept_for_ever_and_travel_compressed() {
    let town = town();
    let path = "/chuanmen-0123456789ab.wasm";
    for (accept, encoding, body) in [
        ("br, gzip", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("", None, "\0asm"),
    ] {
        let (status, headers, text) = get(&town, path, accept).await;
        assert_eq!((status, text.as_str()), (200, body));
        assert_eq!(headers[header::CONTENT_TYPE], "application/wasm");
        let got = headers
            .get(header::CONTENT_ENCODING)
            .map(|value| value.to_str().unwrap());
        assert_eq!(got, encoding);
        assert_eq!(
            headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
    }
}

#[tokio::test]
async fn the_service_worker_and_the_manifest_are_asked_for_anew() {
    let town = town();
    let (_, headers, _) = get(&town, "/sw.js", "").await;
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(headers[header::CONTENT_TYPE], "text/javascript");
    let (_, headers, _) = get(&town, "/manifest.webmanifest", "").await;
    assert_eq!(headers[header::CONTENT_TYPE], "application/manifest+json");
}

#[tokio::test]
async fn what_is_not_there_and_what_lies_outside_is_not_found() {
    let town = town();
    for path in [
        "/nothing.js",
        "/v1/nothing",
        "/../secret-of-the-test",
        "/%2e%2e/secret-of-the-test",
        "/..%2fsecret-of-the-test.txt",
    ] {
        let (status, _, text) = get(&town, path, "").await;
        assert!(
            status == 404 || text.contains("串门"),
            "{path}: {status} {text}"
        );
        assert!(text != "x", "{path}");
    }
}
