use chuanmen_core::domain::DeviceId;
use chuanmen_core::protocol::{self, ErrorCode, NewTokenRequest};

use super::enrol::invalid;
use super::{Clock, Engine};
use crate::api::{Outcome, ReplicaError};
use crate::sync::{Transport, TransportError};

/// Tokens are the hub's alone: nothing of them is kept here.
impl<T: Transport, C: Clock> Engine<T, C> {
    pub(super) async fn pull_tokens(&self) -> Result<Outcome, ReplicaError> {
        let tokens = self.transport.tokens(&self.hub()?).await?;
        Ok(Outcome::Tokens(Box::new(tokens)))
    }

    pub(super) async fn make_token(
        &self,
        name: String,
        days: u16,
    ) -> Result<Outcome, ReplicaError> {
        let request = NewTokenRequest {
            v: protocol::VERSION,
            name,
            days,
        };
        match self.transport.make_token(&self.hub()?, &request).await {
            Ok(made) => Ok(Outcome::NewToken(Box::new(made))),
            Err(TransportError::Hub {
                code: ErrorCode::BadRequest,
                ..
            }) => Err(invalid("name", "form")),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn revoke_token(&self, id: DeviceId) -> Result<Outcome, ReplicaError> {
        self.transport.revoke_token(&self.hub()?, id).await?;
        Ok(Outcome::Done)
    }
}
