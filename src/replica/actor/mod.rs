//! One owner of the database, which does one thing at a time and never waits for the network with
//! the database in hand. A thread natively, a worker in the browser: the same [`Engine`] in both.

mod answered;
mod audit;
mod bell;
mod clock;
mod engine;
mod enrol;
mod farewell;
mod hand_over;
mod import;
mod keeper;
mod live;
mod lockbox;
mod people;
mod photos;
mod report;
mod schedule;
mod serve;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod thread;
mod tokens;

#[cfg(test)]
mod tests;

pub use clock::Clock;
#[cfg(any(
    all(feature = "native", not(target_family = "wasm")),
    all(feature = "worker", target_family = "wasm")
))]
pub use clock::SystemClock;
pub use engine::Engine;
pub(crate) use keeper::Keeper;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
pub use thread::ReplicaConfig;
