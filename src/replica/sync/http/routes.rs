//! Each request of the protocol, at its address.

use reqwest::Url;
use reqwest::header::{CONTENT_RANGE, CONTENT_TYPE, RANGE};

use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, MeetingId};
use chuanmen_core::protocol::{
    AddPersonRequest, AddPersonResponse, AuditRequest, AuditResponse, BlobHeld, BlobPart,
    DecisionRequest, DecisionResponse, EnrolRequest, EnrolResponse, EnrolmentResponse, ErrorCode,
    FormsResponse, GrantsRequest, GrantsResponse, ImportMatching, LeftBehind, NewTokenRequest,
    NewTokenResponse, PeopleResponse, QuarantineResponse, RevealsRequest, RevealsResponse,
    RevokeResponse, SyncRequest, SyncResponse, TakenIn, TokensResponse, UnlockRequest,
    UnlockResponse, VERSION,
};
use chuanmen_core::report::{ReportName, Subdistrict};

use super::answer::{answered, refused, response};
use super::line::line;
use super::{HttpTransport, offline};
use crate::api::{ImportColumns, ImportStep};
use crate::sync::events::{Events, Pieces};
use crate::sync::{
    BlobBytes, Exchange, Hub, LineKind, ReportFormat, ReportSubject, Transport, TransportError,
    packing,
};

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
