use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::domain::DeviceId;

/// The longest that a token is good for, in days.
pub const TOKEN_DAYS: u16 = 366;

/// `POST /v1/tokens`: makes a token that reads reports and does nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTokenRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// What it is for: 1 to 32 characters.
    pub name: String,
    /// For how many days it is good, from 1 to [`TOKEN_DAYS`].
    pub days: u16,
}

/// What `POST /v1/tokens` answers: the only time that the token is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTokenResponse {
    /// To be sent as `Authorization: Bearer …`.
    pub token: String,
    /// What is known of it from now on.
    pub about: ApiToken,
}

/// Tokens stay out of logs.
impl std::fmt::Debug for NewTokenResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewTokenResponse")
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

/// What `GET /v1/tokens` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokensResponse {
    /// The hub's time.
    pub time: UnixMillis,
    /// The newest first.
    pub tokens: Vec<ApiToken>,
}

/// A token, without itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// Which. In the audit it stands where a device does.
    pub id: DeviceId,
    /// What it is for.
    pub name: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub made_at: UnixMillis,
    /// From then on it is worth nothing.
    pub expires_at: UnixMillis,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<UnixMillis>,
}
