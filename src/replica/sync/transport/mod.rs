//! The line to the hub as the engine sees it, whatever carries it.

mod answer;
mod borrowed;
mod error;
mod hub;
mod line;
mod subject;

pub use answer::{BlobBytes, Exchange};
pub use error::TransportError;
pub use hub::Hub;
pub use line::LineKind;
pub use subject::{ReportFormat, ReportSubject};

use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, MeetingId};
use chuanmen_core::protocol::{
    AddPersonRequest, AddPersonResponse, AuditRequest, AuditResponse, BlobHeld, BlobPart,
    DecisionRequest, DecisionResponse, EnrolRequest, EnrolResponse, EnrolmentResponse, ErrorCode,
    FormsResponse, GrantsRequest, GrantsResponse, LeftBehind, NewTokenRequest, NewTokenResponse,
    PeopleResponse, QuarantineResponse, RevealsRequest, RevealsResponse, RevokeResponse,
    SyncRequest, TakenIn, TokensResponse, UnlockRequest, UnlockResponse,
};

use crate::api::ImportStep;

/// How a request reaches the hub and its answer comes back. Any step may fail: a request may have
/// been carried out though no answer came.
pub trait Transport {
    /// `POST /v1/sync`.
    fn sync(
        &self,
        hub: &Hub,
        request: &SyncRequest,
    ) -> impl Future<Output = Result<Exchange, TransportError>>;

    /// `POST /v1/enrol`, at a hub that does not know this device yet.
    fn enrol(
        &self,
        address: &str,
        request: &EnrolRequest,
    ) -> impl Future<Output = Result<EnrolResponse, TransportError>>;

    /// `POST /v1/unlock`. A line that has no such thing is like no line.
    fn unlock(
        &self,
        address: &str,
        request: &UnlockRequest,
    ) -> impl Future<Output = Result<UnlockResponse, TransportError>> {
        let _ = (address, request);
        std::future::ready(Err(TransportError::Offline("no unlocking".to_owned())))
    }

    /// `GET /v1/reports/…`: the body as it came.
    fn report(
        &self,
        hub: &Hub,
        subject: &ReportSubject,
    ) -> impl Future<Output = Result<Vec<u8>, TransportError>>;

    /// `GET /v1/meetings/{meeting}/minutes`: the document. A line that has no way for supervisors
    /// reaches no hub.
    fn minutes(
        &self,
        _hub: &Hub,
        _community: AreaId,
        _meeting: MeetingId,
    ) -> impl Future<Output = Result<Vec<u8>, TransportError>> {
        async { Err(TransportError::Offline("no minutes".to_owned())) }
    }

    /// `GET /v1/audit`. A line that has no way for supervisors reaches no hub.
    fn audit(
        &self,
        _hub: &Hub,
        _request: &AuditRequest,
    ) -> impl Future<Output = Result<AuditResponse, TransportError>> {
        async { Err(TransportError::Offline("no audit".to_owned())) }
    }

