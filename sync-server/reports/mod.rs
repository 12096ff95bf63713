//! Reports as files: a spreadsheet and comma-separated values; minutes as a document. What stands in them is computed by
//! [`chuanmen_core::report`]; here it only gets its form.

mod csv;
mod forms;
mod keep;
mod mark;
mod minutes;
mod width;
mod xlsx;

pub use self::csv::csv;
pub use self::forms::{FormFileError, Forms};
pub use self::keep::{
    KeepError, Kept, NotKept, is_behind, months_of, until, write_all, write_night,
};
pub use self::mark::Mark;
pub use self::minutes::{Amendment, Item, Minutes, docx};
pub use self::xlsx::xlsx;

/// A report that could not be written as a file. The table itself is sound: this is a limit of
/// the format (a spreadsheet ends after 1,048,576 rows) or a lack of memory.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// As a spreadsheet.
    #[error("the spreadsheet could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// As a document.
    #[error("the document could not be written: {0}")]
    Docx(#[from] zip::result::ZipError),
    /// As comma-separated values.
    #[error("the CSV could not be written: {0}")]
    Csv(#[from] ::csv::Error),
}

#[cfg(test)]
mod tests;
