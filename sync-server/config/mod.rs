//! The command line and the environment. Every flag can be set as `CHUANMEN_…` as well.

mod account;
mod backup;
mod community;
mod database;
mod demo;
mod device;
mod erase;
mod feedback;
mod guide;
mod import;
mod load;
mod reports;
mod serve;
mod take_in;

use clap::{Parser, Subcommand};

pub use crate::load::HubAddress;
pub use account::{
    AccountAddArgs, AccountCommand, AccountGrantArgs, AccountGrantsArgs, AccountWithdrawArgs,
};
pub use backup::{BackupArgs, RestoreArgs};
pub use community::{CommunityAddArgs, CommunityCommand};
pub use database::DatabaseArgs;
pub use demo::DemoArgs;
pub use device::{DeviceCommand, DeviceEnrolArgs, DeviceListArgs, DeviceRevokeArgs};
pub use erase::EraseArgs;
pub use feedback::{FeedbackAnswerArgs, FeedbackCommand, FeedbackListArgs};
pub use guide::{GuideCommand, GuideImportArgs, GuideListArgs};
pub use import::{
    ImportCheckArgs, ImportCommand, ImportListArgs, ImportListFile, ImportRunArgs,
    ImportTemplateArgs, ImportUndoArgs,
};
pub use load::LoadArgs;
pub use reports::ReportsArgs;
pub use serve::{LogFormat, ServeArgs};
pub use take_in::TakeInArgs;

/// The hub of Chuanmen: merges what phones record, and lets supervisors read it.
#[derive(Debug, Parser)]
#[command(name = "sync-server", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve phones and browsers until told to stop (SIGTERM, Ctrl-C)
    Serve(ServeArgs),
    /// Bring a database's schema up to date, making it if it is not there; `serve` does so itself
    Migrate(DatabaseArgs),
    /// Fill an empty database with an invented community and print its logins; run again, it
    /// prints them with fresh codes
    Demo(DemoArgs),
    /// Communities
    #[command(subcommand)]
    Community(CommunityCommand),
    /// People's accounts
    #[command(subcommand)]
    Account(AccountCommand),
    /// Phones and browsers
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Erase a household, an organisation or a resident on request, with all that hangs below, from
    /// the hub and from phones
    Erase(EraseArgs),
    /// Take in files of unsent work that phones without a network made, as if they had synced
    TakeIn(TakeInArgs),
    /// Copy the database as it stands, while it is being used
    Backup(BackupArgs),
    /// Make a database out of a backup; phones then offer again what the backup lacks
    Restore(RestoreArgs),
    /// Write every report and form as spreadsheets into a folder, as `serve --reports` does at night
    Reports(ReportsArgs),
    /// Measure a running hub under many phones, and print what was measured as JSON. It records
    /// invented visits and enrols devices: never do this to a hub that people use
    Load(LoadArgs),
    /// The community's service handbook
    #[command(subcommand)]
    Guide(GuideCommand),
    /// Lists of areas or of residents, out of spreadsheets
    #[command(subcommand)]
    Import(ImportCommand),
    /// What people say about the app: complaints, ideas, praise
    #[command(subcommand)]
    Feedback(FeedbackCommand),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_makes_sense() {
        Cli::command().debug_assert();
    }
}
