use super::watch::Watching;
use crate::commands::table::aligned;
use crate::commands::{CommandError, open_existing, say, the_community};
use crate::config::ImportUndoArgs;
use crate::hub::{Left, LeftBecause};

pub(in crate::commands) fn run(args: &ImportUndoArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let watching = Watching::begin();
    let undone = hub.undo_import(community, args.import, None, &mut |progress| {
        watching.look(progress)
    })?;
    let cancelled = if undone.cancelled { "cancelled; " } else { "" };
    say(&format!(
        "{cancelled}removed: {}, gone before: {}, left: {}",
        undone.removed,
        undone.gone,
        undone.left.len()
    ))?;
    let rows: Vec<_> = undone.left.iter().map(line).collect();
    if rows.is_empty() {
        return Ok(());
    }
    say(&aligned(&rows))
}

fn line(left: &Left) -> Vec<String> {
    let because = match left.because {
        LeftBecause::Changed => "changed since",
        LeftBecause::InUse => "in use",
    };
    vec![
        left.record.to_string(),
        left.kind.to_string(),
        left.name.replace(char::is_control, " "),
        because.to_owned(),
    ]
}
