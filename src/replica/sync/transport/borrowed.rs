//! A transport that somebody else owns.

use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, MeetingId};
use chuanmen_core::protocol::{
    AddPersonRequest, AddPersonResponse, AuditRequest, AuditResponse, BlobHeld, BlobPart,
    DecisionRequest, DecisionResponse, EnrolRequest, EnrolResponse, EnrolmentResponse,
    FormsResponse, GrantsRequest, GrantsResponse, LeftBehind, NewTokenRequest, NewTokenResponse,
    PeopleResponse, QuarantineResponse, RevealsRequest, RevealsResponse, RevokeResponse,
    SyncRequest, TakenIn, TokensResponse, UnlockRequest, UnlockResponse,
};

use super::{BlobBytes, Exchange, Hub, LineKind, ReportSubject, Transport, TransportError};
use crate::api::ImportStep;

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
