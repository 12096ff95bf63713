use super::watch::Watching;
use super::{read, told};
use crate::commands::{CommandError, open_existing, say, the_community};
use crate::config::ImportRunArgs;
use crate::hub::ImportOf;
use crate::store::ImportState;

pub(in crate::commands) fn run(args: &ImportRunArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.list.community)?;
    let list = read(&hub, community, &args.list)?;
    if !args.yes {
        let plan = hub.check_import(community, &list.sheet, &list.matching)?;
        say(&told::told(&plan))?;
        return Err(CommandError::Usage(
            "nothing was written: add --yes to write the rows that are good".into(),
        ));
    }
    let file = args.list.file.file_name().unwrap_or_default();
    let of = ImportOf {
        file: file.to_string_lossy().into_owned(),
        author: None,
    };
    let watching = Watching::begin();
    let done = hub.run_import(
        community,
        of,
        (&list.sheet, &list.matching),
        &list.said,
        &mut |progress| watching.look(progress),
    )?;
    say(&told::told(&done.plan))?;
    let id = done.id;
    let stopped = match done.state {
        ImportState::Cancelled => "cancelled; ",
        _ => "",
    };
    say(&format!(
        "{stopped}{} records are added; `import undo {id}` takes them back",
        done.added
    ))?;
    if done.left > 0 {
        say(&format!(
            "{} records were added by others meanwhile, and are left out",
            done.left
        ))?;
    }
    Ok(())
}
