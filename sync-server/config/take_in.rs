//! What `take-in` is told.

use std::path::PathBuf;

use clap::Args;

use super::DatabaseArgs;

/// What to take in.
#[derive(Debug, Args)]
pub struct TakeInArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
