//! Reports laid out anew, and forms that others ask for.

use crate::UnixMillis;
use crate::report::{
    Cell, Column, ColumnKind, Form, FormError, OfOneWorker, Only, ReportName, Shape, Table,
};
use serde_json::json;

fn table() -> Table {
    let column = |key: &str, title: &str, kind| Column::new(key, title, kind);
    let row = |grid: &str, state: &str, late: i64, visitor: &str| {
        vec![grid.into(), state.into(), late.into(), visitor.into()]
    };
    Table {
        name: ReportName::Needs,
        title: "花卉园社区诉求台账".into(),
        only: Only::default(),
        at: UnixMillis(0),
        columns: vec![
            column("grid", "网格", ColumnKind::Text),
            column("state", "状态", ColumnKind::Text),
            column("late", "超期天数", ColumnKind::Number),
            column("visitor", "走访人", ColumnKind::Text),
        ],
        about: None,
        rows: vec![
            row("第 2 网格", "在办", 3, "甲"),
            row("第 1 网格", "在办", 0, "乙"),
            row("第 1 网格", "已办结", 0, "甲"),
            row("第 1 网格", "在办", 1, "甲"),
        ],
    }
}

fn shaped(shape: serde_json::Value) -> Table {
    let shape = serde_json::from_value::<Shape>(shape).unwrap();
    table().shaped(&shape).unwrap()
}

fn rows(table: &Table) -> Vec<String> {
    let line = |row: &Vec<Cell>| row.iter().map(Cell::words).collect::<Vec<_>>().join("|");
    table.rows.iter().map(line).collect()
}

#[test]
fn columns_come_in_the_order_asked_for_each_once() {
    let table = shaped(json!({"columns": ["late", "grid", "late", "nonsense"]}));
    assert_eq!(rows(&table)[0], "3|第 2 网格");
    assert_eq!(table.columns.len(), 2);
}

#[test]
fn a_shape_that_names_nothing_known_leaves_the_report_as_it_is() {
    for shape in [
        json!({}),
        json!({"columns": ["nonsense"], "by": ["'; drop table"]}),
        json!({"where": [{"column": "nonsense", "is": ["x"]}]}),
    ] {
        assert_eq!(shaped(shape), table());
    }
}

#[test]
fn rows_are_those_that_hold_all_that_is_asked_and_the_title_says_so() {
    let table = shaped(json!({"where": [
        {"column": "grid", "is": ["第 1 网格"]},
        {"column": "late", "is": ["0", "1"]},
        {"column": "state", "is": ["在办"]},
    ]}));
    assert_eq!(rows(&table), ["第 1 网格|在办|0|乙", "第 1 网格|在办|1|甲"]);
    assert!(
        table
            .title
            .ends_with("网格：第 1 网格　超期天数：0、1　状态：在办")
    );
}

#[test]
fn rows_lie_within_bounds_of_numbers_and_days_and_what_is_no_bound_bounds_nothing() {
    let mut table = table();
    table.columns[0].kind = ColumnKind::Date;
    for (row, day) in table
        .rows
        .iter_mut()
        .zip(["2026-11-01", "2026-11-02", "", "昨天"])
    {
        row[0] = day.into();
    }
    let left = |only: serde_json::Value| {
        let shape = serde_json::from_value(json!({"where": [only]})).unwrap();
        table.clone().shaped(&shape).unwrap().rows.len()
    };
    let day = |from: &str, to: &str| left(json!({"column": "grid", "from": from, "to": to}));
    assert_eq!(day("2026-11-02", "2026-11-30"), 1);
    assert_eq!(day("2026-11-01", "2026-11-02"), 2);
    assert_eq!(day("2026-11-03", "2026-11-02"), 0);
    assert_eq!(day("'; drop table", "?"), 4);
    assert_eq!(left(json!({"column": "late", "from": "1"})), 2);
    assert_eq!(left(json!({"column": "late", "to": "0.5"})), 2);
    assert_eq!(left(json!({"column": "state", "from": "1"})), 4);
}

#[test]
fn rows_are_counted_and_every_row_is_counted_once() {
    let counted = shaped(json!({"by": ["grid", "state"]}));
    assert_eq!(
        rows(&counted),
        ["第 1 网格|在办|2", "第 1 网格|已办结|1", "第 2 网格|在办|1"]
    );
    let sum: i64 = counted
        .rows
        .iter()
        .map(|row| match row.last() {
            Some(Cell::Number(count)) => *count,
            _ => 0,
        })
        .sum();
    assert_eq!(usize::try_from(sum).unwrap(), table().rows.len());
    assert!(counted.title.ends_with("按网格、状态计数"));
}

