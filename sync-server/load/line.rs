use std::io::Read;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, Response, Uri, header};
use chuanmen_core::protocol::ErrorBody;
use flate2::Compression;
use flate2::read::{GzEncoder, MultiGzDecoder};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::io::{InspectReader, InspectWriter};

/// A whole round trip, as the app waits for one.
const PATIENCE: Duration = Duration::from_secs(120);
/// Smaller bodies gain nothing from compressing; the app's own bound.
const WORTH_COMPRESSING: usize = 400;

/// Where a hub is: `http://127.0.0.1:8080`. Plain HTTP only: a proxy that ends TLS would be
/// measured with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubAddress(Arc<str>);

/// Bytes that passed, with all their headers.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    pub(super) up: AtomicU64,
    pub(super) down: AtomicU64,
}

/// Why a request got no good answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No connection.
    Connect,
    /// The connection broke.
    Broken,
    /// No answer within two minutes.
    TooSlow,
    /// What came is no answer of a hub.
    Unreadable,
    /// The hub failed the request, with this code.
    Hub(String),
    /// The hub refused a transaction, with this code.
    Refused(String),
}

/// One phone's connection to the hub, kept between requests.
pub(super) struct Line {
    hub: HubAddress,
    traffic: Arc<Traffic>,
    open: Option<SendRequest<Full<Bytes>>>,
}

impl FromStr for HubAddress {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|_| "no address of a hub")?;
        let plain = uri.scheme_str() == Some("http") && uri.path() == "/";
        let authority = uri.authority().filter(|_| plain);
        let authority = authority.ok_or("an address like http://127.0.0.1:8080 is needed")?;
        let port = authority.port_u16().unwrap_or(80);
        Ok(Self(format!("{}:{port}", authority.host()).into()))
    }
}

impl Trouble {
    /// The word that it is counted under.
    pub(super) fn code(&self) -> String {
        match self {
            Self::Connect => "connect".to_owned(),
            Self::Broken => "broken".to_owned(),
            Self::TooSlow => "too_slow".to_owned(),
            Self::Unreadable => "unreadable".to_owned(),
            Self::Hub(code) => code.clone(),
            Self::Refused(code) => format!("refused/{code}"),
        }
    }
}

impl Line {
    pub(super) const fn to(hub: HubAddress, traffic: Arc<Traffic>) -> Self {
        Self {
            hub,
            traffic,
            open: None,
        }
    }

    /// Closes the connection; the next request opens another.
    pub(super) fn hang_up(&mut self) {
        self.open = None;
    }

    /// Posts JSON and reads JSON, both compressed as the app does it.
    pub(super) async fn post<B: Serialize, A: DeserializeOwned>(
        &mut self,
        path: &str,
        token: Option<&str>,
        body: &B,
    ) -> Result<A, Trouble> {
        let json = serde_json::to_vec(body).map_err(|_| Trouble::Unreadable)?;
        let mut request = Request::post(path)
            .header(header::HOST, &*self.hub.0)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_ENCODING, "gzip");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = if json.len() >= WORTH_COMPRESSING {
            request = request.header(header::CONTENT_ENCODING, "gzip");
            read(GzEncoder::new(&*json, Compression::new(5)))?
        } else {
            json
        };
        let request = request.body(Full::from(body));
        let answer = self.answered(request.map_err(|_| Trouble::Unreadable)?);
        let answer = timeout(PATIENCE, answer).await;
        let answer = answer.unwrap_or(Err(Trouble::TooSlow)).inspect_err(|_| {
            self.open = None;
        })?;
        serde_json::from_slice(&answer).map_err(|_| Trouble::Unreadable)
    }

    /// Gets a text.
    pub(super) async fn get(&mut self, path: &str) -> Result<String, Trouble> {
        let request = Request::get(path).header(header::HOST, &*self.hub.0);
        let request = request.body(Full::default());
        let answer = self.answered(request.map_err(|_| Trouble::Unreadable)?);
        String::from_utf8(answer.await?).map_err(|_| Trouble::Unreadable)
    }

    /// The body of a good answer.
    async fn answered(&mut self, request: Request<Full<Bytes>>) -> Result<Vec<u8>, Trouble> {
        let response = self.exchange(request).await?;
        let status = response.status();
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Trouble::Broken)?;
        let body = decoded(&head.headers, body.to_bytes())?;
        if status.is_success() {
            return Ok(body);
        }
        let said = serde_json::from_slice::<ErrorBody>(&body);
        Err(Trouble::Hub(said.map_or_else(
            |_| status.as_u16().to_string(),
            |said| said.code.as_str().to_owned(),
        )))
    }

    /// Sends on the open connection, or on a new one if the hub has closed it meanwhile.
    async fn exchange(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, Trouble> {
        let mut unsent = request;
        if let Some(mut open) = self.open.take()
            && open.ready().await.is_ok()
        {
            match open.try_send_request(unsent).await {
                Ok(response) => {
                    self.open = Some(open);
                    return Ok(response);
                }
                Err(mut error) => unsent = error.take_message().ok_or(Trouble::Broken)?,
            }
        }
        let mut fresh = self.connect().await?;
        let response = fresh.send_request(unsent).await;
        self.open = Some(fresh);
        response.map_err(|_| Trouble::Broken)
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, Trouble> {
        let stream = TcpStream::connect(&*self.hub.0).await;
        let stream = stream.map_err(|_| Trouble::Connect)?;
        stream.set_nodelay(true).map_err(|_| Trouble::Connect)?;
        let (up, down) = (Arc::clone(&self.traffic), Arc::clone(&self.traffic));
        let stream = InspectWriter::new(stream, move |sent| add(&up.up, sent));
        let stream = InspectReader::new(stream, move |heard| add(&down.down, heard));
        let joined = handshake(TokioIo::new(stream)).await;
        let (open, connection) = joined.map_err(|_| Trouble::Connect)?;
        // How it ends shows in the requests that it carried.
        tokio::spawn(async move { drop(connection.await) });
        Ok(open)
    }
}

fn add(counter: &AtomicU64, bytes: &[u8]) {
    let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    counter.fetch_add(bytes, Ordering::Relaxed);
}

fn decoded(headers: &HeaderMap, body: Bytes) -> Result<Vec<u8>, Trouble> {
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if encoding == "gzip" => read(MultiGzDecoder::new(&*body)),
        Some(_) => Err(Trouble::Unreadable),
        None => Ok(body.into()),
    }
}

fn read(mut from: impl Read) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let done = from.read_to_end(&mut bytes);
    done.map(|_| bytes).map_err(|_| Trouble::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_named_by_a_plain_address() {
        let read = |text: &str| text.parse::<HubAddress>().map(|hub| hub.0.to_string());
        assert_eq!(
            read("http://127.0.0.1:8080/"),
            Ok("127.0.0.1:8080".to_owned())
        );
        assert_eq!(read("http://[::1]"), Ok("[::1]:80".to_owned()));
        for bad in [
            "https://hub.example",
            "127.0.0.1:8080",
            "http://hub/app",
            "",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
