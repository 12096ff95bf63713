use axum::body::Body as Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chuanmen_core::domain::BlobHash;
use chuanmen_core::protocol::{BlobHeld, BlobPart, BlobPartError, ErrorCode, limits};

use crate::hub::{BlobFault, HubError};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Body, Caller, Metrics, Reply};

/// `HEAD /v1/blobs/{hash}`: how much of a blob is here.
#[utoipa::path(
    head,
    path = "/v1/blobs/{hash}",
    operation_id = "blob_held",
    summary = "How far a photo or signature has come",
    description = "`Upload-Offset` says how many bytes of it are here, `Upload-Complete` (`?1` or \
        `?0`) whether that is all.",
    params(("hash" = String, Path, description = "BLAKE3 of the bytes, 52 characters of base32 in lower case")),
    responses(
        (status = 204),
        (status = 401, description = "`unauthorized`"),
        (status = 403, description = "`device_revoked`"),
        (status = 404, description = "`blob_unknown`: no record that the device may see names it"),
    ),
    security(("device" = [])),
)]
pub(super) async fn held(
    State(state): State<AppState>,
    Caller(session): Caller,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    let hash = named(&hash)?;
    let job = move |hub: &crate::hub::Hub| hub.blob_held(&session, hash);
    let BlobHeld { held, complete } = state.hub.reading(job).await?;
    let complete = if complete { "?1" } else { "?0" };
    let headers = [
        ("upload-offset", held.to_string()),
        ("upload-complete", complete.to_owned()),
        ("cache-control", "no-store".to_owned()),
    ];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// `PUT /v1/blobs/{hash}`: takes a part of a blob.
#[utoipa::path(
    put,
    path = "/v1/blobs/{hash}",
    operation_id = "put_blob",
    summary = "Send a part of a photo or signature",
    description = "After the record that names it was accepted. `Content-Range` says which bytes \
        these are. The answer says how many are here now: go on from there. A part that begins \
        elsewhere changes nothing. With the last part the hash is checked.",
    params(
        ("hash" = String, Path, description = "BLAKE3 of the bytes, 52 characters of base32 in lower case"),
        ("Content-Range" = String, Header, example = "bytes 0-65535/180000"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = serde_json::Value, example = json!(super::openapi::blob_held())),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`device_revoked`, or `not_granted`: it may only look", body = super::openapi::Error),
        (status = 404, description = "`blob_unknown`: no record that the device may see names it", body = super::openapi::Error),
        (status = 413, description = "`too_large`", body = super::openapi::Error),
        (status = 415, description = "`unsupported_media`: it is compressed once more", body = super::openapi::Error),
        (status = 422, description = "`blob_broken`: begin anew", body = super::openapi::Error),
        (status = 503, description = "`unavailable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn put(
    State(state): State<AppState>,
    Caller(session): Caller,
    Path(hash): Path<String>,
    request: Request,
) -> Result<Reply, ApiError> {
    let hash = named(&hash)?;
    let part = part(request.headers())?;
    // Nobody's bytes are read who may not send them.
    let job = move |hub: &crate::hub::Hub| hub.blob_held(&session, hash);
    state.hub.reading(job).await?;
    let bytes = part_bytes(&state, part, request).await?;
    let length = bytes.len();
    let job = move |hub: &crate::hub::Hub| hub.put_blob_part(&session, hash, part, &bytes);
    counted(state.hub.writing(job).await, length)
}

/// The bytes of a part, as many as were announced.
pub(super) async fn part_bytes(
    state: &AppState,
    part: BlobPart,
    request: Request,
) -> Result<axum::body::Bytes, ApiError> {
    let bytes = Body::bytes(request, limits::BLOB_PART_BYTES, state.patience.body).await?;
    if bytes.len() != part.length() {
        let message = "the body has another length than Content-Range says";
        return Err(ApiError::bad_request(message));
    }
    Ok(bytes)
}

/// Answers how much is here now, and counts what came of the part.
pub(super) fn counted(held: Result<BlobHeld, HubError>, length: usize) -> Result<Reply, ApiError> {
    let outcome = match &held {
        Ok(BlobHeld { complete: true, .. }) => "complete",
        Ok(_) => "part",
        Err(HubError::Blob(BlobFault::Broken)) => "broken",
        Err(_) => "refused",
    };
    Metrics::count_blob(outcome, length);
    Reply::json(&held?, Accepts::default())
}

/// `GET /v1/blobs/{hash}`: gives a blob, or the part of it that `Range` names.
#[utoipa::path(
    get,
    path = "/v1/blobs/{hash}",
    operation_id = "blob",
    summary = "A photo or signature",
    description = "What the bytes are is said by the record that names them. A thumbnail is a blob \
        of its own, named beside the photo.",
    params(
        ("hash" = String, Path, description = "BLAKE3 of the bytes, 52 characters of base32 in lower case"),
        ("Range" = Option<String>, Header, example = "bytes=65536-131071"),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The part", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`blob_unknown`: no record that the device may see names it; `blob_awaited`: its bytes have not arrived", body = super::openapi::Error),
        (status = 416, description = "`bad_request`: it has no such bytes", body = super::openapi::Error),
        (status = 503, description = "`unavailable`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn get(
    State(state): State<AppState>,
    Caller(session): Caller,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let hash = named(&hash)?;
    let job = move |hub: &crate::hub::Hub| hub.blob(&session, hash);
    let blob = state.hub.reading(job).await?;
    let asked = headers.get(header::RANGE);
    let asked = asked.and_then(|value| wanted(value.to_str().ok()?, blob.len()));
    let mut response = match asked {
        None => Response::new(Bytes::from(blob)),
        Some(part) => {
            let part = part.ok_or_else(ApiError::range)?;
            let bytes = part.cut(&blob).unwrap_or_default().to_vec();
            let range = [(header::CONTENT_RANGE, part.to_string())];
            (StatusCode::PARTIAL_CONTENT, range, bytes).into_response()
        }
    };
    // Not one of a browser's own copies: those are not encrypted. And never run: it is somebody's
    // upload.
    for (name, value) in [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ] {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// A hash out of an address. One that cannot be is one that nobody knows.
pub(super) fn named(text: &str) -> Result<BlobHash, ApiError> {
    let hash = text.parse();
    hash.map_err(|_| HubError::from(BlobFault::Unknown).into())
}

pub(super) fn part(headers: &HeaderMap) -> Result<BlobPart, ApiError> {
    if headers.contains_key(header::CONTENT_ENCODING) {
        let message = "a blob travels as it is";
        return Err(ApiError::new(ErrorCode::UnsupportedMedia, message));
    }
    let range = headers.get(header::CONTENT_RANGE);
    let range = range.and_then(|value| value.to_str().ok());
    let range = range.ok_or_else(|| ApiError::bad_request("Content-Range is needed"))?;
    let part: BlobPart = range.parse().map_err(|error: BlobPartError| match error {
        BlobPartError::Form => ApiError::bad_request(format!("Content-Range: {error}")),
        BlobPartError::TooLarge => ApiError::new(ErrorCode::TooLarge, error.to_string()),
    })?;
    if part.length() > limits::BLOB_PART_BYTES {
        let message = format!("a part has at most {} bytes", limits::BLOB_PART_BYTES);
        return Err(ApiError::new(ErrorCode::TooLarge, message));
    }
    Ok(part)
}

/// The bytes that a `Range` asks for: none for a header that is to be ignored, none inside for one
/// that cannot be satisfied. One range with a beginning is read: `bytes=0-99`, `bytes=100-`.
fn wanted(range: &str, total: usize) -> Option<Option<BlobPart>> {
    let (start, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let start: usize = start.parse().ok()?;
    let last: usize = match last {
        "" => usize::MAX,
        last => last.parse().ok()?,
    };
    let length = last.checked_sub(start)?.saturating_add(1);
    Some(BlobPart::of(start, length, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_bytes_that_are_there() {
        let part = |text| wanted(text, 100).flatten();
        let of = |start, length| BlobPart::of(start, length, 100);
        assert_eq!(part("bytes=0-9"), of(0, 10));
        assert_eq!(part("bytes=90-"), of(90, 10));
        assert_eq!(part("bytes=90-5000"), of(90, 10));
        assert_eq!(wanted("bytes=100-", 100), Some(None));
        for ignored in [
            "",
            "bytes=-5",
            "bytes=9-0",
            "items=0-9",
            "bytes=0-9,20-29",
            "bytes=a-b",
        ] {
            assert_eq!(wanted(ignored, 100), None, "{ignored}");
        }
    }
}
