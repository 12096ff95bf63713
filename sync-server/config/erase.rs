//! What `erase` is told.

use chuanmen_core::domain::AreaId;
use chuanmen_core::merge::RecordId;
use clap::Args;

use super::DatabaseArgs;

/// What to erase.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Id of the household, organisation, resident, need or wish
    pub record: RecordId,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}
