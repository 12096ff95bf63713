//! What the commands about the service handbook are told.

use std::path::PathBuf;

use chuanmen_core::domain::AreaId;
use clap::{Args, Subcommand};

use super::DatabaseArgs;

/// The service handbook.
#[derive(Debug, Subcommand)]
pub enum GuideCommand {
    /// Take entries out of a CSV file (UTF-8): columns 事项, 类别, 是什么, 谁能办, 材料, 窗口, 时间, 电话,
    /// 停用. An entry of the same 事项 is changed, others are added. A file with a fault is not
    /// taken, and each fault is printed with its line
    Import(GuideImportArgs),
    /// List the entries
    List(GuideListArgs),
}

/// Entries to take.
#[derive(Debug, Args)]
pub struct GuideImportArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The CSV file
    pub file: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// Which entries to list.
#[derive(Debug, Args)]
pub struct GuideListArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}
