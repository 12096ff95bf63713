//! What a supervisor reads: counts of needs and of households not yet seen, never of workers
//! (国办函〔2026〕12号 forbids ranking them). Pure functions over entities; the hub loads the
//! entities, the app draws the answer and keeps the last one for when there is no signal.

mod overview;
mod table;

pub use overview::{
    CareRow, CareTable, CategoryRow, Coverage, GridName, Overview, PartyRow, TagName, Totals,
    WeekRow, WishRow,
};
pub use table::{Cell, Column, ReportName, Table};
