//! This device's data: an encrypted SQLite database, the sync engine, and the actor that owns both.
//!
//! - [`api`]: the only door; plain commands, queries, views and notices.
//! - [`storage`]: the database, and what a save, an answer and a page do to it.
//! - [`commands`], [`queries`]: what each command writes and each query reads.

pub mod api;
#[cfg(feature = "engine")]
pub mod commands;
#[cfg(feature = "engine")]
pub mod queries;
#[cfg(feature = "engine")]
pub mod storage;

#[cfg(all(feature = "web", target_family = "wasm"))]
pub mod web;
#[cfg(any(test, all(target_family = "wasm", any(feature = "web", feature = "worker"))))]
mod wire;
#[cfg(all(feature = "worker", target_family = "wasm"))]
pub mod worker;
