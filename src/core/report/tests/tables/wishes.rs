//! 微心愿台账.

use super::{assert_typed, column, row};
use crate::domain::{FieldsBuilder, Relation};
use crate::report::ReportName;
use crate::report::tests::village::*;

#[test]
fn the_wishes_table_names_who_promised_and_until_when() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "赵秀兰", &[]);
    let girl = village.resident(GRID_1, 1, "李思雨", Relation::Grandchild, &[]);
    let claimed = village.wish(GRID_1, Some(girl));
    village.step_with(
        claimed,
        "2026-11-16",
        "verify",
        FieldsBuilder::new().set("number", 26),
    );
    village.step(claimed, "2026-11-17", "publish");
    village.step(claimed, "2026-11-18", "claim");
    village.wish(GRID_1, None);
    let old = village.wish(GRID_1, None);
    village.step(old, "2026-10-05", "withdraw");

    let table = village.table(&ReportName::Wishes);
    assert_typed(&table);
    assert_eq!(column(&table, "state"), ["待核实", "已认领"]);
    assert_eq!(column(&table, "resident"), ["赵秀兰", "李思雨"]);
    let row = row(&table, 1);
    assert_eq!(row["number"], "26");
    assert_eq!(row["kind"], "实物");
    assert_eq!(row["claimed_by"], "玉罕");
    assert_eq!(row["claim_until"], "2026-11-25");
}
