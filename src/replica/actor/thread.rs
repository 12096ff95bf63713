use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use futures_channel::oneshot;

use super::{Clock, Engine, SystemClock};
use crate::api::ReplicaError;
use crate::client::{Replica, Requests};
use crate::storage::{DatabaseKey, StorageError, Store};
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
}

/// The thread: opens, says how that went, serves until nobody asks any more.
fn run<T: Transport, C: Clock>(
    directory: &Path,
    parts: impl FnOnce() -> Result<(T, C), ReplicaError>,
    requests: Requests,
    opened: &mpsc::SyncSender<Result<(), ReplicaError>>,
) {
    let started = open(directory)
        .map_err(ReplicaError::from)
        .and_then(|(lock, store)| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let runtime = runtime.map_err(|why| gone(&why))?;
            let (transport, clock) = parts()?;
            Ok((lock, runtime, Engine::new(store, transport, clock)))
        });
    let (lock, runtime, engine) = match started {
        Ok(started) => started,
        Err(error) => {
            // Fails only when nobody waits any more; so below.
            let _ = opened.send(Err(error));
            return;
        }
    };
    let _ = opened.send(Ok(()));
    let closing: Option<oneshot::Sender<()>> = runtime.block_on(engine.serve(requests));
    drop(engine);
    drop(lock);
    if let Some(closing) = closing {
        let _ = closing.send(());
    }
}

fn open(directory: &Path) -> Result<(File, Store), StorageError> {
    let key = DatabaseKey::in_directory(directory)?;
    let lock = take(&directory.join("lock"))?;
    let database = directory.join("replica.db");
    // SQLite gives its journal the rights that the database has.
    drop(owners_file(&database, "the database file")?);
    let store = Store::open_path(&database, &key)?;
    Ok((lock, store))
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

/// A file as it is; made if it is not there, for its owner only.
fn owners_file(path: &Path, what: &'static str) -> Result<File, StorageError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|why| StorageError::file(what, why))
}

fn gone(why: &dyn std::error::Error) -> ReplicaError {
    ReplicaError::Gone {
        detail: why.to_string(),
    }
}
