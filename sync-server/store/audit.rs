use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Deed;
use uuid::Uuid;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// What its device calls it, for one that a device sent: another of the same id is not noted.
    pub id: Option<Uuid>,
    /// When.
    pub at: UnixMillis,
    /// By whom; none at the command line.
    pub account: Option<AccountId>,
    /// With which device.
    pub device: Option<DeviceId>,
    /// What.
    pub deed: Deed,
    /// About what, in words.
    pub about: String,
    /// The record it was about.
    pub subject: Option<RecordId>,
}

impl AuditRow {
    /// The hub was made anew out of a backup, at the command line, and began an epoch.
    pub(super) fn restored(at: UnixMillis, epoch: u64) -> Self {
        Self {
            id: None,
            at,
            account: None,
            device: None,
            deed: Deed::Restored,
            about: epoch.to_string(),
            subject: None,
        }
    }
}

/// Which rows of the audit are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Done by this account.
    pub account: Option<AccountId>,
    /// Of this sort.
    pub deed: Option<Deed>,
    /// Not before.
    pub from: Option<UnixMillis>,
    /// Before.
    pub until: Option<UnixMillis>,
    /// With this in what it was about, in words or by the name of the record.
    pub text: Option<String>,
    /// Noted before the row with this number.
    pub before: Option<u64>,
    /// How many, at most.
    pub limit: u32,
}
