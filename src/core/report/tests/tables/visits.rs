//! 走访台账.

use super::{assert_typed, column, row};
use crate::domain::{Asks, ChecklistItem, Kind, Numbers, Outcome, Scope, Span};
use crate::report::ReportName;
use crate::report::tests::village::*;

#[test]
fn the_visits_table_has_the_months_visits_newest_first() {
    let mut village = Village::new();
    let item = ChecklistItem::words("power_gas", "用电用气", "安全", "有隐患");
    let numbers = Numbers {
        unit: "mmHg".into(),
        range: Span::new(60, 260).unwrap(),
        usual: Span::new(90, 150).unwrap(),
    };
    let mut systolic = ChecklistItem::asking("systolic", "收缩压", Asks::Number(numbers));
    systolic.order = 2;
    systolic.retired = true;
    let community = Scope::Community(area(1));
    village.add(community, Kind::ChecklistItem, item.fields());
    village.add(community, Kind::ChecklistItem, systolic.fields());
    village.household(GRID_1, 1, "李国华", &[]);
    village.visit(GRID_1, 1, "2026-10-30", Outcome::Met);
    village.visit_with(GRID_1, 1, "2026-11-03", |visit| {
        visit.note = "插座松".into();
        let danger = ChecklistItem::ATTENTION.to_owned();
        visit.answers.insert("power_gas".into(), danger);
        visit.answers.insert("systolic".into(), "182".into());
        visit.answers.insert("retry".into(), "evening".into());
    });
    village.visit_with(GRID_1, 1, "2026-11-20", |visit| visit.unchanged = true);

    let table = village.table(&ReportName::Visits);
    assert_typed(&table);
    assert_eq!(column(&table, "day"), ["2026-11-20", "2026-11-03"]);
    assert_eq!(
        column(&table, "attention"),
        ["无变化", "用电用气有隐患、收缩压：182 mmHg"]
    );
    let row = row(&table, 1);
    assert_eq!(row["time"], "10:00");
    assert_eq!(row["visitor"], "玉罕");
    assert_eq!(row["outcome"], "见到人");
    assert_eq!(row["note"], "插座松");
}
