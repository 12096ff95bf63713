//! The command line and the environment. Every flag can be set as `CHUANMEN_…` as well.

use std::net::SocketAddr;
use std::path::PathBuf;

use chuanmen_core::domain::{AreaId, DeviceId, FeedbackId, Party, Role};
use chuanmen_core::merge::RecordId;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::{Date, Time};
use jiff::{Span, SpanRelativeTo, Unit};

use crate::import::ImportKind;
pub use crate::load::HubAddress;
use crate::store::ImportId;

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

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// The database file
    #[arg(long, value_name = "PATH", env = "CHUANMEN_DATABASE")]
    pub database: PathBuf,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The address to listen on; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "CHUANMEN_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// The folder of the built app; without it only the API is served
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_WEB")]
    pub web: Option<PathBuf>,
    /// The folder of the forms that others ask for, each a file that can be changed; one that is
    /// not there is made, with examples
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_FORMS")]
    pub forms: Option<PathBuf>,
    /// Write every report and form into this folder each night
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_REPORTS")]
    pub reports: Option<PathBuf>,
    /// When, by the clock in China
    #[arg(
        long,
        value_name = "TIME",
        env = "CHUANMEN_REPORTS_AT",
        default_value = "02:00"
    )]
    pub reports_at: Time,
    /// Serve /metrics on this address only, not beside the API
    #[arg(long, value_name = "ADDRESS", env = "CHUANMEN_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// How often a peer may try to enrol in a minute; 0: any number of times
    #[arg(
        long,
        value_name = "TRIES",
        env = "CHUANMEN_ENROL_RATE",
        default_value_t = 30
    )]
    pub enrol_rate: u32,
    /// A proxy of yours stands in front and writes X-Forwarded-For
    #[arg(long, env = "CHUANMEN_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// How lines of the log look; RUST_LOG says which there are
    #[arg(long, value_enum, env = "CHUANMEN_LOG_FORMAT", default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

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

/// How lines of the log look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What to make up.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// How many households
    #[arg(long, default_value_t = 3000, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub households: u32,
    /// How many communities the subdistrict has, each but the first a tenth of its size
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=15))]
    pub communities: u32,
    /// The same seed makes the same people
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// Print every account, not only some of each role
    #[arg(long)]
    pub all_logins: bool,
}

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

/// People's accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account
    Add(AccountAddArgs),
    /// Give an account one more role in an area
    Grant(AccountGrantArgs),
    /// List what an account was granted
    Grants(AccountGrantsArgs),
    /// Take a grant back; its phones forget what they held by it
    Withdraw(AccountWithdrawArgs),
}

/// An account to make.
#[derive(Debug, Args)]
pub struct AccountAddArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// What they type to sign in; unique
    #[arg(long)]
    pub login: String,
    /// Full name
    #[arg(long)]
    pub name: String,
    /// What they are
    #[arg(long, value_parser = role_parser())]
    pub role: Role,
    /// For whom they answer, of the role `party`
    #[arg(long, value_parser = party_parser())]
    pub party: Option<Party>,
    /// Name or id of the grid, community or subdistrict they answer for; the community if left out
    #[arg(long, value_name = "NAME|ID")]
    pub area: Option<String>,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
    /// Read a password from standard input; without it they enrol by one-time codes only
    #[arg(long)]
    pub password_stdin: bool,
}

/// A grant to make.
#[derive(Debug, Args)]
pub struct AccountGrantArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
    /// As what
    #[arg(long, value_parser = role_parser())]
    pub role: Role,
    /// For whom they answer, of the role `party`
    #[arg(long, value_parser = party_parser())]
    pub party: Option<Party>,
    /// Name or id of the grid, community or subdistrict
    #[arg(long, value_name = "NAME|ID")]
    pub area: String,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// Whose grants to list.
#[derive(Debug, Args)]
pub struct AccountGrantsArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
}

/// A grant to take back.
#[derive(Debug, Args)]
pub struct AccountWithdrawArgs {
    /// Where.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
    /// Its id, as `account grants` prints it
    pub grant: RecordId,
}

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

fn role_parser() -> impl TypedValueParser<Value = Role> {
    let words = Role::KNOWN.iter().map(Role::as_str);
    PossibleValuesParser::new(words).map(|word| Role::from(word.as_str()))
}

