//! What comes back with an answer beside the hub's own words.

use chuanmen_core::protocol::SyncResponse;

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the hub said.
    pub response: SyncResponse,
    /// Bytes of the request's JSON, and of its body as it travelled.
    pub sent: (usize, usize),
}

/// Bytes of a photo, and how many it has in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobBytes {
    /// These.
    pub bytes: Vec<u8>,
    /// In all.
    pub total: usize,
}
