use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::domain::{AccountId, AreaId, DeviceId, Role};
use crate::merge::ReplicaId;

/// What somebody shows to have a device enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// A one-time code from a supervisor.
    Code(String),
    /// A login and a password.
    Password {
        /// The account's login.
        login: String,
        /// Its password.
        password: String,
    },
}

/// Secrets stay out of logs.
impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Code(_) => "Code(…)",
            Self::Password { .. } => "Password(…)",
        })
    }
}

/// `POST /v1/enrol`: makes this device one of an account's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// Version of the app.
    pub app: String,
    /// What the owner will know the device by: `华为 畅享 60`.
    pub device_name: String,
    /// Code or password.
    pub credential: Credential,
}

/// The device's identity, to be kept with its replica.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolResponse {
    /// Bearer token of this device; shown once, kept hashed by the hub.
    pub token: String,
    /// The device.
    pub device: DeviceId,
    /// The replica id of its stamps.
    pub replica: ReplicaId,
    /// The account it belongs to.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// What the account is.
    pub role: Role,
    /// The community it works in.
    pub community: AreaId,
    /// The hub's time.
    pub time: UnixMillis,
    /// The hub's epoch.
    pub epoch: u64,
}

impl std::fmt::Debug for EnrolResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EnrolResponse")
            .field("device", &self.device)
            .field("replica", &self.replica)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}
