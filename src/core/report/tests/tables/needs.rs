//! 诉求台账.

use super::{assert_typed, column, row};
use crate::domain::{FieldsBuilder, NeedStep, Party};
use crate::report::ReportName;
use crate::report::tests::village::*;

#[test]
fn the_needs_table_says_where_each_need_stands() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let need = village.need(GRID_1, "public_facility", "2026-11-14");
    village.dispatch(need, "2026-11-15", &Party::PropertyCompany);

    let table = village.table(&ReportName::Needs);
    assert_typed(&table);
    assert_eq!(table.title, "花卉园社区诉求台账（2026年11月）");
    let row = row(&table, 0);
    assert!(row["number"].starts_with("2611-"));
    assert_eq!(row["category"], "公共设施");
    assert_eq!(row["text"], "楼道灯不亮");
    assert_eq!(row["place"], "榕树小区 3-2-501");
    assert_eq!(row["grid"], "第 1 网格");
    assert_eq!(row["state"], "已派单");
    assert_eq!(row["holder"], "物业");
    assert_eq!(row["raised_on"], "2026-11-14");
    assert_eq!(row["due_on"], "2026-11-21");
    assert_eq!(row["days_waited"], "9");
    // Late since a Saturday: on Monday the first working day of it has come.
    assert_eq!(row["days_late"], "2");
    assert_eq!(row["rung"], "提醒");
    assert_eq!(row["satisfaction"], "");
}

#[test]
fn the_needs_table_names_the_department_that_has_a_need() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let need = village.need(GRID_1, "public_facility", "2026-11-14");
    let to = FieldsBuilder::new()
        .set(NeedStep::PARTY, Party::Department.as_str())
        .set(NeedStep::DEPARTMENT, "城管局");
    village.step_with(need, "2026-11-15", "dispatch", to);
    let table = village.table(&ReportName::Needs);
    assert_eq!(row(&table, 0)["holder"], "外部部门");
    assert_eq!(row(&table, 0)["department"], "城管局");
}

#[test]
fn an_organisations_need_names_it_and_its_visit_is_no_households() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "李国华", &[]);
    let shop = village.organisation(GRID_1, "玉香傣味园");
    village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.organisation) = (None, Some(shop));
    });
    village.visit_with(GRID_1, 1, "2026-11-20", |visit| visit.host = shop.into());

    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["玉香傣味园"]);
    assert_eq!(column(&needs, "grid"), ["第 1 网格"]);
    assert_eq!(village.november().totals.open_needs, 1);
    assert!(village.table(&ReportName::Visits).rows.is_empty());
}

#[test]
fn a_need_that_a_building_shares_says_which() {
    let mut village = Village::new();
    let shared = village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.area) = (None, Some(area(31)));
    });
    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["3 栋"]);
    village.delete(shared);
    village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        (need.household, need.area) = (None, Some(GRID_1));
    });
    let needs = village.table(&ReportName::Needs);
    assert_eq!(column(&needs, "place"), ["第 1 网格"]);
}

#[test]
fn the_needs_table_shows_no_grade_that_was_given_before_a_reopening() {
    let mut village = Village::new();
    let need = village.need(GRID_1, "public_facility", "2026-11-02");
    village.step(need, "2026-11-03", "resolve");
    let fields = FieldsBuilder::new().set("satisfaction", 2);
    village.step_with(need, "2026-11-04", "confirm", fields);
    village.step(need, "2026-11-10", "reopen");
    village.step(need, "2026-11-17", "resolve");
    let table = village.table(&ReportName::Needs);
    assert_eq!(column(&table, "state"), ["已办结"]);
    assert_eq!(column(&table, "satisfaction"), [""]);
}

#[test]
fn the_needs_table_has_open_ones_first_and_ended_ones_of_the_month() {
    let mut village = Village::new();
    let mut done = |raised: &str, resolved: &str| {
        let need = village.need(GRID_1, "public_facility", raised);
        village.step(need, resolved, "resolve");
        let content = FieldsBuilder::new().set("satisfaction", 5);
        village.step_with(need, resolved, "confirm", content);
    };
    done("2026-09-01", "2026-10-30");
    done("2026-10-20", "2026-11-02");
    village.need(GRID_1, "public_facility", "2026-11-20");
    village.need(GRID_1, "public_facility", "2026-08-01");

    let table = village.table(&ReportName::Needs);
    assert_typed(&table);
    let raised = column(&table, "raised_on");
    assert_eq!(raised, ["2026-08-01", "2026-11-20", "2026-10-20"]);
    assert_eq!(row(&table, 2)["days_waited"], "13");
    assert_eq!(row(&table, 2)["satisfaction"], "5");
    assert_eq!(row(&table, 2)["holder"], "");
}
