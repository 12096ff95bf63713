//! What the hub does, apart from HTTP: judges and merges what is sent, gives out what is new,
//! enrols devices, and reads what reports are made of.
//!
//! Everything here runs straight through and may block: [`Hub::reading`] and [`Hub::writing`]
//! take it off the threads that serve requests.

mod audit;
mod blobs;
mod board;
mod bookings;
mod bundle;
mod commons;
mod contact;
mod demo;
mod enrol;
mod errands;
mod error;
mod feedback;
mod grants;
mod guides;
mod imports;
mod keep;
mod minutes;
mod new_person;
mod news;
mod oversight;
mod people;
mod points;
mod pull;
mod push;
mod quarantine;
mod report;
mod restore;
mod rota;
mod session;
mod subdistrict;
mod supervision;
mod sync;
mod tokens;
mod unlock;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chuanmen_core::UnixMillis;
use tokio::sync::Semaphore;
use tokio::task::JoinError;
use uuid::Uuid;

use crate::clock::Clock;
use crate::store::Store;

pub(crate) use audit::about_table;
pub use blobs::BlobFault;
pub use bundle::{BundleFault, OpenBundle, TookIn};
pub use demo::{DemoCommunity, NewDemo};
pub use error::HubError;
pub use feedback::Said;
pub use guides::GuideChanges;
pub use imports::{FILE_VALID, ImportDone, ImportOf, Left, LeftBecause, Progress, Undone, Watch};
pub use news::Listener;
pub use people::{NewAccount, NewGrant};
pub use push::Arrival;
pub use quarantine::Leaver;
pub use report::ReportScope;
pub use session::Session;
pub use supervision::SCREEN_CODE_VALID;
pub use sync::SyncReply;

/// Passwords hashed at the same time: each takes 19 MiB.
const HASHING: usize = 2;

/// The hub.
pub struct Hub {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    writers: Semaphore,
    readers: Semaphore,
    hashing: Semaphore,
    jobs: AtomicU64,
    news: news::News,
    desk: imports::Desk,
    kept: subdistrict::Kept,
}

impl Hub {
    /// A hub over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        Self {
            writers: Semaphore::new(store.writers()),
            readers: Semaphore::new(store.readers()),
            hashing: Semaphore::new(HASHING),
            jobs: AtomicU64::new(0),
            news: news::News::default(),
            desk: imports::Desk::default(),
            kept: subdistrict::Kept::default(),
            store,
            clock,
        }
    }

    /// What it keeps.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Its time.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    /// How many jobs were run so far.
    pub(crate) fn jobs(&self) -> u64 {
        self.jobs.load(Ordering::Relaxed)
    }

    /// A fresh id.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn fresh_id(&self) -> Result<Uuid, HubError> {
        Ok(people::new_id(self.now())?)
    }

    /// Runs something that reads, on a thread that may block, when a reader is free.
    ///
    /// # Errors
    /// The job's, or [`HubError::Stopped`].
    pub async fn reading<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&Self) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        self.blocking(&self.readers, job).await
    }

    /// Runs something that writes, on a thread that may block, when it is its turn. Those who
    /// wait hold no thread, so that they cannot starve those who read.
    ///
    /// # Errors
    /// The job's, or [`HubError::Stopped`].
    pub async fn writing<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&Self) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        self.blocking(&self.writers, job).await
    }

    /// Runs something that hashes a password.
    ///
    /// # Errors
    /// The job's, or [`HubError::Stopped`].
    pub async fn hashing<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&Self) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        self.blocking(&self.hashing, job).await
    }

    /// Runs something that takes time but touches no store.
    ///
    /// # Errors
    /// [`HubError::Stopped`].
    pub async fn computing<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HubError> {
        joined(tokio::task::spawn_blocking(job).await)
    }

    async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        turns: &Semaphore,
        job: impl FnOnce(&Self) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        let _turn = turns.acquire().await.map_err(|_| HubError::Stopped)?;
        self.jobs.fetch_add(1, Ordering::Relaxed);
        let hub = Arc::clone(self);
        joined(tokio::task::spawn_blocking(move || job(&hub)).await)?
    }
}

/// A panic goes on in the request that caused it; a runtime that stops ends its jobs.
fn joined<T>(done: Result<T, JoinError>) -> Result<T, HubError> {
    match done {
        Ok(value) => Ok(value),
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(HubError::Stopped),
    }
}
