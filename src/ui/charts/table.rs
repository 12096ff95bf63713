use std::cmp::Ordering;
use std::rc::Rc;

use chuanmen_core::report::{Cell, Column, ColumnKind};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::Go;
use crate::ui::route::Route;

/// By which column a table is sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    /// Index of the column.
    pub(crate) column: usize,
    /// Largest first.
    pub(crate) descending: bool,
}

/// So many rows are drawn at once: a long report answers a key or a tap before all of it is drawn again.
const SLICE: usize = 100;

/// A row, and where what each of its cells counts is listed.
pub(crate) type Line = Vec<(Cell, Option<Route>)>;

/// Some rows in their order; drawn anew when they were put in order anew.
#[derive(Clone)]
struct Slice(Rc<Vec<Line>>);

impl PartialEq for Slice {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A table whose headers sort. The caption is read out, not shown.
#[component]
pub(crate) fn DataTable(
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Where what a cell counts is listed, row by row; empty where nothing is.
    #[props(default)]
    links: Vec<Vec<Option<Route>>>,
    /// The sum of all rows, which stays below them however they are sorted.
    #[props(default)]
    sum: Line,
    /// Cells that say this stand out.
    #[props(default)]
    marked: String,
) -> Element {
    let mut order = use_signal(|| None::<Order>);
    let shown = ordered(&rows, order());
    let shown = shown.into_iter().filter_map(|index| {
        let row = rows.get(index)?.clone();
        let mut links = links.get(index).cloned().unwrap_or_default();
        links.resize(row.len(), None);
        Some(row.into_iter().zip(links).collect::<Line>())
    });
    let lines: Vec<_> = shown.collect();
    let slices = lines
        .chunks(SLICE)
        .map(|lines| Slice(Rc::new(lines.to_vec())));
    let slices: Vec<_> = slices.collect();
    rsx! {
        div { class: "scroll", tabindex: "0", role: "region", "aria-label": caption.clone(),
            table { class: "data",
                caption { class: "vh", {caption.clone()} }
                thead {
                    tr {
                        for (index, column) in columns.iter().enumerate() {
                            th { class: if column.kind == ColumnKind::Number { "r" }, scope: "col", "aria-sort": aria_sort(order(), index),
                                button {
                                    r#type: "button",
                                    onclick: move |_| order.set(Some(next(order(), index))),
                                    {column.title.clone()}
                                    span { class: "way", "aria-hidden": "true", {arrow(order(), index)} }
                                }
                            }
                        }
                    }
                }
                Body { slices, marked: marked.clone() }
                if !sum.is_empty() {
                    tfoot { Cells { line: sum, marked } }
                }
            }
        }
    }
}

/// The rows: the first ones at once, the others soon after, so that printing has them all.
#[component]
fn Body(slices: Vec<Slice>, marked: String) -> Element {
    let total = slices.len();
    let first = slices.first().cloned();
    // How many of which: those of an order before this one count for nothing.
    let mut drawn = use_signal(|| (None::<Slice>, 1));
    let _growing = use_resource(use_reactive(
        (&first, &total),
        move |(first, total)| async move {
            for count in 2..=total {
                device::sleep(0).await;
                drawn.set((first.clone(), count));
            }
        },
    ));
    let (of, count) = drawn();
    let count = if of == first { count } else { 1 };
    rsx! {
        for (index , slice) in slices.into_iter().take(count).enumerate() {
            Rows { key: "{index}", slice, marked: marked.clone() }
        }
    }
}

#[component]
fn Rows(slice: Slice, marked: String) -> Element {
    rsx! {
        tbody {
            for row in slice.0.iter() {
                Cells { line: row.clone(), marked: marked.clone() }
            }
        }
    }
}

#[component]
fn Cells(line: Line, marked: String) -> Element {
    rsx! {
        tr {
            for (cell , link) in line {
                match cell {
                    Cell::Number(number) => rsx! {
                        td { class: "num r",
                            match link {
                                Some(to) if number > 0 => rsx! { Go { to, class: "down", "{number}" } },
                                _ => rsx! { "{number}" },
                            }
                        }
                    },
                    Cell::Text(text) if fraction(&text).is_some() => rsx! {
                        td { class: "num r", {text.clone()} }
                    },
                    // Dates, rooms and numbers of things stay in one piece.
                    Cell::Text(text) if text.is_ascii() => rsx! {
                        td { class: "num nowrap", {said(text, link)} }
                    },
                    Cell::Text(text) => {
                        let (is_whole, is_marked) = (is_a_name(&text), text == marked);
                        rsx! {
                            td { class: if is_whole { "nowrap" }, class: if is_marked { "marked" },
                                {said(text, link)}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A text that may lead somewhere. No component: a table has thousands.
fn said(text: String, link: Option<Route>) -> Element {
    match link {
        Some(to) => rsx! { Go { to, class: "down", {text} } },
        None => rsx! { {text} },
    }
}

/// What a number with a fraction says, `1.5`: a report writes it as text.
fn fraction(text: &str) -> Option<f64> {
    let is_one = text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || "-.".contains(c));
    text.parse().ok().filter(|_| is_one)
}

/// Whether a text is as short as what people and places are called: it stays in one piece.
fn is_a_name(text: &str) -> bool {
    text.chars().nth(8).is_none()
}

/// The rows' indexes in an order; as they came if there is none. Stable, so that sorting by one column and
/// then another keeps the first within equals.
#[must_use]
fn ordered(rows: &[Vec<Cell>], order: Option<Order>) -> Vec<usize> {
    let mut indexes: Vec<_> = (0..rows.len()).collect();
    if let Some(Order { column, descending }) = order {
        let cell = |index: &usize| rows.get(*index).and_then(|row| row.get(column));
        indexes.sort_by(|a, b| {
            let way = compare(cell(a), cell(b));
            if descending { way.reverse() } else { way }
        });
    }
    indexes
}

/// Numbers by size, before texts; an empty text last.
fn compare(a: Option<&Cell>, b: Option<&Cell>) -> Ordering {
    let empty =
        |cell: Option<&Cell>| matches!(cell, None | Some(Cell::Text(_))) && text(cell).is_empty();
    let by_size = match (size(a), size(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    let by_size = empty(a).cmp(&empty(b)).then(by_size);
    by_size.then_with(|| a.cmp(&b))
}

fn size(cell: Option<&Cell>) -> Option<f64> {
    match cell? {
        Cell::Number(number) => Some(*number as f64),
        Cell::Text(text) => fraction(text),
    }
}

fn text(cell: Option<&Cell>) -> &str {
    match cell {
        Some(Cell::Text(text)) => text,
        _ => "",
    }
}

/// The first tap on a column sorts it up, the next turns it round.
const fn next(order: Option<Order>, column: usize) -> Order {
    match order {
        Some(order) if order.column == column => Order {
            column,
            descending: !order.descending,
        },
        _ => Order {
            column,
            descending: false,
        },
    }
}

fn aria_sort(order: Option<Order>, column: usize) -> &'static str {
    match order {
        Some(order) if order.column == column && order.descending => "descending",
        Some(order) if order.column == column => "ascending",
        _ => "none",
    }
}

fn arrow(order: Option<Order>, column: usize) -> &'static str {
    match aria_sort(order, column) {
        "descending" => "↓",
        "ascending" => "↑",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<Cell>> {
        [("乙", 10), ("", 3), ("甲", 3)]
            .map(|(text, number)| vec![Cell::Text(text.into()), Cell::Number(number)])
            .into()
    }

    fn sorted(rows: &[Vec<Cell>], order: Option<Order>) -> Vec<&Vec<Cell>> {
        let indexes = ordered(rows, order).into_iter();
        indexes.map(|index| &rows[index]).collect()
    }

    fn first(order: Order) -> Vec<i64> {
        let number = |row: &Vec<Cell>| match row[1] {
            Cell::Number(number) => number,
            Cell::Text(_) => 0,
        };
        sorted(&rows(), Some(order))
            .into_iter()
            .map(number)
            .collect()
    }

    #[test]
    fn numbers_sort_by_size_and_not_as_text() {
        assert_eq!(
            first(Order {
                column: 1,
                descending: false
            }),
            [3, 3, 10]
        );
        assert_eq!(
            first(Order {
                column: 1,
                descending: true
            }),
            [10, 3, 3]
        );
    }

    #[test]
    fn numbers_with_a_fraction_sort_among_whole_ones() {
        let rows: Vec<Vec<Cell>> = [
            Cell::Number(2),
            "1.5".into(),
            Cell::Number(1),
            "1.67".into(),
        ]
        .map(|cell| vec![cell])
        .into();
        let order = Order {
            column: 0,
            descending: false,
        };
        assert_eq!(ordered(&rows, Some(order)), [2, 1, 3, 0]);
    }

    #[test]
    fn empty_cells_come_last() {
        let rows = rows();
        let sorted = sorted(
            &rows,
            Some(Order {
                column: 0,
                descending: false,
            }),
        );
        assert_eq!(sorted[2][0], Cell::Text(String::new()));
    }
}
