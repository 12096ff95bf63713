use std::time::Duration;

use chuanmen_wire::{Codec, Effort};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use chuanmen_core::protocol::{
    EnrolRequest, EnrolResponse, ErrorBody, ErrorCode, SyncRequest, SyncResponse, TakenIn,
    UnlockRequest, UnlockResponse,
};
use chuanmen_core::report::ReportName;

use super::packing::{self, Packing};
use super::{Exchange, Hub, ReportFormat, ReportSubject, Transport, TransportError};

/// The hub over HTTP: `fetch` in a browser, a connection of our own elsewhere.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: Client,
    packing: Packing,
}

/// A whole round trip, on the slowest line and with the largest body.
const PATIENCE: Duration = Duration::from_secs(120);

impl HttpTransport {
    /// A transport.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        let client = Self::builder().build();
        let client = client.map_err(|why| TransportError::Offline(why.to_string()))?;
        Ok(Self {
            client,
            packing: Packing::default(),
        })
    }

    #[cfg(not(target_family = "wasm"))]
    fn builder() -> reqwest::ClientBuilder {
        // Another part of the process may have chosen already; any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().connect_timeout(Duration::from_secs(10))
    }

    #[cfg(target_family = "wasm")]
    fn builder() -> reqwest::ClientBuilder {
        Client::builder()
    }

    /// Sends a body, packed for a line that is slow or not, and reads the answer's. Says how large
    /// the body was as JSON and on its way.
    async fn post<B: Serialize, A: DeserializeOwned>(
        &self,
        url: &str,
        token: Option<&str>,
        body: &B,
        packed: Option<(Codec, bool)>,
    ) -> Result<(A, (usize, usize)), TransportError> {
        let json =
            serde_json::to_vec(body).map_err(|why| TransportError::NoHub(why.to_string()))?;
        let length = json.len();
        let packed = packed.map(|(codec, slow)| (codec, Effort::of(length, slow)));
        let (request, travelled) = packing::put(self.client.post(url), json, packed)?;
        let answer = answered(request, token).await?;
        let answer = serde_json::from_slice(&answer);
        let answer = answer.map_err(|why| TransportError::NoHub(why.to_string()))?;
        Ok((answer, (length, travelled)))
    }
}

impl Transport for HttpTransport {
    async fn sync(&self, hub: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let url = format!("{}/v1/sync", hub.address);
        let token = Some(&*hub.token);
        let codec = self.packing.codec();
        let packed = codec.map(|codec| (codec, request.is_on_a_slow_line()));
        let answer = self.post(&url, token, request, packed).await;
        let (response, sent): (SyncResponse, _) = match answer {
            Err(TransportError::Hub {
                code: ErrorCode::UnsupportedMedia,
                ..
            }) if codec.is_some() => {
                self.packing.give_up();
                self.post(&url, token, request, None).await?
            }
            answer => answer?,
        };
        Ok(Exchange { response, sent })
    }

    async fn enrol(
        &self,
        address: &str,
        request: &EnrolRequest,
    ) -> Result<EnrolResponse, TransportError> {
        let url = format!("{}/v1/enrol", address.trim_end_matches('/'));
        Ok(self.post(&url, None, request, None).await?.0)
    }

    async fn unlock(
        &self,
        address: &str,
        request: &UnlockRequest,
    ) -> Result<UnlockResponse, TransportError> {
        let url = format!("{}/v1/unlock", address.trim_end_matches('/'));
        Ok(self.post(&url, None, request, None).await?.0)
    }

    async fn report(&self, hub: &Hub, subject: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        let name = subject.name.as_ref().map_or("overview", ReportName::as_str);
        let month = subject.month.strftime("%Y-%m");
        let mut url = format!("{}/v1/reports/{name}?month={month}", hub.address);
        if let Some(grid) = subject.grid {
            url.push_str(&format!("&grid={grid}"));
        }
        match subject.format {
            ReportFormat::Json => {}
            ReportFormat::Xlsx => url.push_str("&format=xlsx"),
            ReportFormat::Csv => url.push_str("&format=csv"),
        }
        let request = packing::plain_answer(self.client.get(url));
        answered(request, Some(&hub.token)).await
    }

    async fn take_in(&self, hub: &Hub, file: Vec<u8>) -> Result<TakenIn, TransportError> {
        let url = format!("{}/v1/bundle", hub.address);
        let request = packing::plain_answer(self.client.post(url));
        let request = request.header(CONTENT_TYPE, "application/octet-stream");
        let answer = answered(request.body(file), Some(&hub.token)).await?;
        serde_json::from_slice(&answer).map_err(|why| TransportError::NoHub(why.to_string()))
    }
}

/// The body of a good answer.
async fn answered(request: RequestBuilder, token: Option<&str>) -> Result<Vec<u8>, TransportError> {
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let offline = |why: reqwest::Error| TransportError::Offline(why.without_url().to_string());
    let response = request.timeout(PATIENCE).send().await.map_err(offline)?;
    if !response.status().is_success() {
        return Err(refused(response).await);
    }
    let headers = response.headers().clone();
    let body = response.bytes().await.map_err(offline)?;
    packing::unpacked(&headers, body.into())
}

/// What a failed answer means. One without the hub's own words comes from a proxy before it.
async fn refused(response: Response) -> TransportError {
    let status = response.status();
    let body = response.bytes().await.unwrap_or_default();
    match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(ErrorBody { code, message }) => TransportError::Hub { code, message },
        Err(_) => match status {
            StatusCode::PAYLOAD_TOO_LARGE => hub(ErrorCode::TooLarge, status),
            StatusCode::TOO_MANY_REQUESTS => hub(ErrorCode::TooManyRequests, status),
            status if status.is_server_error() => hub(ErrorCode::Unavailable, status),
            _ => TransportError::NoHub(status.to_string()),
        },
    }
}

fn hub(code: ErrorCode, status: StatusCode) -> TransportError {
    TransportError::Hub {
        code,
        message: status.to_string(),
    }
}
