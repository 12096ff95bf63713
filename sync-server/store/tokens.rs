use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};

use super::{CommunityKey, Digest};

/// A token that reads reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its maker's community.
    pub community: CommunityKey,
    /// Which; in the audit it stands where a device does.
    pub id: DeviceId,
    /// Of the token.
    pub token: Digest,
    /// What it is for.
    pub name: String,
    /// Who made it: it may read what they may.
    pub account: AccountId,
    /// When it was made.
    pub made_at: UnixMillis,
    /// From then on it is worth nothing.
    pub expires_at: UnixMillis,
    /// When it was revoked, if it was.
    pub revoked_at: Option<UnixMillis>,
}
