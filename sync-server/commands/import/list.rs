use chuanmen_core::UnixMillis;

use crate::commands::table::aligned;
use crate::commands::{CommandError, open_existing, say, the_community};
use crate::config::ImportListArgs;

pub(in crate::commands) fn run(args: &ImportListArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let imports = hub.imports(community)?.into_iter();
    let rows: Vec<_> = imports
        .map(|row| {
            vec![
                row.id.to_string(),
                time(row.at),
                row.kind.to_string(),
                row.state.as_str().to_owned(),
                row.added.to_string(),
                row.file.replace(char::is_control, " "),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    say(&aligned(&rows))
}

fn time(at: UnixMillis) -> String {
    let time = jiff::Timestamp::from_millisecond(at.0);
    time.map_or_else(|_| at.0.to_string(), |time| time.to_string())
}