fn party_parser() -> impl TypedValueParser<Value = Party> {
    let words = Party::KNOWN.iter().map(Party::as_str);
    PossibleValuesParser::new(words).map(|word| Party::from(word.as_str()))
}

/// Phones and browsers.
#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// Print a one-time code that enrols a device
    Enrol(DeviceEnrolArgs),
    /// List an account's devices
    List(DeviceListArgs),
    /// Revoke a device: it may no longer sync
    Revoke(DeviceRevokeArgs),
}

/// A code to make.
#[derive(Debug, Args)]
pub struct DeviceEnrolArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose device it will be
    #[arg(long)]
    pub login: String,
    /// How long the code can be used: 7d, 12h, 30m
    #[arg(long, default_value = "7d", value_parser = millis)]
    pub valid: i64,
}

/// Whose devices to list.
#[derive(Debug, Args)]
pub struct DeviceListArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
}

/// A device to revoke.
#[derive(Debug, Args)]
pub struct DeviceRevokeArgs {
    /// Where.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Its id, as `device list` prints it
    pub device: DeviceId,
}

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

/// How to load a hub.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("credentials").required(true))]
pub struct LoadArgs {
    /// The hub, by plain HTTP. Serve it with --enrol-rate 0: all phones enrol from one address
    #[arg(
        long,
        value_name = "URL",
        env = "CHUANMEN_HUB",
        default_value = "http://127.0.0.1:8080"
    )]
    pub hub: HubAddress,
    /// The hub's database, on this machine: the phones' one-time codes are made in it
    #[arg(
        long,
        value_name = "PATH",
        env = "CHUANMEN_DATABASE",
        group = "credentials"
    )]
    pub database: Option<PathBuf>,
    /// A file of one-time codes instead, one a line, for a hub elsewhere: as many phones as codes
    #[arg(long, value_name = "PATH", group = "credentials")]
    pub codes: Option<PathBuf>,
    /// How many phones
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub phones: u32,
    /// How long they sync at a steady rate, after everybody has everything
    #[arg(long, default_value_t = 2.0, value_parser = positive)]
    pub minutes: f64,
    /// Syncs a second, over all phones
    #[arg(long, default_value_t = 200.0, value_parser = positive)]
    pub rate: f64,
    /// How many of a hundred syncs carry a visit
    #[arg(long, value_name = "PERCENT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub edits: u32,
    /// How often all phones are cut off and reconnect at once, in the end
    #[arg(long, default_value_t = 2)]
    pub storms: u32,
    /// The hub's process, to watch its memory; left out: what it says at /metrics
    #[arg(long)]
    pub pid: Option<u32>,
    /// Where the hub serves /metrics, if on an address of its own
    #[arg(long, value_name = "URL", conflicts_with = "pid")]
    pub metrics: Option<HubAddress>,
    /// Draw the times, second by second, as SVG
    #[arg(long, value_name = "FILE")]
    pub plot: Option<PathBuf>,
}

/// Reads a number above nothing, and below what a day could hold.
fn positive(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.001..=100_000.0).contains(&number) => Ok(number),
        _ => Err("must be a number from 0.001 to 100000".into()),
    }
}

/// Reads `7d`, `12h`, `30m` as milliseconds.
fn millis(text: &str) -> Result<i64, String> {
    let span: Span = text
        .parse()
        .map_err(|error: jiff::Error| error.to_string())?;
    let days = SpanRelativeTo::days_are_24_hours();
    let total = span
        .total((Unit::Millisecond, days))
        .map_err(|error| error.to_string())?;
    // A hundred years are well within what both types hold exactly.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded in the line above it"
    )]
    match total.clamp(-1.0, 3.2e12) {
        millis if millis >= 1.0 => Ok(millis as i64),
        _ => Err("must be longer than nothing".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_makes_sense() {
        Cli::command().debug_assert();
    }

    #[test]
    fn spans_are_read_as_people_write_them() {
        assert_eq!(millis("7d"), Ok(604_800_000));
        assert_eq!(millis("30m"), Ok(1_800_000));
        assert!(millis("-1h").is_err() && millis("soon").is_err());
    }
}
