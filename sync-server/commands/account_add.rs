use chuanmen_core::domain::AreaId;

use super::{CommandError, open_existing, say};
use crate::auth::PasswordHash;
use crate::config::AccountAddArgs;
use crate::hub::{Hub, HubError, NewAccount, NewGrant};

pub(super) fn run(args: AccountAddArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = community(&hub, args.community)?;
    let area = match &args.area {
        Some(area) => area_named(&hub, community, area)?,
        None => community,
    };
    let password = if args.password_stdin {
        Some(read_password()?)
    } else {
        None
    };
    let account = NewAccount {
        id: None,
        login: args.login,
        password,
        name: args.name,
        role: args.role.clone(),
        grants: vec![NewGrant {
            id: None,
            role: args.role,
            area,
        }],
    };
    let id = hub.add_account(community, account)?;
    say(&id.to_string())
}

/// The community that was named, or the only one there is.
fn community(hub: &Hub, named: Option<AreaId>) -> Result<AreaId, CommandError> {
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

/// From standard input, so that it stands in no list of processes and no shell history.
fn read_password() -> Result<PasswordHash, CommandError> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| CommandError::Io("standard input".into(), error))?;
    let password = line.trim_end_matches(['\r', '\n']);
    Ok(PasswordHash::new(password).map_err(HubError::from)?)
}
