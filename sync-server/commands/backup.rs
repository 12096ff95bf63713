use super::{CommandError, must_exist, say};
use crate::clock::{Clock, SystemClock};
use crate::config::BackupArgs;
use crate::store::SqliteStore;

pub(super) fn run(args: &BackupArgs) -> Result<(), CommandError> {
    must_exist(&args.data.database)?;
    let store = SqliteStore::open(&args.data.database, SystemClock.now())?;
    store.backup(&args.to)?;
    say(&format!("backed up to {}", args.to.display()))
}
