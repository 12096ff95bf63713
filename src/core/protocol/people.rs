use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::domain::{AccountId, AreaId, DeviceId, Party, Role};
use crate::merge::RecordId;

/// What `GET /v1/people` answers: everybody whom the asking supervisor looks after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleResponse {
    /// The hub's time.
    pub time: UnixMillis,
    /// By community, role and name.
    pub people: Vec<Person>,
}

/// An account with what it answers for and its devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Which.
    pub account: AccountId,
    /// Full name.
    pub name: String,
    /// What they type to enrol with a password.
    pub login: String,
    /// What they are.
    pub role: Role,
    /// The community they work in.
    pub community: AreaId,
    /// Its name.
    pub community_name: String,
    /// What they answer for.
    pub areas: Vec<HeldArea>,
    /// Their phones, newest first.
    pub devices: Vec<PersonDevice>,
    /// Whether the asker may enrol and revoke phones of theirs.
    pub may_manage: bool,
}

/// A role in an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldArea {
    /// By which grant; a hub that changes none at a desk does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<RecordId>,
    /// As what.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// What it is called; empty for an area that the community does not know.
    pub name: String,
    /// For whom, of [`Role::Party`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
}

/// A device that was enrolled for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDevice {
    /// Which.
    pub id: DeviceId,
    /// What its owner calls it.
    pub name: String,
    /// When it was enrolled.
    pub enrolled_at: UnixMillis,
    /// When it last synchronised, to the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<UnixMillis>,
    /// Version of its app at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<UnixMillis>,
    /// Whether it is the one that asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asking: bool,
}

/// What `POST /v1/people/{account}/enrolment` answers: a one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentResponse {
    /// In groups, as people read it: `7KQ4-M2XV-9P`.
    pub code: String,
    /// The hub's time.
    pub time: UnixMillis,
    /// From then on the code is worth nothing, by the hub's clock.
    pub expires_at: UnixMillis,
}

impl EnrolmentResponse {
    /// How long the code is good for, in ms, from the moment it was made.
    #[must_use]
    pub const fn valid_for(&self) -> i64 {
        self.expires_at.since(self.time)
    }
}

/// Codes stay out of logs.
impl std::fmt::Debug for EnrolmentResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrolmentResponse")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// What `POST /v1/devices/{device}/revoke` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeResponse {
    /// When the device was revoked: now, or before.
    pub revoked_at: UnixMillis,
}

/// `POST /v1/people`: makes an account in the supervisor's own community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPersonRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// Full name.
    pub name: String,
    /// Unique over the hub.
    pub login: String,
    /// What they are.
    pub role: Role,
    /// What they answer for in that role; at least one.
    pub areas: Vec<AreaId>,
    /// For whom they answer, of [`Role::Party`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
}

/// What `POST /v1/people` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPersonResponse {
    /// The new account.
    pub account: AccountId,
}

/// `POST /v1/people/{account}/grants`: gives a grant, takes one back, or both at once, which
/// changes one into the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantsRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// What is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub give: Option<GivenGrant>,
    /// Which is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<RecordId>,
}

/// A role in an area, to be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenGrant {
    /// As what.
    pub role: Role,
    /// Where: a grid, a building for a building chief, or the community.
    pub area: AreaId,
    /// For whom, of [`Role::Party`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
}

/// What `POST /v1/people/{account}/grants` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantsResponse {
    /// The grant that was given, or was there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<RecordId>,
    /// What the account is from now on: the most that any of its grants says.
    pub role: Role,
}
