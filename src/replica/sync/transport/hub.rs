//! Which hub a request goes to.

use crate::storage::Session;

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
