use std::fs::File;
use std::io::Read;
use std::path::Path;

use chuanmen_core::protocol::limits;

use super::{CommandError, open_existing, say};
use crate::config::TakeInArgs;

/// Each file is tried; the first that was not taken in is the error in the end.
pub(super) fn run(args: &TakeInArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let mut failed = None;
    for path in &args.files {
        let took = read(path).and_then(|file| Ok(hub.take_in(hub.open_bundle(&file)?)?));
        let line = match took {
            Ok(took) => {
                let done = took.done();
                let (accepted, already) = (done.accepted, done.already);
                format!(
                    "{}: from {}: {accepted} taken, {already} here before, {} refused",
                    path.display(),
                    done.author,
                    done.refused
                )
            }
            Err(error) => {
                let line = format!("{}: not taken in: {error}", path.display());
                failed.get_or_insert(error);
                line
            }
        };
        say(&line)?;
    }
    failed.map_or(Ok(()), Err)
}

/// No more of it than a bundle can have, and one byte that tells.
fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    let bound = u64::try_from(limits::BODY_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(bound.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| CommandError::Io(path.display().to_string(), error))?;
    Ok(bytes)
}
