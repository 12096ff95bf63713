use super::{BlobFault, BundleFault};
use crate::auth::{PasswordError, RandomError};
use crate::document::DocumentFault;
use crate::import::FileFault;
use crate::store::StoreError;

/// What the hub could not, or would not, do. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// No device has this token.
    #[error("no device has this token")]
    Unauthorized,
    /// The device was revoked.
    #[error("the device was revoked")]
    DeviceRevoked,
    /// The one-time code is wrong, used or expired.
    #[error("the code is wrong, used or expired")]
    CodeInvalid,
    /// Login and password do not fit.
    #[error("login and password do not fit")]
    LoginInvalid,
    /// The account was not granted this.
    #[error("not granted")]
    NotGranted,
    /// Another account has this login.
    #[error("the login is taken")]
    LoginTaken,
    /// Somebody would take from themselves the grant by which they supervise.
    #[error("nobody takes from themselves the grant by which they supervise")]
    OwnGrant,
    /// A file is no list that can be read.
    #[error("{}: {fault}", .fault.code())]
    ImportUnreadable {
        /// What is wrong with it.
        fault: FileFault,
    },
    /// A file is no document that can be read.
    #[error("{}: {fault}", .fault.code())]
    DocumentUnreadable {
        /// What is wrong with it.
        fault: DocumentFault,
    },
    /// Another list is being imported into the community.
    #[error("another list is being imported")]
    ImportBusy,
    /// There is no such file or import for whoever asks.
    #[error("there is nothing here")]
    NotFound,
    /// The token belongs to another replica.
    #[error("the token belongs to another replica")]
    ReplicaMismatch,
    /// The request speaks another version of the protocol.
    #[error("protocol version {0} is not spoken here")]
    UnsupportedVersion(u64),
    /// The request is too large, in the number of things it holds.
    #[error("too many {0} in one request")]
    TooLarge(&'static str),
    /// A file is not a bundle that the hub takes in.
    #[error(transparent)]
    Bundle(#[from] BundleFault),
    /// A photo or signature that is neither taken nor given.
    #[error(transparent)]
    Blob(#[from] BlobFault),
    /// What somebody at the command line asked for cannot be.
    #[error("{0}")]
    Invalid(String),
    /// The store's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system's fault.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// A password that cannot be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The hub is stopping.
    #[error("the hub is stopping")]
    Stopped,
}
