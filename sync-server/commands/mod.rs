//! The command line's commands, one file each. They work on the database beside a running hub.

mod account_add;
mod account_grant;
mod backup;
mod community_add;
mod demo;
mod device_enrol;
mod device_list;
mod device_revoke;
mod erase;
mod feedback;
mod guide;
mod import;
mod load;
mod migrate;
mod reports;
mod restore;
mod serve;
mod table;
mod take_in;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chuanmen_core::domain::{AreaId, Party, Role};

use crate::clock::{Clock, SystemClock};
use crate::config::{
    AccountCommand, Command, CommunityCommand, DeviceCommand, FeedbackCommand, GuideCommand,
    ImportCommand,
};
use crate::hub::{Hub, HubError};
use crate::reports::Forms;
use crate::store::{SqliteStore, StoreError};

/// A command that failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The hub would not.
    #[error(transparent)]
    Hub(#[from] HubError),
    /// The database could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file, a socket or standard output could not.
    #[error("{0}: {1}")]
    Io(String, #[source] std::io::Error),
    /// Some reports could not be written.
    #[error("{0} could not be written")]
    NotKept(usize),
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
}

/// Does what the command line says. Answers go to standard output, everything else to the log.
///
/// # Errors
/// What went wrong.
pub fn run(command: Command) -> Result<(), CommandError> {
    match command {
        Command::Serve(args) => serve::run(args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Community(CommunityCommand::Add(args)) => community_add::run(&args),
        Command::Account(AccountCommand::Add(args)) => account_add::run(args),
        Command::Account(AccountCommand::Grant(args)) => account_grant::grant(&args),
        Command::Account(AccountCommand::Grants(args)) => account_grant::list(&args),
        Command::Account(AccountCommand::Withdraw(args)) => account_grant::withdraw(&args),
        Command::Device(DeviceCommand::Enrol(args)) => device_enrol::run(&args),
        Command::Device(DeviceCommand::List(args)) => device_list::run(&args),
        Command::Device(DeviceCommand::Revoke(args)) => device_revoke::run(&args),
        Command::Erase(args) => erase::run(&args),
        Command::TakeIn(args) => take_in::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Reports(args) => reports::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Guide(GuideCommand::Import(args)) => guide::import(&args),
        Command::Guide(GuideCommand::List(args)) => guide::list(&args),
        Command::Import(ImportCommand::Check(args)) => import::check::run(&args),
        Command::Import(ImportCommand::Run(args)) => import::run::run(&args),
        Command::Import(ImportCommand::List(args)) => import::list::run(&args),
        Command::Import(ImportCommand::Undo(args)) => import::undo::run(&args),
        Command::Import(ImportCommand::Template(args)) => import::template::run(&args),
        Command::Feedback(FeedbackCommand::List(args)) => feedback::list(&args),
        Command::Feedback(FeedbackCommand::Answer(args)) => feedback::answer(&args),
    }
}

/// A hub over the database in a file, by this machine's clock.
fn open(database: &Path) -> Result<Hub, CommandError> {
    let store = SqliteStore::open(database, SystemClock.now())?;
    Ok(Hub::new(Arc::new(store), Arc::new(SystemClock)))
}

/// The same, if the file is there: a mistyped path must not make an empty database.
fn open_existing(database: &Path) -> Result<Hub, CommandError> {
    must_exist(database)?;
    open(database)
}

fn must_exist(path: &Path) -> Result<(), CommandError> {
    if path.is_file() {
        Ok(())
    } else {
        Err(CommandError::Usage(format!(
            "there is no file {}",
            path.display()
        )))
    }
}

/// The forms in a folder, if one is named.
fn forms(folder: Option<&PathBuf>) -> Result<Forms, CommandError> {
    let Some(folder) = folder else {
        return Ok(Forms::default());
    };
    let forms = Forms::in_folder(folder.clone());
    forms.map_err(|error| CommandError::Io(folder.display().to_string(), error))
}

/// The community that was named, or the only one there is.
fn the_community(hub: &Hub, named: Option<AreaId>) -> Result<AreaId, CommandError> {
    if let Some(named) = named {
        return Ok(named);
    }
    let all = hub.store().read()?.communities()?;
    match all.as_slice() {
        [(_, only)] => Ok(*only),
        [] => Err(CommandError::Usage(
            "there is no community yet: `community add` first".into(),
        )),
        _ => Err(CommandError::Usage(
            "there are several communities: name one".into(),
        )),
    }
}

/// An area by its id or its name, if that is not ambiguous.
fn area_named(hub: &Hub, community: AreaId, named: &str) -> Result<AreaId, CommandError> {
    let areas = hub.areas(community)?;
    let is_meant = |id: AreaId, name: &str| name == named || id.to_string() == named;
    let meant: Vec<_> = areas
        .iter()
        .filter(|area| is_meant(area.id, &area.name))
        .collect();
    match meant.as_slice() {
        [only] => Ok(only.id),
        [] => Err(CommandError::Usage(format!(
            "the community has no area {named}"
        ))),
        _ => Err(CommandError::Usage(format!(
            "several areas are called {named}: give the id"
        ))),
    }
}

/// For whom somebody with a role answers: for a party, and for none with another role.
fn party_of(role: &Role, party: Option<Party>) -> Result<Option<Party>, CommandError> {
    if party.is_some() == (*role == Role::Party) {
        return Ok(party);
    }
    Err(CommandError::Usage(
        "the role party, and no other, answers for a --party".into(),
    ))
}

/// Prints an answer. A closed pipe is an error like any other.
fn say(text: &str) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    written.map_err(|error| CommandError::Io("standard output".into(), error))
}
