//! How bodies travel: packed with a trained dictionary, or as gzip to a hub that does not know it.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chuanmen_core::protocol::limits;
use chuanmen_wire::{Codec, Effort};
use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

use super::TransportError;

/// Smaller bodies gain nothing from gzip.
const WORTH_COMPRESSING: usize = 400;

const JSON: &str = "application/json";

/// What this process has learned of its hub.
#[derive(Debug, Clone, Default)]
pub(super) struct Packing {
    /// The hub does not know the dictionary: gzip until the app starts again.
    plain: Arc<AtomicBool>,
}

impl Packing {
    /// How to send now.
    pub(super) fn codec(&self) -> Option<Codec> {
        let plain = self.plain.load(Ordering::Relaxed);
        (!plain).then(Codec::newest)
    }

    /// The hub did not know the dictionary.
    pub(super) fn give_up(&self) {
        self.plain.store(true, Ordering::Relaxed);
    }
}

/// Puts a body of JSON into a request. Returns its bytes as they travel, too.
pub(super) fn put(
    request: RequestBuilder,
    json: Vec<u8>,
    packing: Option<(Codec, Effort)>,
) -> Result<(RequestBuilder, usize), TransportError> {
    let failed = |why: &dyn ToString| TransportError::NoHub(why.to_string());
    let (request, body) = if let Some((codec, effort)) = packing {
        let body = codec.pack(&json, effort).map_err(|why| failed(&why))?;
        let request = request.header(CONTENT_TYPE, codec.media_type());
        (request.header(ACCEPT, codec.media_type()), body)
    } else {
        let request = plain_answer(request).header(CONTENT_TYPE, JSON);
        if json.len() < WORTH_COMPRESSING {
            (request, json)
        } else {
            let body = gzip(&json).map_err(|why| failed(&why))?;
            (request.header(CONTENT_ENCODING, "gzip"), body)
        }
    };
    let travelled = body.len();
    Ok((request.body(body), travelled))
}

/// Asks for an answer that is not packed. A browser's `fetch` says so itself.
pub(super) fn plain_answer(request: RequestBuilder) -> RequestBuilder {
    if cfg!(target_family = "wasm") {
        request
    } else {
        request.header(ACCEPT_ENCODING, "gzip")
    }
}

/// An answer's body as it was before it was packed or compressed.
pub(super) fn unpacked(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let codec = value(CONTENT_TYPE).and_then(Codec::named);
    if let Some(codec) = codec {
        let unpacked = codec.unpack(&body, limits::DECODED_BYTES);
        return unpacked.map_err(|why| TransportError::NoHub(why.to_string()));
    }
    // `fetch` has decompressed, and still shows the header.
    if cfg!(target_family = "wasm") || value(CONTENT_ENCODING) != Some("gzip") {
        return Ok(body);
    }
    gunzip(&body)
}

fn gunzip(body: &[u8]) -> Result<Vec<u8>, TransportError> {
    use std::io::Read;

    let mut unzipped = Vec::new();
    let bound = u64::try_from(limits::DECODED_BYTES).unwrap_or(u64::MAX);
    let mut decoder = flate2::read::GzDecoder::new(body).take(bound);
    let read = decoder.read_to_end(&mut unzipped);
    read.map_err(|why| TransportError::NoHub(why.to_string()))?;
    Ok(unzipped)
}

fn gzip(json: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(json.len() / 3), Compression::new(5));
    encoder.write_all(json)?;
    encoder.finish()
}
