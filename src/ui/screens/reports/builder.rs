use std::collections::BTreeSet;

use chuanmen_core::report::{Column, ColumnKind, Holding, Shape, Table};
use dioxus::prelude::*;

use super::bounds::{Bounds, are_bounded};
use crate::ui::components::{Chip, Chips, Section, Select};
use crate::ui::text::t;

/// Columns with more different words than these are searched, not chosen from.
const CHOICES: usize = 40;

/// 自选: which columns, which rows, and by what they are counted. It needs no signal: the report
/// is there already. What would count one worker's rows is not offered.
#[component]
pub(super) fn Builder(table: Table, shape: Shape, onshape: EventHandler<Shape>) -> Element {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|one| chip(one, &shape.columns))
        .collect();
    let counting: Vec<_> = table
        .columns
        .iter()
        .filter(|one| one.counts())
        .cloned()
        .collect();
    let by: Vec<_> = counting.iter().map(|one| chip(one, &shape.by)).collect();
    let of_worker = table.worker_of(&shape).map(|column| column.title.clone());
    let filters: Vec<_> = table
        .columns
        .iter()
        .filter(|column| is_offered(column, &shape))
        .filter_map(|column| Some((column.clone(), words_of(&table, column)?)))
        .collect();
    let bounded: Vec<_> = table.columns.iter().filter(are_bounded).cloned().collect();
    let (of_columns, of_filters, of_by) = (shape.clone(), shape.clone(), shape.clone());
    let known = table.columns.clone();
    rsx! {
        div { class: "builder noprint", id: "builder",
            Section { title: t!("builder-columns"),
                Chips { label: t!("builder-columns"), chips: columns, wrap: true,
                    onchoose: move |index: usize| {
                        let columns = toggled(&known, &of_columns.columns, index);
                        onshape.call(Shape { columns, ..of_columns.clone() });
                    } }
            }
            Section { title: t!("builder-rows"),
                div { class: "pickers",
                    for (column , words) in filters {
                        Filter { key: "{column.key}", column, words, shape: of_filters.clone(), onshape }
                    }
                    for column in bounded {
                        Bounds { key: "{column.key}", column, shape: of_filters.clone(), onshape }
                    }
                }
            }
            Section { title: t!("builder-by"),
                if let Some(column) = of_worker {
                    p { class: "sub", {t!("builder-of-worker", column = column)} }
                } else {
                    Chips { label: t!("builder-by"), chips: by, wrap: true,
                        onchoose: move |index: usize| {
                            let by = toggled(&counting, &of_by.by, index);
                            onshape.call(Shape { by, ..of_by.clone() });
                        } }
                }
            }
        }
    }
}

/// One of the words that stand in a column, or all.
#[component]
fn Filter(
    column: Column,
    words: Vec<String>,
    shape: Shape,
    onshape: EventHandler<Shape>,
) -> Element {
    let chosen = shape
        .only
        .iter()
        .find(|holding| holding.column == column.key);
    let value = chosen.and_then(|holding| holding.is.first().cloned());
    let choices = words.into_iter().map(|word| (word.clone(), word)).collect();
    let groups = vec![(column.title.clone(), choices)];
    rsx! {
        Select { id: "builder-{column.key}", label: column.title.clone(), value: value.unwrap_or_default(),
            none: t!("builder-all"), groups,
            onchoose: move |word: String| {
                let mut shape = shape.clone();
                shape.only.retain(|holding| holding.column != column.key);
                if !word.is_empty() {
                    shape.only.push(Holding { column: column.key.clone(), is: vec![word], ..Holding::default() });
                }
                onshape.call(shape);
            }
        }
    }
}

/// Whether rows may be chosen by what a column says: what is counted, not by who did the work.
fn is_offered(column: &Column, shape: &Shape) -> bool {
    shape.by.is_empty() || column.counts()
}

fn chip(column: &Column, chosen: &[String]) -> Chip {
    Chip {
        text: column.title.clone(),
        chosen: chosen.contains(&column.key),
    }
}

/// The keys chosen, with one more or one less, in the report's own order.
fn toggled(columns: &[Column], chosen: &[String], index: usize) -> Vec<String> {
    let of = |place: usize, column: &Column| chosen.contains(&column.key) != (place == index);
    let all = columns.iter().enumerate();
    all.filter(|(place, column)| of(*place, column))
        .map(|(_, column)| column.key.clone())
        .collect()
}

/// The different words of a column, if they are few enough to choose from.
fn words_of(table: &Table, column: &Column) -> Option<Vec<String>> {
    if column.kind != ColumnKind::Text {
        return None;
    }
    let place = table.columns.iter().position(|one| one == column)?;
    let mut words = BTreeSet::new();
    for row in &table.rows {
        let word = row.get(place)?.words();
        if !word.is_empty() {
            words.insert(word);
        }
        if words.len() > CHOICES {
            return None;
        }
    }
    (words.len() > 1).then(|| words.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_column_goes_where_the_report_has_it_and_a_second_tap_takes_it_out() {
        let columns = ["a", "b", "c"].map(|key| Column::new(key, key, ColumnKind::Text));
        let chosen = toggled(&columns, &["c".to_owned()], 0);
        assert_eq!(chosen, ["a", "c"]);
        assert_eq!(toggled(&columns, &chosen, 2), ["a"]);
    }

    #[test]
    fn what_is_counted_is_not_chosen_by_who_did_the_work() {
        let worker = Column {
            from: Some("visitor".into()),
            ..Column::new("谁", "谁", ColumnKind::Text)
        };
        let grid = Column::new("grid", "网格", ColumnKind::Text);
        let counted = Shape {
            by: vec!["grid".into()],
            ..Shape::default()
        };
        assert!(is_offered(&worker, &Shape::default()));
        assert!(is_offered(&grid, &counted));
        assert!(!is_offered(&worker, &counted));
    }
}
