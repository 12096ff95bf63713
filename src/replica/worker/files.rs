use gloo_timers::future::TimeoutFuture;
use rusqlite::{Connection, OpenFlags};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

use super::browser::{is_named, thrown};
use crate::api::ReplicaError;
use crate::storage::{DatabaseKey, StorageError, Store};

pub(super) const DATABASE: &str = "replica.db";
/// Opened by name, always: SQLite without this VFS must fail and not fall back to memory.
const VFS: &str = "opfs-sahpool";
const VFS_C: &std::ffi::CStr = c"opfs-sahpool";
/// Database, journal, and room for what SQLite opens beside them.
const SLOTS: usize = 6;
/// A worker that has just ended may hold its files for some milliseconds after its lock is gone.
const RETRIES: u32 = 20;
const RETRY_MS: u32 = 100;

/// The files of this browser's database, held exclusively.
pub(super) struct Files {
    pool: OpfsSAHPoolUtil,
}

impl Files {
    /// Takes the files. Only the lock's owner may call this.
    ///
    /// # Errors
    /// [`ReplicaError::HeldElsewhere`] when another tab does not let go of the files,
    /// [`ReplicaError::DiskFull`], or [`ReplicaError::Storage`]: nothing is wiped to get past one.
    pub(super) async fn open() -> Result<Self, ReplicaError> {
        Ok(Self {
            pool: Self::take().await?,
        })
    }

    /// Lets go of the files. The database in them must be closed.
    pub(super) fn close(self) {
        if let Err(why) = self.pool.pause() {
            // The next owner will find them held, and say so.
            web_sys::console::warn_1(&format!("closing the files: {why}").into());
        }
    }

    async fn take() -> Result<OpfsSAHPoolUtil, ReplicaError> {
        let mut tries = 0;
        loop {
            match Self::try_take().await {
                Ok(pool) => return Ok(pool),
                Err(why) if is_held(&why) && tries < RETRIES => {
                    tries += 1;
                    TimeoutFuture::new(RETRY_MS).await;
                }
                Err(why) if is_held(&why) => return Err(ReplicaError::HeldElsewhere),
                Err(OpfsSAHError::Opfs {
                    operation, value, ..
                }) => return Err(thrown(operation, &value)),
                Err(why) => {
                    return Err(ReplicaError::Storage {
                        detail: format!("the files: {why}"),
                    });
                }
            }
        }
    }

    async fn try_take() -> Result<OpfsSAHPoolUtil, OpfsSAHError> {
        let configuration = OpfsSAHPoolCfgBuilder::new()
            .vfs_name(VFS)
            .directory("chuanmen")
            .initial_capacity(SLOTS)
            .build();
        let pool = install::<WasmOsCallback>(&configuration, true).await?;
        // One that this worker gave back earlier is returned as it is.
        if pool.is_paused() {
            pool.resume().await?;
        }
        Ok(pool)
    }
}

/// Opens the database in the files that were taken.
pub(super) fn connect(key: &DatabaseKey) -> Result<Store, ReplicaError> {
    let connection = Connection::open_with_flags_and_vfs(DATABASE, OpenFlags::default(), VFS_C);
    Ok(Store::open(connection.map_err(StorageError::from)?, key)?)
}

/// Whether another worker has the files open.
fn is_held(why: &OpfsSAHError) -> bool {
    matches!(why, OpfsSAHError::Opfs { value, .. } if is_named(value, "NoModificationAllowedError"))
}
