use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{FileFault, Limits, Sheet, csv, xlsx};

/// What a workbook, or a Word document, begins with: it is a ZIP archive.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
/// What an old one begins with, or one with a password.
pub(crate) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a file. One that is too large is not read at all; one that grows meanwhile, not to its end.
///
/// # Errors
/// The file cannot be read, or what it holds cannot be taken.
pub fn read_file(path: &Path, limits: &Limits) -> std::io::Result<Result<Sheet, FileFault>> {
    let file = File::open(path)?;
    let too_large = FileFault::TooLarge {
        limit: limits.file / Limits::MEGABYTE,
    };
    if file.metadata()?.len() > limits.file {
        return Ok(Err(too_large));
    }
    let mut bytes = Vec::new();
    file.take(limits.file.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(read(&bytes, limits))
}

/// Reads what a file holds: a workbook by how it begins, whatever its name, any other as CSV.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, FileFault> {
    if bytes.len() as u64 > limits.file {
        let limit = limits.file / Limits::MEGABYTE;
        return Err(FileFault::TooLarge { limit });
    }
    if bytes.starts_with(ZIP) {
        xlsx::read(bytes, limits)
    } else if bytes.starts_with(COMPOUND) {
        Err(FileFault::OldWorkbook)
    } else {
        csv::read(bytes, limits)
    }
}
