use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::{FileFault, Limits};

/// Checks that a workbook does not become too large once unpacked: by what it says of itself, then
/// by unpacking it into nothing, because what it says may be a lie.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), FileFault> {
    let broken = |_| FileFault::BrokenWorkbook;
    let too_large = || FileFault::TooLargeUnpacked {
        limit: limits.unpacked / Limits::MEGABYTE,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limits.parts {
        return Err(FileFault::TooManyParts);
    }
    let mut said = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        said = said.saturating_add(part.size());
        if said > limits.unpacked {
            return Err(too_large());
        }
    }
    let mut left = limits.unpacked;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let mut part = part.take(left.saturating_add(1));
        let came = io::copy(&mut part, &mut io::sink());
        let came = came.map_err(|_| FileFault::BrokenWorkbook)?;
        left = left.checked_sub(came).ok_or_else(too_large)?;
    }
    Ok(())
}
