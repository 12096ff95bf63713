//! What a supervisor reads: counts of needs and of households not yet seen, never of workers
//! (国办函〔2026〕12号 forbids ranking them). Pure functions over entities; the hub loads the
//! entities, the app draws the answer and keeps the last one for when there is no signal.
//!
//! [`Facts::new`] reads records and events once; [`Facts::overview`] and [`Facts::table`] answer
//! for any month and any grid. Every figure is for one community. A [`Window`] says what a report
//! can do without, and a [`FactsBuilder`] takes what is left one by one.

mod counted;
mod coverage;
mod desk;
mod facts;
mod form;
mod home;
mod item;
mod only;
mod overview;
mod period;
mod shape;
mod subdistrict;
mod summary;
mod table;
mod tables;
mod together;
mod window;
mod words;

#[cfg(test)]
mod tests;

pub use counted::Counted;
pub use facts::{Fact, Facts, FactsBuilder};
pub use form::{Form, FormColumn, FormError};
pub use only::{Holder, NarrowsNothing, Only, Pick};
pub use overview::{
    CareRow, CareTable, CategoryRow, Coverage, GridName, GridRow, Overview, Parts, PartyRow,
    TagName, Totals, WeekRow, WishRow,
};
pub use shape::{Holding, OfOneWorker, Shape};
pub use subdistrict::{Shares, Subdistrict};
pub use table::{About, Cell, Column, ColumnKind, ReportName, Row, Rows, Table};
pub use window::{VisitLine, Window, ended_at};
pub use words::{party as party_word, role as role_word};
