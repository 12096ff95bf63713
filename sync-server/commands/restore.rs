use super::{CommandError, must_exist, say};
use crate::clock::{Clock, SystemClock};
use crate::config::RestoreArgs;
use crate::store::SqliteStore;

/// A restored hub has forgotten what came after the backup. Under a new epoch every phone starts
/// over and offers that again; under the old one it would believe it delivered.
pub(super) fn run(args: &RestoreArgs) -> Result<(), CommandError> {
    must_exist(&args.from)?;
    let now = SystemClock.now();
    let restored = SqliteStore::restore(&args.from, &args.data.database, now)?;
    let (database, epoch) = (args.data.database.display(), restored);
    say(&format!("{database} is restored; epoch {epoch} begins"))
}
