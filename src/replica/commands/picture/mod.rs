//! Photos and signatures of a form: checked, stripped of what a camera adds, kept.

pub(crate) mod jpeg;
mod strokes;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::domain::{BlobHash, Picture};
use chuanmen_core::protocol::limits;

use super::desk::Desk;
use super::typed::invalid;
use crate::api::{Outcome, ReplicaError, Stroke};

/// Keeps a photo with its thumbnail, both JPEG, for a form to name.
pub(super) fn keep_photo(
    desk: &mut Desk<'_>,
    photo: &str,
    thumb: &str,
) -> Result<Outcome, ReplicaError> {
    let photo = jpeg(photo, limits::BLOB_BYTES)?;
    let thumb = jpeg(thumb, limits::THUMB_BYTES)?;
    let small = desk.store.keep_blob(&thumb, true, desk.wall)?;
    kept(desk, &photo, "image/jpeg", Some(small))
}

/// Keeps a signature, for a form to name.
pub(super) fn keep_signature(
    desk: &mut Desk<'_>,
    strokes: &[Stroke],
) -> Result<Outcome, ReplicaError> {
    let svg = strokes::svg(strokes).ok_or_else(|| invalid("signature", "empty"))?;
    if svg.len() > limits::THUMB_BYTES {
        return Err(invalid("signature", "too_large"));
    }
    kept(desk, svg.as_bytes(), "image/svg+xml", None)
}

fn kept(
    desk: &mut Desk<'_>,
    bytes: &[u8],
    media_type: &str,
    thumb: Option<BlobHash>,
) -> Result<Outcome, ReplicaError> {
    let hash = desk.store.keep_blob(bytes, false, desk.wall)?;
    Ok(Outcome::Kept(Picture {
        hash,
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        media_type: media_type.to_owned(),
        thumb,
    }))
}

fn jpeg(base64: &str, most: usize) -> Result<Vec<u8>, ReplicaError> {
    // Four characters hold three bytes; decoding more would be for nothing.
    if base64.len() / 4 * 3 > most + 3 {
        return Err(invalid("photo", "too_large"));
    }
    let bytes = BASE64_STANDARD.decode(base64).ok();
    let bytes = bytes.and_then(|bytes| jpeg::without_metadata(&bytes));
    let bytes = bytes.ok_or_else(|| invalid("photo", "form"))?;
    if bytes.len() > most {
        return Err(invalid("photo", "too_large"));
    }
    Ok(bytes)
}
