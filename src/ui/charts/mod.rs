//! Plots. Bars and heat are laid out by the browser, so they wrap, grow with the text and print;
//! only lines are drawn. Each plot has its table behind it ([`Panel`]).

mod bars;
mod lines;
mod panel;
mod table;

pub use bars::{BarRow, Bars, Shade};
pub use lines::{Line, Lines};
pub use panel::Panel;
pub use table::DataTable;
