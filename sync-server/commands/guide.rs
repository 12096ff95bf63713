//! The service handbook: brought from a spreadsheet, and listed.

use super::table::aligned;
use super::{CommandError, open_existing, say, the_community};
use crate::config::{GuideImportArgs, GuideListArgs};
use crate::guides::read_csv;

pub(super) fn import(args: &GuideImportArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let name = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|error| CommandError::Io(name.clone(), error))?;
    let sheet = match read_csv(&bytes) {
        Ok(sheet) => sheet,
        Err(faults) => {
            faults
                .iter()
                .try_for_each(|fault| say(&fault.to_string()))?;
            return Err(CommandError::Usage(format!(
                "{name}: {} to put right; nothing was imported",
                faults.len()
            )));
        }
    };
    let changes = if args.dry_run {
        hub.preview_guides(community, &sheet)?
    } else {
        hub.import_guides(community, &sheet)?
    };
    let done = if args.dry_run { "would be " } else { "" };
    say(&format!(
        "{done}new: {}, changed: {}, as before: {}",
        changes.new, changes.changed, changes.same
    ))
}

pub(super) fn list(args: &GuideListArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let guides = hub.guides(community)?.into_iter();
    let rows: Vec<_> = guides
        .map(|guide| {
            let retired = if guide.retired { "retired" } else { "" };
            vec![
                guide.category,
                guide.title,
                guide.place,
                guide.phone,
                retired.to_owned(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    say(&aligned(&rows))
}
