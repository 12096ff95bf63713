//! The words of a document that people wrote: a Word document's, or a text's. A heading becomes a
//! line that begins with `#`; a row of a table, lines of `heading：what stands there`.

mod docx;
mod fault;
mod table;

#[cfg(test)]
mod tests;

use crate::import::{COMPOUND, ZIP, decode};

pub use fault::DocumentFault;

/// Bytes of the file: pictures are most of them.
pub const FILE: usize = 32 * 1024 * 1024;
/// Bytes of its words: some hundred pages.
const WORDS: usize = 512 * 1024;

/// Reads a document by how it begins, whatever its name.
///
/// # Errors
/// What is wrong with it as a whole; nothing of it is taken then.
pub fn words(bytes: &[u8]) -> Result<String, DocumentFault> {
    if bytes.len() > FILE {
        return Err(DocumentFault::TooLarge);
    }
    let words = if bytes.starts_with(ZIP) {
        docx::words(bytes)?
    } else if bytes.starts_with(COMPOUND) {
        return Err(DocumentFault::Old);
    } else {
        text(bytes)?
    };
    if words.len() > WORDS {
        Err(DocumentFault::TooMuchText)
    } else if words.trim().is_empty() {
        Err(DocumentFault::Empty)
    } else {
        Ok(words)
    }
}

fn text(bytes: &[u8]) -> Result<String, DocumentFault> {
    let text = decode(bytes).ok_or(DocumentFault::Unknown)?;
    // Pictures and programs happen to be GB18030 now and then; people write none of these.
    let is_unwritten = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if bytes.starts_with(b"%PDF") || text.contains(is_unwritten) {
        return Err(DocumentFault::Unknown);
    }
    Ok(text.into_owned())
}
