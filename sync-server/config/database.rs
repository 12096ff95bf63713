//! Where the data is: almost every command is told so.

use std::path::PathBuf;

use clap::Args;

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// The database file
    #[arg(long, value_name = "PATH", env = "CHUANMEN_DATABASE")]
    pub database: PathBuf,
}
