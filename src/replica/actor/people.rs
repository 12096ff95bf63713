use chuanmen_core::domain::{AccountId, DeviceId};

use super::{Clock, Engine};
use crate::api::{Outcome, ReplicaError};
use crate::sync::Transport;

/// People and their phones are the hub's alone: nothing of them is kept here.
impl<T: Transport, C: Clock> Engine<T, C> {
    pub(super) async fn pull_people(&self) -> Result<Outcome, ReplicaError> {
        let people = self.transport.people(&self.hub()?).await?;
        Ok(Outcome::People(Box::new(people)))
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
