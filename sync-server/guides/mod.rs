//! The service handbook out of a spreadsheet.

mod sheet;

pub use sheet::{Fault, GuideSheet, read_csv};
