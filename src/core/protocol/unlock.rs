use serde::{Deserialize, Serialize};

use super::Credential;
use crate::domain::DeviceId;

/// `POST /v1/unlock`: asks for what opens a device whose owner forgot its PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// The device that is locked.
    pub device: DeviceId,
    /// Code or password of the account that the device belongs to.
    pub credential: Credential,
}

/// What opens the device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockResponse {
    /// The key that device and hub share for `unlock`, in base64.
    pub key: String,
}

/// Keys stay out of logs.
impl std::fmt::Debug for UnlockResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnlockResponse(…)")
    }
}
