use chuanmen_core::domain::{BlobHash, DeviceId};
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{
    self, BlobPart, DecisionRequest, DecisionResponse, ErrorCode, limits,
};

use super::{Clock, Engine};
use crate::api::{Decided, Notice, Outcome, ReplicaError};
use crate::commands;
use crate::queries;
use crate::storage::NextBlob;
use crate::sync::{Hub, Transport, TransportError};

impl<T: Transport, C: Clock> Engine<T, C> {
    /// The hub has revoked this device: hands it what was not sent, once more, and forgets
    /// everything as soon as the hub has it. What stops it (no line, an elder hub) leaves all as
    /// it was; the next run goes on.
    pub(super) async fn leave(&self) -> Result<(), ReplicaError> {
        self.store.borrow_mut().gather_leavings()?;
        loop {
            let (hub, bundle) = {
                let mut store = self.store.borrow_mut();
                let hub = store.session().map(Hub::of);
                (hub, commands::last_bundle(&mut store, self.clock.wall())?)
            };
            let Some(hub) = hub else { return Ok(()) };
            let Some((file, saves)) = bundle else {
                self.leave_photos(&hub).await?;
                // Somebody may have saved something meanwhile.
                if self.store.borrow().unsent()? == 0 {
                    break;
                }
                continue;
            };
            let left = self.transport.leave_behind(&hub, file).await?;
            self.store.borrow_mut().left_behind(&saves, left.kept)?;
        }
        self.store.borrow_mut().forget_everything()?;
        self.tell(&Notice::Changed);
        Ok(())
    }

    async fn leave_photos(&self, hub: &Hub) -> Result<(), ReplicaError> {
        loop {
            let Some(next) = self.store.borrow().next_blob_to_leave()? else {
                return Ok(());
            };
            self.leave_photo(hub, next).await?;
        }
    }

    async fn leave_photo(&self, hub: &Hub, next: NextBlob) -> Result<(), ReplicaError> {
        let NextBlob { hash, sent, length } = next;
        let most = limits::BLOB_PART_BYTES;
        let part = BlobPart::of(sent, most, length).or_else(|| BlobPart::of(0, most, length));
        let bytes = self.store.borrow().blob(hash)?.unwrap_or_default();
        let bytes = part.and_then(|part| Some((part, part.cut(&bytes)?.to_vec())));
        let Some((part, bytes)) = bytes else {
            return self.give_up(hash, &ErrorCode::TooLarge);
        };
        match self.transport.leave_blob(hub, hash, part, bytes).await {
            // A hub that takes a part and does not have it would keep us here for ever.
            Ok(held) if !held.complete && held.held == part.start() => {
                let why = "it takes a part and does not have it".to_owned();
                Err(TransportError::NoHub(why).into())
            }
            Ok(held) => {
                let wall = self.clock.wall();
                Ok(self.store.borrow_mut().blob_held(hash, held, wall)?)
            }
            Err(TransportError::Hub {
                code: ErrorCode::BlobBroken,
                ..
            }) => Ok(self.store.borrow_mut().blob_broken(hash)?),
            // A photo of a form that was never saved, say.
            Err(TransportError::Hub {
                code: code @ (ErrorCode::BlobUnknown | ErrorCode::TooLarge),
                ..
            }) => self.give_up(hash, &code),
            Err(error) => Err(error.into()),
        }
    }

    fn give_up(&self, hash: BlobHash, code: &ErrorCode) -> Result<(), ReplicaError> {
        Ok(self.store.borrow_mut().blob_refused(hash, code)?)
    }

    /// What revoked phones left behind, for a supervisor.
    pub(super) async fn pull_leavings(&self) -> Result<Outcome, ReplicaError> {
        let left = self.transport.quarantine(&self.hub()?).await?.left;
        let left = queries::leavings(&self.store.borrow(), left)?;
        Ok(Outcome::Leavings { left })
    }

    /// A supervisor's word on some of it.
    pub(super) async fn decide(
        &self,
        device: DeviceId,
        transactions: Vec<TransactionId>,
        take: bool,
    ) -> Result<Outcome, ReplicaError> {
        let request = DecisionRequest {
            v: protocol::VERSION,
            device,
            transactions,
            take,
        };
        let DecisionResponse {
            taken,
            dropped,
            refused,
        } = self.transport.decide(&self.hub()?, &request).await?;
        // What was taken is for this device, too.
        self.wake();
        Ok(Outcome::Decided(Decided {
            taken,
            dropped,
            refused,
        }))
    }
}
