use zeroize::Zeroizing;

use super::{DatabaseKey, Store};
use crate::api::ReplicaError;

/// Where a device keeps what opens its database: a directory, or a browser's key store.
pub(crate) trait Safe {
    /// What is kept; a new key on the first call.
    async fn kept(&self) -> Result<Zeroizing<Vec<u8>>, ReplicaError>;

    /// Keeps this instead, durably; whatever happens meanwhile, one or the other is there.
    async fn keep(&self, bytes: &[u8]) -> Result<(), ReplicaError>;

    /// What only this device has, so that a PIN is worth nothing without it; `make`: for the
    /// first PIN, which may come before it.
    fn secret(&self, make: bool) -> Result<Zeroizing<Vec<u8>>, ReplicaError>;

    /// Opens the database.
    fn open(&self, key: &DatabaseKey) -> Result<Store, ReplicaError>;
}
