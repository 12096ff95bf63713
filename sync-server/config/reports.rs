//! What `reports` is told.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::DatabaseArgs;

/// Which reports to write, and where to.
#[derive(Debug, Args)]
pub struct ReportsArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The folder: `FOLDER/花卉园社区/2026-11/诉求台账.xlsx`
    pub folder: PathBuf,
    /// The folder of the forms that others ask for
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_FORMS")]
    pub forms: Option<PathBuf>,
    /// A day of the month that is wanted; the running month if left out
    #[arg(long, value_name = "DAY")]
    pub month: Option<Date>,
}
