//! What the commands about imported lists are told.

use std::path::PathBuf;

use chuanmen_core::domain::AreaId;
use clap::{Args, Subcommand};

use super::DatabaseArgs;
use crate::import::ImportKind;
use crate::store::ImportId;

/// Lists of areas or of residents.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Judge a list (.xlsx, or CSV in UTF-8 or GB18030) row by row, and write nothing
    Check(ImportCheckArgs),
    /// Judge a list and, with --yes, write the rows that are good; the others never are
    Run(ImportRunArgs),
    /// List what was imported
    List(ImportListArgs),
    /// Take back all that an import added, but for what somebody changed or uses since
    Undo(ImportUndoArgs),
    /// Write an empty list to fill in: residents.xlsx or areas.xlsx
    Template(ImportTemplateArgs),
}

/// A list to judge.
#[derive(Debug, Args)]
pub struct ImportCheckArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The list.
    #[command(flatten)]
    pub list: ImportListFile,
    /// Print everything as JSON
    #[arg(long)]
    pub json: bool,
}

/// A list, and how to read it.
#[derive(Debug, Args)]
pub struct ImportListFile {
    /// The file
    pub file: PathBuf,
    /// What it is a list of
    #[arg(long, value_enum, default_value_t = ImportKind::Residents)]
    pub kind: ImportKind,
    /// A JSON file that says what headings (or columns: "D") mean, beyond the usual ones:
    /// {"门": "room", "车牌": null}. It is remembered when the list is imported
    #[arg(long = "match", value_name = "FILE")]
    pub matching: Option<PathBuf>,
    /// The largest file that is read, in MB
    #[arg(
        long,
        value_name = "MB",
        env = "CHUANMEN_IMPORT_MAX_MB",
        default_value_t = 32,
        value_parser = clap::value_parser!(u64).range(1..=1_024)
    )]
    pub max_mb: u64,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// A list to import.
#[derive(Debug, Args)]
pub struct ImportRunArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The list.
    #[command(flatten)]
    pub list: ImportListFile,
    /// Write; without it, nothing is
    #[arg(long)]
    pub yes: bool,
}

/// Which imports to list.
#[derive(Debug, Args)]
pub struct ImportListArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// An import to take back.
#[derive(Debug, Args)]
pub struct ImportUndoArgs {
    /// Where.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Its id, as `import list` prints it
    pub import: ImportId,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// A template to write.
#[derive(Debug, Args)]
pub struct ImportTemplateArgs {
    /// The file to write; it must not be there yet
    pub file: PathBuf,
    /// What it is a list of; as the file's name says, if left out
    #[arg(long, value_enum)]
    pub kind: Option<ImportKind>,
}
