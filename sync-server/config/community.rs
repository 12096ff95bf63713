//! What the commands about communities are told.

use chuanmen_core::domain::AreaId;
use clap::{Args, Subcommand};

use super::DatabaseArgs;

/// Communities.
#[derive(Debug, Subcommand)]
pub enum CommunityCommand {
    /// Make a community with its grids
    Add(CommunityAddArgs),
}

/// A community to make.
#[derive(Debug, Args)]
pub struct CommunityAddArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Its name: 花卉园社区
    pub name: String,
    /// The name of the subdistrict it lies in: 允景洪街道
    #[arg(long, value_name = "NAME")]
    pub subdistrict: String,
    /// The id of that subdistrict, if another community has named it before
    #[arg(long, value_name = "ID")]
    pub subdistrict_id: Option<AreaId>,
    /// How many grids it has; they are named 第 1 网格 and so on
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    pub grids: u16,
}