#[test]
fn nothing_is_counted_by_who_did_the_work() {
    assert_eq!(shaped(json!({"by": ["visitor"]})), table());
    let by_grid = shaped(json!({"by": ["visitor", "grid"]}));
    assert_eq!(rows(&by_grid), ["第 1 网格|3", "第 2 网格|1"]);
}

#[test]
fn a_row_is_found_by_all_the_words_typed_in_what_is_left_of_it() {
    let found = |shape| rows(&shaped(shape)).len();
    assert_eq!(found(json!({"find": "在办 1"})), 2);
    assert_eq!(found(json!({"find": " 网格 乙 "})), 1);
    assert_eq!(found(json!({"find": "3"})), 1);
    assert_eq!(found(json!({"find": "甲", "columns": ["grid"]})), 0);
    assert_eq!(found(json!({"find": "第 2", "by": ["grid"]})), 1);
    assert!(
        shaped(json!({"find": " 在办  乙"}))
            .title
            .ends_with("　查找所得")
    );
    assert_eq!(shaped(json!({"find": " "})), table());
}

#[test]
fn rows_of_one_worker_are_listed_and_not_counted() {
    let of_one = json!([{"column": "visitor", "is": ["甲"]}]);
    let refused = |shape| table().shaped(&serde_json::from_value(shape).unwrap());
    for by in ["grid", "late"] {
        let counted = refused(json!({"where": of_one, "by": [by]}));
        assert_eq!(counted, Err(OfOneWorker("visitor".into())));
    }
    assert_eq!(shaped(json!({"where": of_one})).rows.len(), 3);
    assert_eq!(
        shaped(json!({"where": of_one, "by": ["visitor"]}))
            .rows
            .len(),
        3
    );
    let everybody = json!({"where": [{"column": "visitor"}], "by": ["grid"]});
    assert_eq!(shaped(everybody).rows.len(), 2);
}

#[test]
fn a_form_that_calls_the_worker_otherwise_is_not_counted_by_them() {
    let named = form(json!({"report": "needs", "column": [
        {"title": "谁", "from": "visitor", "words": {"甲": "丙"}},
        {"title": "visitor", "from": "grid"},
    ]}));
    let filled = named.fill("x", table()).unwrap();
    let shape = |shape| {
        filled
            .clone()
            .shaped(&serde_json::from_value(shape).unwrap())
    };
    assert_eq!(shape(json!({"by": ["谁"]})), Ok(filled.clone()));
    let by_grid = shape(json!({"by": ["谁", "visitor"]})).unwrap();
    assert_eq!(rows(&by_grid), ["第 1 网格|3", "第 2 网格|1"]);
    let of_one = json!({"where": [{"column": "谁", "is": ["丙"]}], "by": ["visitor"]});
    assert_eq!(shape(of_one), Err(OfOneWorker("谁".into())));

    let of_one = form(
        json!({"report": "needs", "column": [{"title": "甲", "from": "grid"}],
        "where": [{"column": "visitor", "is": ["甲"]}]}),
    );
    let refused = of_one.fill("x", table());
    assert_eq!(refused, Err(FormError::OfOneWorker("visitor".into())));
}

fn form(form: serde_json::Value) -> Form {
    serde_json::from_value(form).unwrap()
}

#[test]
fn a_form_is_filled_with_its_own_titles_and_words() {
    let order = form(json!({
        "report": "needs",
        "column": [
            {"title": "来源", "text": "社区网格"},
            {"title": "办理情况", "from": "state", "words": {"在办": "办理中"}},
            {"title": "超期", "from": "late"},
        ],
        "where": [{"column": "grid", "is": ["第 1 网格"]}],
    }));
    let filled = order.fill("12345工单", table()).unwrap();
    assert_eq!(
        rows(&filled),
        [
            "社区网格|办理中|0",
            "社区网格|已办结|0",
            "社区网格|办理中|1"
        ]
    );
    assert_eq!(filled.name, ReportName::from("12345工单"));
    assert_eq!(filled.columns[2].kind, ColumnKind::Number);
    assert_eq!(filled.columns[1].title, "办理情况");
}

#[test]
fn a_form_that_does_not_fit_says_what_there_is() {
    let unknown = form(json!({"report": "needs", "column": [{"title": "甲", "from": "phone"}]}));
    let error = unknown.fill("x", table()).unwrap_err();
    assert!(error.to_string().contains("grid, state, late"), "{error}");
    let both =
        json!({"report": "needs", "column": [{"title": "甲", "from": "grid", "text": "乙"}]});
    for sourceless in [
        both,
        json!({"report": "needs", "column": [{"title": "甲"}]}),
    ] {
        let error = form(sourceless).fill("x", table());
        assert_eq!(error, Err(FormError::NoSource("甲".into())));
    }
}
