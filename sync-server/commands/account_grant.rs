use super::{CommandError, area_named, open_existing, party_of, say, the_community};
use crate::config::{AccountGrantArgs, AccountGrantsArgs, AccountWithdrawArgs};
use crate::hub::NewGrant;

pub(super) fn grant(args: &AccountGrantArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let grant = NewGrant {
        id: None,
        role: args.role.clone(),
        area: area_named(&hub, community, &args.area)?,
        party: party_of(&args.role, args.party.clone())?,
    };
    say(&hub.grant(&args.login, grant)?.to_string())
}

pub(super) fn withdraw(args: &AccountWithdrawArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    hub.withdraw(&args.login, args.grant)?;
    say(&format!("{} is withdrawn", args.grant))
}

pub(super) fn list(args: &AccountGrantsArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    for grant in hub.grants_of(&args.login)? {
        let party = grant.party.map(|party| format!("  {party}"));
        let party = party.unwrap_or_default();
        say(&format!(
            "{}  {}  {}{party}",
            grant.id, grant.role, grant.area
        ))?;
    }
    Ok(())
}
