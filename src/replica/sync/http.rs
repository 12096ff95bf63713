use std::time::Duration;

use chuanmen_wire::{Codec, Effort};
use reqwest::header::{CONTENT_RANGE, CONTENT_TYPE, RANGE};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, MeetingId};
use chuanmen_core::protocol::{
    AddPersonRequest, AddPersonResponse, AuditRequest, AuditResponse, BlobHeld, BlobPart,
    DecisionRequest, DecisionResponse, EnrolRequest, EnrolResponse, EnrolmentResponse, ErrorBody,
    ErrorCode, FormsResponse, GrantsRequest, GrantsResponse, ImportMatching, LeftBehind,
    NewTokenRequest, NewTokenResponse, PeopleResponse, QuarantineResponse, RevealsRequest,
    RevealsResponse, RevokeResponse, SyncRequest, SyncResponse, TakenIn, TokensResponse,
    UnlockRequest, UnlockResponse, VERSION,
};
use chuanmen_core::report::{ReportName, Subdistrict};

use crate::api::{ImportColumns, ImportStep};

use super::events::{Events, Pieces};
use super::packing::{self, Packing};
use super::{
    BlobBytes, Exchange, Hub, LineKind, ReportFormat, ReportSubject, Transport, TransportError,
};

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

    /// Sends bytes as they are.
    async fn bytes<A: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        hub: &Hub,
        bytes: Vec<u8>,
    ) -> Result<A, TransportError> {
        let request = request.header(CONTENT_TYPE, "application/octet-stream");
        self.plain(request.body(bytes), hub).await
    }

    /// Asks for something without a body.
    async fn plain<A: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        hub: &Hub,
    ) -> Result<A, TransportError> {
        let answer = answered(packing::plain_answer(request), Some(&hub.token)).await?;
        serde_json::from_slice(&answer).map_err(|why| TransportError::NoHub(why.to_string()))
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
        let of_subdistrict = subject.name == Some(Subdistrict::report_name());
        let (place, name) = match of_subdistrict {
            true => ("", "subdistrict"),
            false => ("reports/", name),
        };
        let url = format!("{}/v1/{place}?month={month}", hub.address);
        let url = Url::parse(&url).map(|mut url| {
            // A form's name is for people: it may hold anything.
            if let Ok(mut path) = url.path_segments_mut() {
                path.pop_if_empty().push(name);
            }
            let mut pairs = url.query_pairs_mut();
            if let Some(community) = subject.community {
                pairs.append_pair("community", &community.to_string());
            }
            if let Some(grid) = subject.grid {
                pairs.append_pair("grid", &grid.to_string());
            }
            pairs.extend_pairs(subject.only.pairs());
            if !subject.shape.is_plain() {
                pairs.append_pair("shape", &subject.shape.to_string());
            }
            match subject.format {
                ReportFormat::Json => {}
                ReportFormat::Xlsx => {
                    pairs.append_pair("format", "xlsx");
                }
                ReportFormat::Csv => {
                    pairs.append_pair("format", "csv");
                }
            }
            drop(pairs);
            url
        });
        let url = url.map_err(|why| TransportError::Offline(why.to_string()))?;
        let request = packing::plain_answer(self.client.get(url));
        answered(request, Some(&hub.token)).await
    }

    async fn minutes(
        &self,
        hub: &Hub,
        community: AreaId,
        meeting: MeetingId,
    ) -> Result<Vec<u8>, TransportError> {
        let url = format!(
            "{}/v1/meetings/{meeting}/minutes?community={community}",
            hub.address
        );
        let request = packing::plain_answer(self.client.get(url));
        answered(request, Some(&hub.token)).await
    }

    async fn forms(&self, hub: &Hub) -> Result<FormsResponse, TransportError> {
        let url = format!("{}/v1/report-forms", hub.address);
        self.plain(self.client.get(url), hub).await
    }

    async fn audit(
        &self,
        hub: &Hub,
        request: &AuditRequest,
    ) -> Result<AuditResponse, TransportError> {
        let mut said: Vec<(&str, String)> = Vec::new();
        said.extend(
            request
                .account
                .map(|account| ("account", account.to_string())),
        );
        said.extend(request.deed.as_ref().map(|deed| ("deed", deed.to_string())));
        said.extend(request.from.map(|day| ("from", day.to_string())));
        said.extend(request.to.map(|day| ("to", day.to_string())));
        said.extend(request.text.clone().map(|text| ("text", text)));
        said.extend(request.before.map(|before| ("before", before.to_string())));
        let url = Url::parse_with_params(&format!("{}/v1/audit", hub.address), said);
        let url = url.map_err(|why| TransportError::Offline(why.to_string()))?;
        self.plain(self.client.get(url), hub).await
    }

    async fn tokens(&self, hub: &Hub) -> Result<TokensResponse, TransportError> {
        let url = format!("{}/v1/tokens", hub.address);
        self.plain(self.client.get(url), hub).await
    }

    async fn make_token(
        &self,
        hub: &Hub,
        request: &NewTokenRequest,
    ) -> Result<NewTokenResponse, TransportError> {
        let url = format!("{}/v1/tokens", hub.address);
        Ok(self.post(&url, Some(&hub.token), request, None).await?.0)
    }

    async fn revoke_token(
        &self,
        hub: &Hub,
        id: DeviceId,
    ) -> Result<TokensResponse, TransportError> {
        let url = format!("{}/v1/tokens/{id}/revoke", hub.address);
        self.plain(self.client.post(url), hub).await
    }

    async fn tell_reveals(
        &self,
        hub: &Hub,
        request: &RevealsRequest,
    ) -> Result<RevealsResponse, TransportError> {
        let url = format!("{}/v1/reveals", hub.address);
        Ok(self.post(&url, Some(&hub.token), request, None).await?.0)
    }

    async fn people(&self, hub: &Hub) -> Result<PeopleResponse, TransportError> {
        let url = format!("{}/v1/people", hub.address);
        self.plain(self.client.get(url), hub).await
    }

    async fn add_person(
        &self,
        hub: &Hub,
        request: &AddPersonRequest,
    ) -> Result<AddPersonResponse, TransportError> {
        let url = format!("{}/v1/people", hub.address);
        Ok(self.post(&url, Some(&hub.token), request, None).await?.0)
    }

    async fn change_grants(
        &self,
        hub: &Hub,
        account: AccountId,
        request: &GrantsRequest,
    ) -> Result<GrantsResponse, TransportError> {
        let url = format!("{}/v1/people/{account}/grants", hub.address);
        Ok(self.post(&url, Some(&hub.token), request, None).await?.0)
    }

    async fn offer_enrolment(
        &self,
        hub: &Hub,
        account: AccountId,
    ) -> Result<EnrolmentResponse, TransportError> {
        let url = format!("{}/v1/people/{account}/enrolment", hub.address);
        self.plain(self.client.post(url), hub).await
    }

    async fn revoke(&self, hub: &Hub, device: DeviceId) -> Result<RevokeResponse, TransportError> {
        let url = format!("{}/v1/devices/{device}/revoke", hub.address);
        self.plain(self.client.post(url), hub).await
    }

    async fn import(
        &self,
        hub: &Hub,
        step: &ImportStep,
        file: Vec<u8>,
    ) -> Result<Vec<u8>, TransportError> {
        let base = &hub.address;
        let (files, client) = (format!("{base}/v1/import-files"), &self.client);
        let saying = |url: String, columns: &ImportColumns| {
            let matching = ImportMatching {
                v: VERSION,
                columns: columns.clone(),
            };
            let json = serde_json::to_vec(&matching);
            let json = json.map_err(|why| TransportError::NoHub(why.to_string()))?;
            Ok(packing::put(client.post(url), json, None)?.0)
        };
        let request = match step {
            ImportStep::Keep { kind, name, .. } => {
                let url = Url::parse_with_params(&files, [("kind", kind), ("name", name)]);
                let url = url.map_err(|why| TransportError::Offline(why.to_string()))?;
                let request = client.post(url).body(file);
                packing::plain_answer(request).header(CONTENT_TYPE, "application/octet-stream")
            }
            ImportStep::Words { .. } => {
                let request = client.post(format!("{base}/v1/document-words")).body(file);
                packing::plain_answer(request).header(CONTENT_TYPE, "application/octet-stream")
            }
            ImportStep::Check { file, columns } => {
                saying(format!("{files}/{file}/check"), columns)?
            }
            ImportStep::Run { file, columns } => saying(format!("{files}/{file}/run"), columns)?,
            ImportStep::Progress { file } => {
                packing::plain_answer(client.get(format!("{files}/{file}")))
            }
            ImportStep::Cancel { file } => {
                packing::plain_answer(client.delete(format!("{files}/{file}")))
            }
            ImportStep::List => packing::plain_answer(client.get(format!("{base}/v1/imports"))),
            ImportStep::Undo { import } => {
                packing::plain_answer(client.post(format!("{base}/v1/imports/{import}/undo")))
            }
            ImportStep::Template { kind } => {
                packing::plain_answer(client.get(format!("{base}/v1/import-templates/{kind}")))
            }
        };
        answered(request, Some(&hub.token)).await
    }

    async fn listen(&self, hub: &Hub, heard: &dyn Fn(bool)) -> Result<(), TransportError> {
        let url = format!("{}/v1/reports/live", hub.address);
        let request = self.client.get(url).bearer_auth(&hub.token);
        let response = request.send().await.map_err(offline)?;
        if !response.status().is_success() {
            return Err(refused(response).await);
        }
        let kind = response.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/event-stream") {
            return Err(TransportError::NoHub("no stream of events".to_owned()));
        }
        let mut events = Events::default();
        let mut pieces = Pieces::of(response);
        while let Some(piece) = pieces.next().await? {
            heard(events.take(&piece));
        }
        Ok(())
    }

    async fn take_in(&self, hub: &Hub, file: Vec<u8>) -> Result<TakenIn, TransportError> {
        let url = format!("{}/v1/bundle", hub.address);
        self.bytes(self.client.post(url), hub, file).await
    }

    async fn leave_behind(&self, hub: &Hub, file: Vec<u8>) -> Result<LeftBehind, TransportError> {
        let url = format!("{}/v1/quarantine", hub.address);
        self.bytes(self.client.post(url), hub, file).await
    }

    async fn leave_blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        part: BlobPart,
        bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        let url = format!("{}/v1/quarantine/blobs/{hash}", hub.address);
        let request = self.client.put(url).header(CONTENT_RANGE, part.to_string());
        self.bytes(request, hub, bytes).await
    }

    async fn quarantine(&self, hub: &Hub) -> Result<QuarantineResponse, TransportError> {
        let url = format!("{}/v1/quarantine", hub.address);
        self.plain(self.client.get(url), hub).await
    }

    async fn decide(
        &self,
        hub: &Hub,
        request: &DecisionRequest,
    ) -> Result<DecisionResponse, TransportError> {
        let url = format!("{}/v1/quarantine/decision", hub.address);
        Ok(self.post(&url, Some(&hub.token), request, None).await?.0)
    }

    async fn put_blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        part: BlobPart,
        bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        let url = format!("{}/v1/blobs/{hash}", hub.address);
        let request = self.client.put(url).header(CONTENT_RANGE, part.to_string());
        self.bytes(request, hub, bytes).await
    }

    async fn blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        start: usize,
        length: usize,
    ) -> Result<BlobBytes, TransportError> {
        let url = format!("{}/v1/blobs/{hash}", hub.address);
        let last = start.saturating_add(length).saturating_sub(1);
        let request = self
            .client
            .get(url)
            .header(RANGE, format!("bytes={start}-{last}"));
        let response = response(request, Some(&hub.token)).await?;
        let range = response.headers().get(CONTENT_RANGE);
        let range = range.and_then(|range| range.to_str().ok()?.parse::<BlobPart>().ok());
        let bytes: Vec<u8> = response.bytes().await.map_err(offline)?.into();
        match range {
            Some(range) if range.start() == start => Ok(BlobBytes {
                bytes,
                total: range.total(),
            }),
            // Whoever does not know of ranges gives all of it.
            None if start == 0 => Ok(BlobBytes {
                total: bytes.len(),
                bytes,
            }),
            _ => Err(TransportError::NoHub(
                "other bytes than asked for".to_owned(),
            )),
        }
    }

    fn line(&self) -> LineKind {
        line()
    }
}

/// A browser knows, on phones.
#[cfg(all(feature = "worker", target_family = "wasm"))]
fn line() -> LineKind {
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
const fn line() -> LineKind {
    LineKind::Unknown
}

pub(super) fn offline(why: reqwest::Error) -> TransportError {
    TransportError::Offline(why.without_url().to_string())
}

/// The body of a good answer.
async fn answered(request: RequestBuilder, token: Option<&str>) -> Result<Vec<u8>, TransportError> {
    let response = response(request, token).await?;
    let headers = response.headers().clone();
    let body = response.bytes().await.map_err(offline)?;
    packing::unpacked(&headers, body.into())
}

/// A good answer.
async fn response(
    request: RequestBuilder,
    token: Option<&str>,
) -> Result<Response, TransportError> {
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let response = request.timeout(PATIENCE).send().await.map_err(offline)?;
    if !response.status().is_success() {
        return Err(refused(response).await);
    }
    Ok(response)
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