    /// `GET /v1/tokens`. A line that has no way for supervisors reaches no hub.
    fn tokens(&self, _hub: &Hub) -> impl Future<Output = Result<TokensResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for tokens".to_owned())) }
    }

    /// `POST /v1/tokens`.
    fn make_token(
        &self,
        _hub: &Hub,
        _request: &NewTokenRequest,
    ) -> impl Future<Output = Result<NewTokenResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for tokens".to_owned())) }
    }

    /// `POST /v1/tokens/{token}/revoke`.
    fn revoke_token(
        &self,
        _hub: &Hub,
        _id: DeviceId,
    ) -> impl Future<Output = Result<TokensResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for tokens".to_owned())) }
    }

    /// `GET /v1/report-forms`. A line that has no way for supervisors reaches no hub.
    fn forms(&self, _hub: &Hub) -> impl Future<Output = Result<FormsResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for forms".to_owned())) }
    }

    /// `POST /v1/reveals`. A line that has no way for them is like an elder hub: they wait.
    fn tell_reveals(
        &self,
        _hub: &Hub,
        _request: &RevealsRequest,
    ) -> impl Future<Output = Result<RevealsResponse, TransportError>> {
        async {
            Err(TransportError::Hub {
                code: ErrorCode::NotFound,
                message: "no way for reveals".to_owned(),
            })
        }
    }

    /// `GET /v1/people`. A line that has no way for supervisors reaches no hub.
    fn people(&self, _hub: &Hub) -> impl Future<Output = Result<PeopleResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `POST /v1/people`: an account.
    fn add_person(
        &self,
        _hub: &Hub,
        _request: &AddPersonRequest,
    ) -> impl Future<Output = Result<AddPersonResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `POST /v1/people/{account}/grants`: what somebody answers for.
    fn change_grants(
        &self,
        _hub: &Hub,
        _account: AccountId,
        _request: &GrantsRequest,
    ) -> impl Future<Output = Result<GrantsResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `POST /v1/people/{account}/enrolment`: a one-time code.
    fn offer_enrolment(
        &self,
        _hub: &Hub,
        _account: AccountId,
    ) -> impl Future<Output = Result<EnrolmentResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `POST /v1/devices/{device}/revoke`.
    fn revoke(
        &self,
        _hub: &Hub,
        _device: DeviceId,
    ) -> impl Future<Output = Result<RevokeResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `/v1/import-files`, `/v1/imports`, `/v1/import-templates` and `/v1/document-words`: the body as
    /// it came. `file` is what [`ImportStep::Keep`] and [`ImportStep::Words`] send.
    fn import(
        &self,
        _hub: &Hub,
        _step: &ImportStep,
        _file: Vec<u8>,
    ) -> impl Future<Output = Result<Vec<u8>, TransportError>> {
        async { Err(TransportError::Offline("no way for lists".to_owned())) }
    }

    /// `POST /v1/quarantine`: what a revoked device had not sent. A line that has no way for it
    /// reaches no hub; so below.
    fn leave_behind(
        &self,
        _hub: &Hub,
        _file: Vec<u8>,
    ) -> impl Future<Output = Result<LeftBehind, TransportError>> {
        async {
            Err(TransportError::Offline(
                "no way to leave anything".to_owned(),
            ))
        }
    }

    /// `PUT /v1/quarantine/blobs/{hash}`: a part of a photo of such a save.
    fn leave_blob(
        &self,
        _hub: &Hub,
        _hash: BlobHash,
        _part: BlobPart,
        _bytes: Vec<u8>,
    ) -> impl Future<Output = Result<BlobHeld, TransportError>> {
        async {
            Err(TransportError::Offline(
                "no way to leave anything".to_owned(),
            ))
        }
    }

    /// `GET /v1/quarantine`.
    fn quarantine(
        &self,
        _hub: &Hub,
    ) -> impl Future<Output = Result<QuarantineResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `POST /v1/quarantine/decision`.
    fn decide(
        &self,
        _hub: &Hub,
        _request: &DecisionRequest,
    ) -> impl Future<Output = Result<DecisionResponse, TransportError>> {
        async { Err(TransportError::Offline("no way for people".to_owned())) }
    }

    /// `GET /v1/reports/live`: says of each piece that arrives whether it tells of a change; ends
    /// with the line. A line that has no such thing is like no line.
    fn listen(
        &self,
        _hub: &Hub,
        _heard: &dyn Fn(bool),
    ) -> impl Future<Output = Result<(), TransportError>> {
        async { Err(TransportError::Offline("nothing to listen to".to_owned())) }
    }

    /// `POST /v1/bundle`: a colleague's file. A line that has no way for files reaches no hub.
    fn take_in(
        &self,
        _hub: &Hub,
        _file: Vec<u8>,
    ) -> impl Future<Output = Result<TakenIn, TransportError>> {
        async { Err(TransportError::Offline("no way for files".to_owned())) }
    }

    /// `PUT /v1/blobs/{hash}`: a part of a photo. A line that has no way for photos reaches no hub.
    fn put_blob(
        &self,
        _hub: &Hub,
        _hash: BlobHash,
        _part: BlobPart,
        _bytes: Vec<u8>,
    ) -> impl Future<Output = Result<BlobHeld, TransportError>> {
        async { Err(TransportError::Offline("no way for photos".to_owned())) }
    }

    /// `GET /v1/blobs/{hash}`: at most `length` bytes of a photo, from `start` on.
    fn blob(
        &self,
        _hub: &Hub,
        _hash: BlobHash,
        _start: usize,
        _length: usize,
    ) -> impl Future<Output = Result<BlobBytes, TransportError>> {
        async { Err(TransportError::Offline("no way for photos".to_owned())) }
    }

    /// What the line is at the moment, as far as this device can tell.
    fn line(&self) -> LineKind {
        LineKind::Unknown
    }
}
