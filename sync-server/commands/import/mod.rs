//! Lists of areas or of residents: judged, imported, taken back.

pub(super) mod check;
pub(super) mod list;
pub(super) mod run;
pub(super) mod template;
pub(super) mod undo;

mod told;
mod watch;

use std::fs;

use chuanmen_core::domain::AreaId;

use super::CommandError;
use crate::config::ImportListFile;
use crate::hub::Hub;
use crate::import::{Limits, Matching, Meanings, Sheet, read_file};

/// A list that was read, and whose columns were matched.
struct Read {
    sheet: Sheet,
    matching: Matching,
    said: Meanings,
}

/// Reads a list. What is wrong with the whole file is an error with its code.
fn read(hub: &Hub, community: AreaId, list: &ImportListFile) -> Result<Read, CommandError> {
    let name = || list.file.display().to_string();
    let limits = Limits {
        file: list.max_mb * Limits::MEGABYTE,
        ..Limits::default()
    };
    let said = match &list.matching {
        Some(path) => {
            let named = path.display().to_string();
            let text = fs::read(path).map_err(|error| CommandError::Io(named.clone(), error))?;
            serde_json::from_slice(&text)
                .map_err(|error| CommandError::Usage(format!("{named}: {error}")))?
        }
        None => Meanings::new(),
    };
    let sheet = read_file(&list.file, &limits).map_err(|error| CommandError::Io(name(), error))?;
    let sheet = sheet.map_err(|fault| {
        let name = name();
        CommandError::Usage(format!("{name}: {fault} ({})", fault.code()))
    })?;
    let matching = hub.match_import(community, list.kind, &sheet, &said)?;
    Ok(Read {
        sheet,
        matching,
        said,
    })
}
