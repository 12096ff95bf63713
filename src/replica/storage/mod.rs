//! What this device holds, in one encrypted SQLite database.
//!
//! [`Store`] owns the connection. What it shows is always *the hub's copy with pending patches on
//! top*; every write is one SQLite transaction, durable when the call returns.

mod amend;
mod apply;
mod blob;
mod carried;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod directory;
mod draft;
mod error;
mod event;
mod farewell;
mod history;
mod key;
mod leaving;
mod lock;
mod meta;
mod open;
mod outbox;
mod progress;
mod readdress;
mod receipt;
mod record;
mod report;
mod reveals;
mod round;
mod safe;
mod save;
mod schema;
mod scope;
mod settle;
mod store;
mod undo;

#[cfg(test)]
mod tests;

pub use apply::Applied;
pub use blob::NextBlob;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
pub(crate) use directory::{Directory, owners_file};
pub use draft::DraftKey;
pub use error::StorageError;
pub use event::{event_of, once_each};
pub use history::Write;
pub use key::DatabaseKey;
pub(crate) use lock::{Kept, Lock};
pub use meta::Session;
pub(crate) use meta::role_of;
pub use outbox::Outgoing;
pub(crate) use outbox::UNDO_WINDOW;
pub use record::record_of;
pub use report::ReportKey;
pub use round::Round;
pub(crate) use safe::Safe;
pub use save::Save;
pub use scope::HeldScope;
pub use store::Store;
pub use undo::Undone;

#[cfg(test)]
pub(crate) use tests::{NOON, edit, enrolled, id, name_of, resident};
