//! What can go wrong on the way to the hub and back.

use chuanmen_core::protocol::ErrorCode;

use crate::api::ReplicaError;

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
