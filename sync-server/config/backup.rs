//! What `backup` and `restore` are told.

use std::path::PathBuf;

use clap::Args;

use super::DatabaseArgs;

/// A backup to make.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// What to copy.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The file to write; it must not be there yet
    #[arg(long, value_name = "PATH")]
    pub to: PathBuf,
}

/// A backup to go back to.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The database to make; it must not be there yet
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The backup
    #[arg(long, value_name = "PATH")]
    pub from: PathBuf,
}
