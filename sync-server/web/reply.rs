use std::io::Write;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chuanmen_wire::{Codec, Effort};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::ApiError;

/// Bodies below this are sent as they are: compressing saves less than its header costs.
const WORTH_COMPRESSING: usize = 512;

/// Beyond this, gzip costs more time than it saves on any line.
const GZIP: u32 = 4;
const ZSTD: i32 = 3;

/// What a client can decompress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Accepts {
    gzip: bool,
    zstd: bool,
    packed: Option<Codec>,
    slow_line: bool,
}

impl Accepts {
    /// Reads `Accept-Encoding`.
    #[must_use]
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut accepts = Self::default();
        let values = headers.get_all(header::ACCEPT_ENCODING).into_iter();
        for choice in values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|v| v.split(','))
        {
            let mut parts = choice.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            match name {
                "gzip" => accepts.gzip = !refused,
                "zstd" => accepts.zstd = !refused,
                _ => {}
            }
        }
        accepts
    }

    /// The same, and whether the line is slow: packing harder pays then.
    #[must_use]
    pub(crate) const fn over(mut self, slow_line: bool) -> Self {
        self.slow_line = slow_line;
        self
    }

    /// As [`Accepts::of`], and reads in `Accept` whether the client unpacks what phones send.
    #[must_use]
    pub(crate) fn of_phone(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT).into_iter();
        let types = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        let mut known = types.filter_map(|one| Codec::named(one.trim()));
        Self {
            packed: known.next(),
            ..Self::of(headers)
        }
    }
}

/// A good answer: JSON, packed or compressed if that helps. Carries few headers: a sync with nothing to do
/// is measured in bytes.
#[derive(Debug)]
pub(crate) struct Reply {
    body: Vec<u8>,
    media_type: &'static str,
    encoding: Option<&'static str>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Reply {
    /// Writes a value as JSON. Compressing is work: keep large ones off the threads that serve.
    ///
    /// # Errors
    /// In practice never.
    pub(crate) fn json(value: &impl Serialize, accepts: Accepts) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(value).map_err(ApiError::internal)?;
        if let Some(codec) = accepts.packed {
            let packed = codec
                .pack(&body, Effort::of(body.len(), accepts.slow_line))
                .map_err(ApiError::internal)?;
            return Ok(Self::of(packed, codec.media_type(), None));
        }
        let small = body.len() < WORTH_COMPRESSING;
        let (body, encoding) = match accepts {
            _ if small => (body, None),
            Accepts { zstd: true, .. } => {
                let packed = zstd::bulk::compress(&body, ZSTD).map_err(ApiError::internal)?;
                (packed, Some("zstd"))
            }
            Accepts { gzip: true, .. } => {
                let room = Vec::with_capacity(body.len() / 3);
                let mut gzip = GzEncoder::new(room, Compression::new(GZIP));
                let packed = gzip.write_all(&body).and_then(|()| gzip.finish());
                (packed.map_err(ApiError::internal)?, Some("gzip"))
            }
            _ => (body, None),
        };
        Ok(Self::of(body, "application/json", encoding))
    }

    const fn of(body: Vec<u8>, media_type: &'static str, encoding: Option<&'static str>) -> Self {
        Self {
            body,
            media_type,
            encoding,
            headers: Vec::new(),
        }
    }

    /// With another header.
    #[must_use]
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::OK, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        if let Some(encoding) = self.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.extend(self.headers);
        response
    }
}
