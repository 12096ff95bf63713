use jiff::ToSpan;

use super::village::*;
use crate::domain::{FieldsBuilder, Outcome, Party, Scope};
use crate::report::Facts;

/// Needs of every age, state and hand, care households met and not, wishes on their way.
pub(super) fn busy() -> Village {
    let mut village = Village::new();
    for (number, back) in (0..24).zip((0..24).map(|number: i64| number * 3)) {
        let raised = day("2026-11-23").saturating_sub(back.days()).to_string();
        let (grid, category) = match number % 3 {
            0 => (GRID_1, "public_facility"),
            1 => (GRID_2, ""),
            _ => (GRID_2, "of & another = version"),
        };
        let need = village.need(grid, category, &raised);
        if number % 2 == 0 {
            village.step(need, &raised, "accept");
            village.dispatch(need, &raised, &Party::PropertyCompany);
        }
        if number % 5 == 0 {
            village.step(need, "2026-11-18", "resolve");
        }
        if number % 10 == 0 {
            let grade = FieldsBuilder::new().set("satisfaction", 4);
            village.step_with(need, "2026-11-20", "confirm", grade);
        }
    }
    // Of the community as a whole, in no grid.
    for raised in ["2026-11-02", "2026-11-22"] {
        let need = village.need(GRID_1, "public_facility", raised);
        let of_it = village
            .records
            .iter_mut()
            .find(|(_, record)| record.id == need);
        of_it.unwrap().0 = Scope::Community(area(1));
    }
    for number in 1..=12 {
        let grid = if number % 2 == 0 { GRID_1 } else { GRID_2 };
        let tags: &[&str] = if number % 3 == 0 {
            &["living_alone", "low_income"]
        } else {
            &["living_alone"]
        };
        village.household(grid, number, "住户", tags);
        if number % 4 == 0 {
            village.visit(grid, number, "2026-11-17", Outcome::Met);
        }
        if number % 5 == 0 {
            village.visit(grid, number, "2026-10-12", Outcome::Met);
        }
    }
    for step in [None, Some("verify"), Some("publish")] {
        let wish = village.wish(GRID_1, None);
        if step.is_some() {
            village.step(wish, "2026-11-10", "verify");
        }
        if step == Some("publish") {
            village.step(wish, "2026-11-11", "publish");
        }
    }
    village
}

fn each_number_counts_its_rows(facts: &Facts) -> usize {
    let mut followed = 0;
    for month in [NOVEMBER, OCTOBER] {
        for grid in [None, Some(GRID_1), Some(GRID_2)] {
            for counted in facts.overview(grid, month, now()).counts() {
                let table = facts
                    .table_of(&counted.report, counted.grid, &counted.only, month, now())
                    .unwrap();
                let rows = u32::try_from(table.rows.len()).unwrap();
                assert_eq!(rows, counted.count, "{month} {counted:?}");
                assert_eq!(table.only, counted.only);
                followed += usize::from(rows > 0);
            }
        }
    }
    followed
}

#[test]
fn each_number_of_the_overview_is_that_of_the_rows_it_leads_to() {
    assert!(each_number_counts_its_rows(&busy().facts()) > 100);
}

#[test]
fn needs_in_no_grid_are_followed_too() {
    let facts = busy().facts();
    let counts = facts.overview(None, NOVEMBER, now()).grid_counts();
    let [open, in_time, overdue] = &counts[2];
    assert_eq!([open, in_time, overdue].map(|it| it.count), [2, 1, 1]);
    let table = facts.table_of(&open.report, open.grid, &open.only, NOVEMBER, now());
    let table = table.unwrap();
    assert!(
        table.title.contains("不在网格里、未办结"),
        "{}",
        table.title
    );
}

#[test]
fn a_narrowed_report_says_in_its_title_what_it_lists() {
    let facts = busy().facts();
    let overview = facts.overview(None, NOVEMBER, now());
    let [_, late] = overview.need_totals();
    let table = facts.table_of(&late.report, None, &late.only, NOVEMBER, now());
    assert!(
        table
            .unwrap()
            .title
            .ends_with("诉求台账（2026年11月：超期）")
    );
}

#[test]
fn a_week_tells_how_long_needs_took_and_what_was_said_of_it() {
    let mut village = Village::new();
    for (raised, grade) in [
        ("2026-11-16", Some(5)),
        ("2026-11-10", Some(2)),
        ("2026-11-02", None),
    ] {
        let need = village.need(GRID_1, "public_facility", raised);
        village.step(need, "2026-11-18", "resolve");
        if let Some(grade) = grade {
            let fields = FieldsBuilder::new().set("satisfaction", grade);
            village.step_with(need, "2026-11-20", "confirm", fields);
        }
    }
    let overview = village.november();
    let week = overview.weeks[10];
    assert_eq!(week.monday, day("2026-11-16"));
    assert_eq!((week.resolved, week.median_days), (3, Some(8)));
    assert_eq!((week.rated, week.grades), (2, 7));
    assert_eq!(overview.weeks[11].median_days, None);
}

#[test]
fn a_grade_before_a_reopening_is_counted_for_no_later_result() {
    let mut village = Village::new();
    let need = village.need(GRID_1, "public_facility", "2026-11-02");
    village.step(need, "2026-11-03", "resolve");
    let fields = FieldsBuilder::new().set("satisfaction", 2);
    village.step_with(need, "2026-11-04", "confirm", fields);
    village.step(need, "2026-11-10", "reopen");
    village.step(need, "2026-11-17", "resolve");
    let facts = village.facts();
    let weeks = facts.overview(None, NOVEMBER, now()).weeks;
    assert_eq!(weeks.iter().map(|week| week.rated).sum::<u32>(), 0);
    assert_eq!(weeks.iter().map(|week| week.resolved).sum::<u32>(), 1);
    assert!(each_number_counts_its_rows(&facts) > 0);
}

#[test]
fn a_week_covers_who_was_met_in_it_of_who_was_due_by_its_end() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "甲", &["living_alone"]);
    village.household(GRID_1, 2, "乙", &["living_alone"]);
    village.visit(GRID_1, 1, "2026-11-17", Outcome::Met);
    let weeks = village.november().weeks;
    let covered = |index: usize| (weeks[index].coverage.unseen, weeks[index].coverage.due);
    assert_eq!(covered(9), (2, 2));
    assert_eq!(covered(10), (1, 2));
    // Met a week ago, not due again for a month.
    assert_eq!(covered(11), (1, 1));
}
