//! This device's data: an encrypted SQLite database, the sync engine, and the actor that owns both.
//!
//! - [`api`]: the only door; plain commands, queries, views and notices.
//! - [`storage`]: the database, and what a save, an answer and a page do to it.
//! - [`commands`], [`queries`]: what each command writes and each query reads.
//! - [`sync`]: round trips with the hub.
//! - [`actor`]: the engine that owns the database, and the thread it runs on natively.
//! - `practice`: the same engine over invented people, in memory and with no line to any hub.
//!
//! A screen holds a [`Replica`] and knows nothing of the rest.

#[cfg(feature = "engine")]
pub mod actor;
pub mod api;
#[cfg_attr(
    not(any(feature = "engine", all(feature = "web", target_family = "wasm"))),
    allow(dead_code, reason = "a handle alone has nothing at its other end")
)]
mod client;
#[cfg(feature = "engine")]
pub mod commands;
#[cfg(any(
    all(feature = "native", not(target_family = "wasm")),
    all(feature = "worker", target_family = "wasm")
))]
mod practice;
#[cfg(feature = "engine")]
pub mod queries;
#[cfg(feature = "engine")]
pub mod storage;
#[cfg(feature = "engine")]
pub mod sync;

#[cfg(all(feature = "web", target_family = "wasm"))]
pub mod web;
#[cfg(any(
    test,
    all(target_family = "wasm", any(feature = "web", feature = "worker"))
))]
mod wire;
#[cfg(all(feature = "worker", target_family = "wasm"))]
pub mod worker;

#[cfg(all(feature = "native", not(target_family = "wasm")))]
pub use actor::ReplicaConfig;
pub use client::Replica;
