//! Lists of areas, or of households and residents, out of a spreadsheet.
//!
//! A list's way, each step a file or folder of its own:
//! 1. [`read_file`]: bytes become a [`Sheet`], within [`Limits`]. Nothing in it is ever evaluated.
//! 2. [`Matching`]: its headings become [`Field`]s.
//! 3. [`judge`]: each row becomes something to write, or a [`Problem`] at a row and a cell.
//! 4. `hub/imports`: what is to be written is written, remembered, and taken back.

mod births;
mod csv;
mod decode;
mod door;
mod fault;
mod field;
mod judge;
mod kind;
mod limits;
mod matching;
mod people;
mod place;
mod plan;
mod problem;
mod read;
mod row;
mod sheet;
mod standing;
mod template;
mod typed;
mod unpack;
mod words;
mod xlsx;

#[cfg(test)]
mod tests;

pub(crate) use decode::decode;
pub use fault::FileFault;
pub use field::Field;
pub use judge::judge;
pub use kind::ImportKind;
pub use limits::Limits;
pub use matching::{Matching, Meanings};
pub use plan::{Door, Home, NewArea, Parent, Plan};
pub use problem::{Problem, ProblemCode, Severity};
pub(crate) use read::{COMPOUND, ZIP};
pub use read::{read, read_file};
pub use sheet::{Cell, Row, Sheet, column_letters};
pub use standing::Standing;
pub use template::template;
