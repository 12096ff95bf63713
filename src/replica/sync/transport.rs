use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, MeetingId};
use chuanmen_core::protocol::{
    AddPersonRequest, AddPersonResponse, AuditRequest, AuditResponse, BlobHeld, BlobPart,
    DecisionRequest, DecisionResponse, EnrolRequest, EnrolResponse, EnrolmentResponse, ErrorCode,
    FormsResponse, GrantsRequest, GrantsResponse, LeftBehind, NewTokenRequest, NewTokenResponse,
    PeopleResponse, QuarantineResponse, RevealsRequest, RevealsResponse, RevokeResponse,
    SyncRequest, SyncResponse, TakenIn, TokensResponse, UnlockRequest, UnlockResponse,
};
use chuanmen_core::report::{Only, ReportName, Shape};
use jiff::civil::Date;

use crate::api::{ImportStep, ReplicaError};
use crate::storage::Session;

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

/// Bytes of a photo, and how many it has in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobBytes {
    /// These.
    pub bytes: Vec<u8>,
    /// In all.
    pub total: usize,
}

/// What a line costs its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Wi-Fi, or a cable.
    Free,
    /// A telephone's data.
    Metered,
    /// It cannot be told.
    Unknown,
}

/// What an engine borrows.
impl<T: Transport> Transport for &T {
    async fn sync(&self, hub: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        T::sync(self, hub, request).await
    }

    async fn enrol(
        &self,
        address: &str,
        request: &EnrolRequest,
    ) -> Result<EnrolResponse, TransportError> {
        T::enrol(self, address, request).await
    }

    async fn unlock(
        &self,
        address: &str,
        request: &UnlockRequest,
    ) -> Result<UnlockResponse, TransportError> {
        T::unlock(self, address, request).await
    }

    async fn take_in(&self, hub: &Hub, file: Vec<u8>) -> Result<TakenIn, TransportError> {
        T::take_in(self, hub, file).await
    }

    async fn audit(
        &self,
        hub: &Hub,
        request: &AuditRequest,
    ) -> Result<AuditResponse, TransportError> {
        T::audit(self, hub, request).await
    }

    async fn tokens(&self, hub: &Hub) -> Result<TokensResponse, TransportError> {
        T::tokens(self, hub).await
    }

    async fn make_token(
        &self,
        hub: &Hub,
        request: &NewTokenRequest,
    ) -> Result<NewTokenResponse, TransportError> {
        T::make_token(self, hub, request).await
    }

    async fn revoke_token(
        &self,
        hub: &Hub,
        id: DeviceId,
    ) -> Result<TokensResponse, TransportError> {
        T::revoke_token(self, hub, id).await
    }

    async fn forms(&self, hub: &Hub) -> Result<FormsResponse, TransportError> {
        T::forms(self, hub).await
    }

    async fn tell_reveals(
        &self,
        hub: &Hub,
        request: &RevealsRequest,
    ) -> Result<RevealsResponse, TransportError> {
        T::tell_reveals(self, hub, request).await
    }

    async fn people(&self, hub: &Hub) -> Result<PeopleResponse, TransportError> {
        T::people(self, hub).await
    }

    async fn add_person(
        &self,
        hub: &Hub,
        request: &AddPersonRequest,
    ) -> Result<AddPersonResponse, TransportError> {
        T::add_person(self, hub, request).await
    }

    async fn change_grants(
        &self,
        hub: &Hub,
        account: AccountId,
        request: &GrantsRequest,
    ) -> Result<GrantsResponse, TransportError> {
        T::change_grants(self, hub, account, request).await
    }

    async fn offer_enrolment(
        &self,
        hub: &Hub,
        account: AccountId,
    ) -> Result<EnrolmentResponse, TransportError> {
        T::offer_enrolment(self, hub, account).await
    }

    async fn revoke(&self, hub: &Hub, device: DeviceId) -> Result<RevokeResponse, TransportError> {
        T::revoke(self, hub, device).await
    }

    async fn import(
        &self,
        hub: &Hub,
        step: &ImportStep,
        file: Vec<u8>,
    ) -> Result<Vec<u8>, TransportError> {
        T::import(self, hub, step, file).await
    }

    async fn leave_behind(&self, hub: &Hub, file: Vec<u8>) -> Result<LeftBehind, TransportError> {
        T::leave_behind(self, hub, file).await
    }

    async fn leave_blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        part: BlobPart,
        bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        T::leave_blob(self, hub, hash, part, bytes).await
    }

    async fn quarantine(&self, hub: &Hub) -> Result<QuarantineResponse, TransportError> {
        T::quarantine(self, hub).await
    }

    async fn decide(
        &self,
        hub: &Hub,
        request: &DecisionRequest,
    ) -> Result<DecisionResponse, TransportError> {
        T::decide(self, hub, request).await
    }

    async fn report(&self, hub: &Hub, subject: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        T::report(self, hub, subject).await
    }

    async fn minutes(
        &self,
        hub: &Hub,
        community: AreaId,
        meeting: MeetingId,
    ) -> Result<Vec<u8>, TransportError> {
        T::minutes(self, hub, community, meeting).await
    }

    async fn listen(&self, hub: &Hub, heard: &dyn Fn(bool)) -> Result<(), TransportError> {
        T::listen(self, hub, heard).await
    }

    async fn put_blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        part: BlobPart,
        bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        T::put_blob(self, hub, hash, part, bytes).await
    }

    async fn blob(
        &self,
        hub: &Hub,
        hash: BlobHash,
        start: usize,
        length: usize,
    ) -> Result<BlobBytes, TransportError> {
        T::blob(self, hub, hash, start, length).await
    }

    fn line(&self) -> LineKind {
        T::line(self)
    }
}

/// Where the hub is, and who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Hub {
    /// Without a slash at the end.
    pub address: String,
    /// This device's bearer token.
    pub token: String,
}

impl Hub {
    /// The hub of a session.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            address: session.hub.clone(),
            token: session.token.clone(),
        }
    }
}

/// The token stays out of logs.
impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Hub").field(&self.address).finish()
    }
}

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the hub said.
    pub response: SyncResponse,
    /// Bytes of the request's JSON, and of its body as it travelled.
    pub sent: (usize, usize),
}

/// What a report is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSubject {
    /// A table; the overview if none.
    pub name: Option<ReportName>,
    /// As what.
    pub format: ReportFormat,
    /// Of which community; the asker's own if none.
    pub community: Option<AreaId>,
    /// Narrowed to a grid.
    pub grid: Option<AreaId>,
    /// First day of the month.
    pub month: Date,
    /// Which rows.
    pub only: Only,
    /// How it is laid out anew.
    pub shape: Shape,
}

/// What a report comes as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For a screen.
    Json,
    /// A spreadsheet.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

/// Why there is no answer, or a bad one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// The hub was not reached, or its answer was cut.
    #[error("the hub cannot be reached: {0}")]
    Offline(String),
    /// The hub failed the whole request.
    #[error("the hub refused: {code}: {message}")]
    Hub {
        /// Its word.
        code: ErrorCode,
        /// For the log.
        message: String,
    },
    /// Something answered that is no hub: a café's login page, a broken proxy.
    #[error("what answered is no hub: {0}")]
    NoHub(String),
}

impl From<TransportError> for ReplicaError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Offline(_) | TransportError::NoHub(_) => Self::Offline,
            TransportError::Hub { code, .. } => Self::Hub { code },
        }
    }
}
