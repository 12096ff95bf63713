use chuanmen_core::report::{Column, ColumnKind, Holding, Shape};
use dioxus::prelude::*;

use crate::ui::components::{Field, FieldKind};
use crate::ui::text::t;

/// From where to where a column of numbers or of days goes.
#[component]
pub(super) fn Bounds(column: Column, shape: Shape, onshape: EventHandler<Shape>) -> Element {
    let mut held = shape.only.iter();
    let held = held.find(|holding| holding.column == column.key);
    let held = held.cloned().unwrap_or_else(|| Holding {
        column: column.key.clone(),
        ..Holding::default()
    });
    let kind = match column.kind {
        ColumnKind::Date => FieldKind::Date,
        _ => FieldKind::Figure,
    };
    let (from, to) = (held.from.clone(), held.to.clone());
    let hold = move |holding: Holding| {
        let mut shape = shape.clone();
        shape.only.retain(|other| other.column != holding.column);
        if !holding.is_anything() {
            shape.only.push(holding);
        }
        onshape.call(shape);
    };
    let (of_from, hold_to) = (held.clone(), hold.clone());
    let said = |typed: String| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    rsx! {
        div { class: "bounds", role: "group", "aria-label": column.title.clone(),
            Field { id: "builder-{column.key}-from", kind, label: t!("builder-from", column = column.title.clone()),
                value: from.unwrap_or_default(),
                oninput: move |typed| hold(Holding { from: said(typed), ..of_from.clone() }) }
            Field { id: "builder-{column.key}-to", kind, label: t!("builder-to", column = column.title.clone()),
                value: to.unwrap_or_default(),
                oninput: move |typed| hold_to(Holding { to: said(typed), ..held.clone() }) }
        }
    }
}

/// Columns that are bounded: of numbers and of days, but not the running number of a row.
pub(super) fn are_bounded(column: &&Column) -> bool {
    let ordered = matches!(column.kind, ColumnKind::Number | ColumnKind::Date);
    ordered && column.key != "number"
}
