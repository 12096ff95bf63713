use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::UnixMillis;
use crate::domain::AccountId;
use crate::merge::RecordId;
use crate::text_enum::text_enum;

text_enum! {
    /// What somebody did that the audit names.
    pub enum Deed {
        /// A report was looked at.
        ReportSeen => "report_seen",
        /// A report was taken away as a file.
        ReportExported => "report_exported",
        /// A resident's or a contact's number was shown in full.
        Revealed => "revealed",
        /// What is known of a resident's health was looked at.
        HealthSeen => "health_seen",
        /// An account was made.
        PersonAdded => "person_added",
        /// A one-time code for a phone was made.
        CodeMade => "code_made",
        /// Somebody was given another password.
        PasswordSet => "password_set",
        /// A phone was enrolled.
        PhoneEnrolled => "phone_enrolled",
        /// A phone was revoked.
        PhoneRevoked => "phone_revoked",
        /// What a revoked phone had left unsent was taken.
        LeavingsTaken => "leavings_taken",
        /// What a revoked phone had left unsent was thrown away.
        LeavingsDropped => "leavings_dropped",
        /// An account was granted something.
        GrantGiven => "grant_given",
        /// A grant was taken back.
        GrantTaken => "grant_taken",
        /// A list was imported.
        Imported => "imported",
        /// An import was taken back.
        ImportUndone => "import_undone",
        /// A record was erased with all below it.
        Erased => "erased",
        /// A catalogue was changed.
        CatalogueChanged => "catalogue_changed",
        /// A token that reads reports was made.
        TokenMade => "token_made",
        /// One was revoked.
        TokenRevoked => "token_revoked",
        /// The hub was made anew out of a backup.
        Restored => "restored",
    }
}

/// What `GET /v1/audit` answers: a page of what was done in a community, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditResponse {
    /// The hub's time.
    pub time: UnixMillis,
    /// The newest first.
    pub entries: Vec<AuditEntry>,
    /// Where the next page begins (`before`); none if this is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
    /// Whom one can choose: everybody of the community, and who did something in it from another,
    /// by name.
    pub people: Vec<AuditPerson>,
}

/// Somebody whose deeds can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPerson {
    /// Which.
    pub account: AccountId,
    /// Full name.
    pub name: String,
}

/// Who did what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its place; a later one is greater.
    pub number: u64,
    /// When it was done.
    pub at: UnixMillis,
    /// Who; none for the hub's command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What their device is called, or the token that a program used in their name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device: String,
    /// What they did.
    pub deed: Deed,
    /// About what, in Chinese: `花卉园社区诉求台账（2026年11月） · xlsx`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The record it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<RecordId>,
    /// What that record is called now, or was when it was deleted; empty once it is erased.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject_name: String,
}

/// What is asked of the audit. All of it narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRequest {
    /// Only what this account did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Only this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<Deed>,
    /// From the beginning of this day in China on: `2026-11-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<jiff::civil::Date>,
    /// Until the end of this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<jiff::civil::Date>,
    /// Only what is about something, or somebody whose name has, this in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The page that begins here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// Reveals of one request of `POST /v1/reveals`, at most.
pub const REVEALS: usize = 500;

text_enum! {
    /// What a device has shown of somebody.
    pub enum Sight {
        /// A number in full.
        Numbers => "numbers",
        /// What is known of their health.
        Health => "health",
    }
}

impl Sight {
    fn is_numbers(&self) -> bool {
        *self == Self::Numbers
    }
}

/// What every device meant before there was another.
impl Default for Sight {
    fn default() -> Self {
        Self::Numbers
    }
}

/// `POST /v1/reveals`: whose numbers or health a device has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealsRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// At most [`REVEALS`].
    pub reveals: Vec<Reveal>,
}

/// That somebody's number was shown in full, or their health.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    /// Made by the device: sent twice, it is noted once.
    pub id: Uuid,
    /// The resident or organisation.
    pub subject: RecordId,
    /// When, by the device.
    pub at: UnixMillis,
    /// What was shown.
    #[serde(default, skip_serializing_if = "Sight::is_numbers")]
    pub what: Sight,
}

/// What `POST /v1/reveals` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealsResponse {
    /// How many are noted now, whether this request brought them or an earlier one.
    pub noted: usize,
}
