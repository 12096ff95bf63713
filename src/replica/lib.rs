//! This device's data: an encrypted SQLite database, the sync engine, and the actor that owns both.

pub mod api;
