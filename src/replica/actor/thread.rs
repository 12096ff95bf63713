use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use futures_channel::oneshot;
use tokio::runtime::{Builder, Runtime};

use super::{Clock, Keeper, SystemClock};
use crate::api::ReplicaError;
use crate::client::{Replica, Requests};
use crate::practice::Practice;
use crate::storage::{Directory, StorageError, owners_file};
use crate::sync::{HttpTransport, Transport};

/// Where a replica lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicaConfig {
    /// Holds the database, its key and its lock; made if it is not there, for its owner only.
    pub directory: PathBuf,
}

impl Replica {
    /// Opens this device's replica on a thread of its own, and starts to keep in step with the
    /// hub.
    ///
    /// # Errors
    /// [`ReplicaError::HeldElsewhere`] when another process has it open, [`ReplicaError::DiskFull`],
    /// [`ReplicaError::Storage`].
    pub fn start(config: ReplicaConfig) -> Result<Self, ReplicaError> {
        Self::start_with(config, || {
            Ok((HttpTransport::new()?, SystemClock::default()))
        })
    }

    /// As [`Replica::start`], with the transport and the clock that `parts` makes on the new
    /// thread.
    ///
    /// # Errors
    /// As [`Replica::start`], and those of `parts`.
    pub fn start_with<T, C, P>(config: ReplicaConfig, parts: P) -> Result<Self, ReplicaError>
    where
        T: Transport,
        C: Clock,
        P: FnOnce() -> Result<(T, C), ReplicaError> + Send + 'static,
    {
        let (replica, requests) = Self::channel();
        let (opened, wait) = mpsc::sync_channel(1);
        let run = move || run(&config.directory, parts, requests, &opened);
        let thread = std::thread::Builder::new()
            .name("replica".to_owned())
            .spawn(run);
        thread.map_err(|why| gone(&why))?;
        wait.recv().map_err(|why| gone(&why))??;
        Ok(replica)
    }
    /// Opens a replica of invented people to practise on, on a thread of its own. It is in memory,
    /// reaches no hub, and ends with its last handle.
    ///
    /// # Errors
    /// [`ReplicaError::Storage`], [`ReplicaError::Gone`].
    pub fn start_practice() -> Result<Self, ReplicaError> {
        let (replica, requests) = Self::channel();
        let (opened, wait) = mpsc::sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("practice".to_owned())
            .spawn(move || practise(requests, &opened));
        thread.map_err(|why| gone(&why))?;
        wait.recv().map_err(|why| gone(&why))??;
        Ok(replica)
    }
}

/// The thread of a practice.
fn practise(requests: Requests, opened: &mpsc::SyncSender<Result<(), ReplicaError>>) {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| gone(&why));
    let started = runtime.and_then(|it| Ok((it, Practice::start(SystemClock::default())?)));
    let (runtime, practice) = match started {
        Ok(started) => started,
        Err(error) => {
            // Fails only when nobody waits any more; so below.
            let _ = opened.send(Err(error));
            return;
        }
    };
    let _ = opened.send(Ok(()));
    if let Some(closing) = runtime.block_on(practice.serve(requests)) {
        let _ = closing.send(());
    }
}

/// The thread: opens, says how that went, serves until nobody asks any more.
fn run<T: Transport, C: Clock>(
    directory: &Path,
    parts: impl FnOnce() -> Result<(T, C), ReplicaError>,
    requests: Requests,
    opened: &mpsc::SyncSender<Result<(), ReplicaError>>,
) {
    let started = begin(directory, parts);
    let (lock, runtime, keeper) = match started {
        Ok(started) => started,
        Err(error) => {
            // Fails only when nobody waits any more; so below.
            let _ = opened.send(Err(error));
            return;
        }
    };
    let _ = opened.send(Ok(()));
    let closing: Option<oneshot::Sender<()>> = runtime.block_on(keeper.serve(requests));
    drop(lock);
    if let Some(closing) = closing {
        let _ = closing.send(());
    }
}

/// The lock on the directory, what runs futures, and who stands before the engine.
type Begun<T, C> = (File, Runtime, Keeper<Directory, T, C>);

/// What the thread works with: the lock's file, a runtime, and the database behind its keeper.
fn begin<T: Transport, C: Clock>(
    directory: &Path,
    parts: impl FnOnce() -> Result<(T, C), ReplicaError>,
) -> Result<Begun<T, C>, ReplicaError> {
    let safe = Directory::at(directory)?;
    let lock = take(&directory.join("lock"))?;
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| gone(&why))?;
    let (transport, clock) = parts()?;
    let keeper = runtime.block_on(Keeper::start(safe, transport, clock))?;
    Ok((lock, runtime, keeper))
}

/// Takes the lock that keeps two processes from one database; given back when the file is closed.
fn take(path: &Path) -> Result<File, StorageError> {
    let file = owners_file(path, "the lock file")?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StorageError::HeldElsewhere),
        Err(TryLockError::Error(why)) => Err(StorageError::file("the lock file", why)),
    }
}

fn gone(why: &dyn std::error::Error) -> ReplicaError {
    ReplicaError::Gone {
        detail: why.to_string(),
    }
}
