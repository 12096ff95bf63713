use super::{read, told};
use crate::commands::{CommandError, open_existing, say, the_community};
use crate::config::ImportCheckArgs;

pub(in crate::commands) fn run(args: &ImportCheckArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.list.community)?;
    let list = read(&hub, community, &args.list)?;
    let plan = hub.check_import(community, &list.sheet, &list.matching)?;
    if args.json {
        let json = told::json(&list.matching, &plan);
        return say(&json.map_err(|error| CommandError::Usage(error.to_string()))?);
    }
    say(&told::told(&plan))
}
