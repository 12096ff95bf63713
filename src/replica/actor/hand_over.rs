use chuanmen_core::protocol::ErrorCode;

use super::{Clock, Engine};
use crate::api::Notice;
use crate::sync::{Hub, SyncError, Transport, TransportError};

impl<T: Transport, C: Clock> Engine<T, C> {
    /// Hands the hub what colleagues gave this device to carry.
    pub(super) async fn hand_over(&self) -> Result<(), SyncError> {
        let waiting = self.store.borrow().carried_waiting()?;
        for id in waiting {
            let (hub, file) = {
                let store = self.store.borrow();
                (store.session().map(Hub::of), store.carried_file(id)?)
            };
            // Somebody may have removed it, or the device has no owner any more.
            let (Some(hub), Some(file)) = (hub, file) else {
                continue;
            };
            let answer = match self.transport.take_in(&hub, file).await {
                Ok(done) => Ok(done),
                Err(TransportError::Hub { code, .. }) if is_final(&code) => Err(code),
                // An elder hub, which may be a newer one tomorrow.
                Err(TransportError::Hub { code, .. }) if is_elder(&code) => continue,
                Err(error) => return Err(error.into()),
            };
            self.store.borrow_mut().carried_answered(id, &answer)?;
            self.tell(&Notice::Changed);
        }
        Ok(())
    }
}

/// Whether trying again would give the same answer.
const fn is_final(code: &ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::BadRequest
            | ErrorCode::TooLarge
            | ErrorCode::BundleUnknown
            | ErrorCode::BundleBroken
            | ErrorCode::BundleRevoked
    )
}

/// Whether the hub does not know of bundles, or of this one's version.
const fn is_elder(code: &ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NotFound | ErrorCode::MethodNotAllowed | ErrorCode::UnsupportedVersion
    )
}
