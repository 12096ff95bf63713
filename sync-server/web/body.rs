use std::io::Read;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use chuanmen_core::protocol::{ErrorCode, VERSION, limits};
use chuanmen_wire::{Codec, UnpackError};
use flate2::read::MultiGzDecoder;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::ApiError;

/// Largest window that a zstd frame may ask for, as a power of two: what RFC 8878 recommends, and
/// the memory that reading it takes.
const ZSTD_WINDOW_LOG: u32 = 23;

/// How large a body may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// As it travels, in bytes.
    pub(crate) travelling: usize,
    /// Once decompressed, in bytes.
    pub(crate) decoded: usize,
}

impl Bounds {
    /// For a sync.
    pub(crate) const SYNC: Self = Self {
        travelling: limits::BODY_BYTES,
        decoded: limits::DECODED_BYTES,
    };
    /// For everything else: a few lines of text.
    pub(crate) const SMALL: Self = Self {
        travelling: 16 * 1024,
        decoded: 16 * 1024,
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Identity,
    Gzip,
    Zstd,
    Packed(Codec),
}

/// A JSON body, read whole but neither decompressed nor parsed.
pub(crate) struct Body {
    bytes: Bytes,
    encoding: Encoding,
    bounds: Bounds,
}

impl Body {
    /// Reads a request's body, as far as its bounds go and as long as `patience` lasts.
    ///
    /// # Errors
    /// 413, 415, 408, or 400 when the line broke.
    pub(crate) async fn read(
        request: Request,
        bounds: Bounds,
        patience: Duration,
    ) -> Result<Self, ApiError> {
        let encoding = encoding(request.headers())?;
        Ok(Self {
            bytes: Self::bytes(request, bounds.travelling, patience).await?,
            encoding,
            bounds,
        })
    }

    /// Reads a request's body as it is, up to `bound` bytes and as long as `patience` lasts.
    ///
    /// # Errors
    /// 413, 408, or 400 when the line broke.
    pub(crate) async fn bytes(
        request: Request,
        bound: usize,
        patience: Duration,
    ) -> Result<Bytes, ApiError> {
        let body = Limited::new(request.into_body(), bound).collect();
        let body = tokio::time::timeout(patience, body).await;
        let body = body.map_err(|_| ApiError::too_slow())?;
        let body = body.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
            Some(_) => too_large(bound),
            None => ApiError::bad_request("the body was cut off"),
        })?;
        Ok(body.to_bytes())
    }

    /// Reads a file as it is, up to `bound` bytes; one that says that it is longer, not at all.
    ///
    /// # Errors
    /// As for [`Body::bytes`].
    pub(crate) async fn file(
        request: Request,
        bound: usize,
        patience: Duration,
    ) -> Result<Bytes, ApiError> {
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > bound as u64) {
            return Err(too_large(bound));
        }
        Self::bytes(request, bound, patience).await
    }

    /// Whether reading it is so little work that it needs no thread of its own.
    #[must_use]
    pub(crate) fn is_small(&self) -> bool {
        self.bytes.len() <= 8 * 1024
    }

    /// Decompresses and parses it.
    ///
    /// # Errors
    /// 413, 400, or 426 if it cannot be read because it speaks another protocol version.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let decoded = self.decode()?;
        serde_json::from_slice(&decoded).map_err(|error| {
            #[derive(Deserialize)]
            struct Versioned {
                v: u64,
            }
            match serde_json::from_slice(&decoded) {
                Ok(Versioned { v }) if v != u64::from(VERSION) => {
                    crate::hub::HubError::UnsupportedVersion(v).into()
                }
                // What serde says may quote what somebody wrote.
                _ => ApiError::bad_request(format!(
                    "the body cannot be read: {:?} error at line {}, column {}",
                    error.classify(),
                    error.line(),
                    error.column()
                )),
            }
        })
    }

    fn decode(&self) -> Result<Vec<u8>, ApiError> {
        let bytes = &*self.bytes;
        match self.encoding {
            Encoding::Identity if bytes.len() > self.bounds.decoded => {
                Err(too_large(self.bounds.decoded))
            }
            Encoding::Identity => Ok(bytes.to_vec()),
            Encoding::Gzip => self.bounded(MultiGzDecoder::new(bytes)),
            Encoding::Zstd => {
                let broken = |_| ApiError::internal("no zstd decoder");
                let mut decoder = zstd::Decoder::with_buffer(bytes).map_err(broken)?;
                decoder.window_log_max(ZSTD_WINDOW_LOG).map_err(broken)?;
                self.bounded(decoder)
            }
            Encoding::Packed(codec) => {
                let bound = self.bounds.decoded;
                codec.unpack(bytes, bound).map_err(|error| match error {
                    UnpackError::TooLarge => too_large(bound),
                    UnpackError::OtherDictionary => unsupported(error.to_string()),
                    UnpackError::Broken => ApiError::bad_request(error.to_string()),
                })
            }
        }
    }

    /// Reads what a decoder gives, and no more than one byte over the bound.
    fn bounded(&self, decoder: impl Read) -> Result<Vec<u8>, ApiError> {
        let bound = self.bounds.decoded;
        let stop = u64::try_from(bound).unwrap_or(u64::MAX).saturating_add(1);
        let mut decoded = Vec::with_capacity(self.bytes.len().saturating_mul(4).min(bound));
        match decoder.take(stop).read_to_end(&mut decoded) {
            Ok(_) if decoded.len() > bound => Err(too_large(bound)),
            Ok(_) => Ok(decoded),
            Err(_) => Err(ApiError::bad_request("the body cannot be decompressed")),
        }
    }
}

fn too_large(bytes: usize) -> ApiError {
    ApiError::new(
        ErrorCode::TooLarge,
        format!("the body has more than {bytes} bytes"),
    )
}

fn unsupported(message: impl Into<String>) -> ApiError {
    ApiError::new(ErrorCode::UnsupportedMedia, message)
}

/// JSON, perhaps compressed; or JSON packed as its media type says.
fn encoding(headers: &HeaderMap) -> Result<Encoding, ApiError> {
    let text = |name| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().trim()
    };
    let essence = text(header::CONTENT_TYPE).split(';').next();
    let essence = essence.unwrap_or_default().trim();
    let encoding = if headers.contains_key(header::CONTENT_ENCODING) {
        text(header::CONTENT_ENCODING)
    } else {
        "identity"
    };
    if let Some(codec) = Codec::named(essence) {
        return match encoding {
            "" | "identity" => Ok(Encoding::Packed(codec)),
            _ => Err(unsupported("a packed body is not compressed once more")),
        };
    }
    if !essence.eq_ignore_ascii_case("application/json") {
        let known = Codec::newest().media_type();
        return Err(unsupported(format!(
            "the hub reads application/json, and {known} and its elders"
        )));
    }
    match encoding {
        "" | "identity" => Ok(Encoding::Identity),
        "gzip" => Ok(Encoding::Gzip),
        "zstd" => Ok(Encoding::Zstd),
        _ => Err(unsupported(
            "the hub reads bodies as they are, gzip and zstd",
        )),
    }
}
