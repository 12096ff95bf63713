//! 未走访关爱户.

use super::{assert_typed, column, row};
use crate::domain::{Outcome, Relation};
use crate::report::ReportName;
use crate::report::tests::village::*;

#[test]
fn the_care_table_lists_exactly_the_unseen() {
    let mut village = Village::new();
    village.household(GRID_2, 1, "玉罕", &["low_income"]);
    village.household(GRID_1, 2, "赵秀兰", &["living_alone"]);
    village.resident(GRID_1, 2, "赵一", Relation::Child, &["low_income"]);
    village.household(GRID_1, 3, "张文忠", &["low_income"]);
    village.visit(GRID_1, 2, "2026-10-20", Outcome::Met);
    village.visit(GRID_1, 2, "2026-11-21", Outcome::NobodyHome);
    village.visit(GRID_1, 3, "2026-11-05", Outcome::Met);

    let table = village.table(&ReportName::Care);
    assert_typed(&table);
    assert_eq!(column(&table, "head"), ["赵秀兰", "玉罕"]);
    let first = row(&table, 0);
    assert_eq!(first["tags"], "独居老人、低保");
    assert_eq!(first["last_met"], "2026-10-20");
    assert_eq!(first["due_on"], "2026-11-20");
    assert_eq!(first["days_late"], "3");
    assert_eq!(first["last_try"], "2026-11-21");
    assert_eq!(first["last_outcome"], "无人在家");
    let never = row(&table, 1);
    assert_eq!(
        (never["last_met"].as_str(), never["last_try"].as_str()),
        ("", "")
    );
    let unseen = usize::try_from(village.november().totals.care_unseen);
    assert_eq!(table.rows.len(), unseen.unwrap());
}
