//! What the commands about feedback are told.

use chuanmen_core::domain::{AreaId, FeedbackId};
use clap::{Args, Subcommand};

use super::DatabaseArgs;

/// What people say about the app.
#[derive(Debug, Subcommand)]
pub enum FeedbackCommand {
    /// List what was not answered yet
    List(FeedbackListArgs),
    /// Answer: the answer arrives on its author's phone
    Answer(FeedbackAnswerArgs),
}

/// What to list.
#[derive(Debug, Args)]
pub struct FeedbackListArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// What was answered as well
    #[arg(long)]
    pub all: bool,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// What to answer.
#[derive(Debug, Args)]
pub struct FeedbackAnswerArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Its id, as `feedback list` prints it
    pub id: FeedbackId,
    /// What to answer
    pub answer: String,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}
