use super::{CommandError, area_named, open_existing, party_of, say, the_community};
use crate::auth::PasswordHash;
use crate::config::AccountAddArgs;
use crate::hub::{HubError, NewAccount, NewGrant};

pub(super) fn run(args: AccountAddArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
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
            role: args.role.clone(),
            area,
            party: party_of(&args.role, args.party)?,
        }],
    };
    let id = hub.add_account(community, account)?;
    say(&id.to_string())
}

/// From standard input, so that it stands in no list of processes and no shell history.
fn read_password() -> Result<PasswordHash, CommandError> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| CommandError::Io("standard input".into(), error))?;
    let password = line.trim_end_matches(['\r', '\n']);
    Ok(PasswordHash::new(password).map_err(HubError::from)?)
}
