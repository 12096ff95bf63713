use chuanmen_core::protocol::{self, AuditRequest, ErrorCode, RevealsRequest};

use super::{Clock, Engine};
use crate::api::{Outcome, ReplicaError};
use crate::sync::{SyncError, Transport, TransportError};

impl<T: Transport, C: Clock> Engine<T, C> {
    /// Asks the hub who did what: nothing of it is kept here.
    pub(super) async fn pull_audit(&self, request: AuditRequest) -> Result<Outcome, ReplicaError> {
        let audit = self.transport.audit(&self.hub()?, &request).await?;
        Ok(Outcome::Audit(Box::new(audit)))
    }

    /// Tells the hub whose numbers and health were shown here. What it does not hear it is told next time.
    pub(super) async fn tell_reveals(&self) -> Result<(), SyncError> {
        loop {
            let reveals = self.store.borrow().reveals_untold()?;
            let Ok(hub) = self.hub() else { return Ok(()) };
            if reveals.is_empty() {
                return Ok(());
            }
            let request = RevealsRequest {
                v: protocol::VERSION,
                reveals,
            };
            match self.transport.tell_reveals(&hub, &request).await {
                Ok(_) => self.store.borrow_mut().reveals_told(&request.reveals)?,
                // An elder hub, which may be a newer one tomorrow.
                Err(TransportError::Hub {
                    code: ErrorCode::NotFound | ErrorCode::MethodNotAllowed,
                    ..
                }) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}
