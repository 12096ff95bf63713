use chuanmen_core::domain::{AccountId, DeviceId, Role};
use chuanmen_core::protocol::{AddPersonRequest, AddPersonResponse, ErrorCode, GrantsRequest};

use super::enrol::invalid;
use super::{Clock, Engine};
use crate::api::{Outcome, ReplicaError};
use crate::sync::{Transport, TransportError};

/// People and their phones are the hub's alone: nothing of them is kept here.
impl<T: Transport, C: Clock> Engine<T, C> {
    pub(super) async fn pull_people(&self) -> Result<Outcome, ReplicaError> {
        let people = self.transport.people(&self.hub()?).await?;
        Ok(Outcome::People(Box::new(people)))
    }

    pub(super) async fn add_person(
        &self,
        request: AddPersonRequest,
    ) -> Result<Outcome, ReplicaError> {
        if request.name.trim().is_empty() {
            return Err(invalid("name", "empty"));
        }
        if request.login.is_empty() {
            return Err(invalid("login", "empty"));
        }
        if request.areas.is_empty() {
            return Err(invalid("area", "empty"));
        }
        if request.role == Role::Party && request.party.is_none() {
            return Err(invalid("party", "empty"));
        }
        let added = self.transport.add_person(&self.hub()?, &request).await;
        match added {
            Ok(AddPersonResponse { account }) => Ok(Outcome::NewPerson { account }),
            Err(TransportError::Hub {
                code: ErrorCode::LoginTaken,
                ..
            }) => Err(invalid("login", "taken")),
            // All else that a person can get wrong was chosen, not typed.
            Err(TransportError::Hub {
                code: ErrorCode::BadRequest,
                ..
            }) => Err(invalid("login", "form")),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn change_grants(
        &self,
        account: AccountId,
        request: GrantsRequest,
    ) -> Result<Outcome, ReplicaError> {
        let party = request.give.as_ref();
        if party.is_some_and(|give| give.role == Role::Party && give.party.is_none()) {
            return Err(invalid("party", "empty"));
        }
        let hub = self.hub()?;
        self.transport
            .change_grants(&hub, account, &request)
            .await?;
        Ok(Outcome::Done)
    }

    pub(super) async fn offer_enrolment(
        &self,
        account: AccountId,
    ) -> Result<Outcome, ReplicaError> {
        let offer = self
            .transport
            .offer_enrolment(&self.hub()?, account)
            .await?;
        Ok(Outcome::Enrolment(offer))
    }

    pub(super) async fn revoke_device(&self, device: DeviceId) -> Result<Outcome, ReplicaError> {
        self.transport.revoke(&self.hub()?, device).await?;
        Ok(Outcome::Done)
    }
}
