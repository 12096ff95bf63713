use super::{CommandError, open_existing, say, the_community};
use crate::config::EraseArgs;

pub(super) fn run(args: &EraseArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let erased = hub.erase(community, args.record)?;
    say(&format!(
        "{erased} records are erased; backups still hold them"
    ))
}
