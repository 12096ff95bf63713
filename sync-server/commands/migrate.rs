use super::{CommandError, open, say};
use crate::config::DatabaseArgs;

pub(super) fn run(args: &DatabaseArgs) -> Result<(), CommandError> {
    open(&args.database)?;
    say(&format!("{} is up to date", args.database.display()))
}
