use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use crate::commands::{CommandError, say};
use crate::config::ImportTemplateArgs;
use crate::import::{ImportKind, template};

pub(in crate::commands) fn run(args: &ImportTemplateArgs) -> Result<(), CommandError> {
    let kind = match args.kind {
        Some(kind) => kind,
        None => named(&args.file).ok_or_else(|| {
            CommandError::Usage("call it residents.xlsx or areas.xlsx, or say --kind".into())
        })?,
    };
    let bytes = template(kind).map_err(|error| CommandError::Usage(error.to_string()))?;
    let name = args.file.display().to_string();
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&args.file);
    made.and_then(|mut file| file.write_all(&bytes))
        .map_err(|error| CommandError::Io(name.clone(), error))?;
    say(&name)
}

/// What a file of this name is a list of.
fn named(file: &Path) -> Option<ImportKind> {
    file.file_stem()?.to_str()?.parse().ok()
}
