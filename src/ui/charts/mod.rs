//! Plots. Bars and heat are laid out by the browser, so they wrap, grow with the text and print;
//! only lines are drawn. Each plot has its table behind it ([`Panel`]).

mod bands;
mod bars;
mod download;
mod drawing;
mod lines;
mod panel;
mod table;

pub(crate) use bands::{Band, House};
pub(crate) use bars::{BarRow, Bars, Piece, Shade};
pub(crate) use download::Download;
pub(crate) use drawing::{Plot, cell_fill, drawing};
pub(crate) use lines::{Limit, Line, Lines};
pub(crate) use panel::Panel;
pub(crate) use table::DataTable;
