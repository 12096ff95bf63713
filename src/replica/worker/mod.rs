//! The replica in a browser: one dedicated worker owns the database and speaks with its page.
//!
//! SQLite's files live in OPFS, whose synchronous access exists only in a dedicated worker. What
//! the two say to each other is in [`crate::wire`]; [`crate::web`] is the page's side.
//!
//! [`host`] is the driver: it owns the files while this worker holds the lock, stands by while
//! another tab's does. A worker that the page has named for
//! it does neither: it practises.

mod answering;
mod browser;
mod device_key;
mod files;
mod host;
mod ownership;
mod port;
mod practising;
mod running;
mod turns;

pub use host::start;
