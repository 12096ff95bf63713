use super::village::*;
use crate::domain::{Housing, Outcome, Relation, Scope};
use crate::merge::{Patch, Record, ReplicaId, Stamp, Value};
use crate::report::{Coverage, Overview};

fn total(overview: &Overview) -> Coverage {
    overview.care.total.total
}

fn coverage(unseen: u32, due: u32) -> Coverage {
    Coverage { unseen, due }
}

/// One household of grid 1 with an elderly person who lives alone.
fn one() -> Village {
    let mut village = Village::new();
    village.household(GRID_1, 1, "赵秀兰", &["living_alone"]);
    village
}

#[test]
fn whoever_was_never_met_is_due_and_unseen() {
    assert_eq!(total(&one().november()), coverage(1, 1));
}

#[test]
fn whoever_was_met_this_month_is_due_and_seen() {
    let mut village = one();
    village.visit(GRID_1, 1, "2026-10-22", Outcome::Met);
    village.visit(GRID_1, 1, "2026-11-20", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(0, 1));
}

#[test]
fn a_call_before_the_due_day_counts_for_the_month() {
    let mut village = one();
    // Due on 30 November, met on the 2nd.
    village.visit(GRID_1, 1, "2026-10-31", Outcome::Met);
    village.visit(GRID_1, 1, "2026-11-02", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(0, 1));
}

#[test]
fn who_is_due_on_the_last_day_of_the_month_is_counted_in_it() {
    let mut village = one();
    village.visit(GRID_1, 1, "2026-10-31", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(1, 1));
}

#[test]
fn a_household_entered_twice_counts_once_with_the_visits_of_both() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "赵秀兰", &[]);
    village.household(GRID_1, 2, "赵秀兰", &["living_alone"]);
    village.visit(GRID_1, 2, "2026-11-20", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(0, 1));
    village.becomes(2, 1);
    assert_eq!(total(&village.november()), coverage(0, 1));
    let homes = village.facts().homes;
    assert_eq!(homes.len(), 1);
    assert_eq!(homes[&home(1)].visits.len(), 1);
}

#[test]
fn a_household_taken_away_counts_only_if_somebody_lives_there_or_called() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "赵秀兰", &["living_alone"]);
    village.take_away(1);
    assert_eq!(total(&village.november()), coverage(1, 1));
    village
        .records
        .retain(|(_, record)| record.kind.as_str() != "resident");
    assert_eq!(village.facts().homes.len(), 0);
    village.visit(GRID_1, 1, "2026-11-20", Outcome::Met);
    assert_eq!(village.facts().homes.len(), 1);
}

#[test]
fn a_quarterly_household_met_last_month_is_not_due() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "罗文才", &["low_income"]);
    village.records.retain(|(_, record)| {
        // Without its monthly rule 低保 goes by the rule for everybody.
        record.kind.as_str() != "visit_rule"
    });
    village.visit(GRID_1, 1, "2026-10-12", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(0, 0));
}

#[test]
fn nobody_home_is_no_visit() {
    let mut village = one();
    village.visit(GRID_1, 1, "2026-10-12", Outcome::Met);
    village.visit(GRID_1, 1, "2026-11-20", Outcome::NobodyHome);
    village.visit(GRID_1, 1, "2026-11-21", Outcome::Refused);
    assert_eq!(total(&village.november()), coverage(1, 1));
}

#[test]
fn a_corrected_visit_does_not_count() {
    let mut village = one();
    let wrong = village.visit(GRID_1, 1, "2026-11-20", Outcome::Met);
    village.visit_with(GRID_1, 1, "2026-11-20", |visit| {
        visit.outcome = Outcome::NobodyHome;
        visit.corrects = Some(wrong);
    });
    assert_eq!(total(&village.november()), coverage(1, 1));
}

#[test]
fn a_correction_from_another_grid_corrects_nothing_here() {
    let mut village = one();
    village.household(GRID_2, 2, "白兰", &[]);
    let right = village.visit(GRID_1, 1, "2026-11-20", Outcome::Met);
    village.visit_with(GRID_2, 2, "2026-11-20", |visit| {
        visit.corrects = Some(right)
    });
    assert_eq!(total(&village.november()), coverage(0, 1));
}

#[test]
fn a_phone_whose_clock_runs_ahead_cannot_move_a_visit_past_the_hubs_stamp() {
    let mut village = one();
    village.visit(GRID_1, 1, "2031-01-01", Outcome::Met);
    assert_eq!(total(&village.november()), coverage(0, 1));
}

#[test]
fn a_vacant_flat_and_a_household_without_care_tags_are_not_care_households() {
    let mut village = Village::new();
    village.household_in(GRID_1, 1, "周志华", &["living_alone"], Housing::Vacant);
    village.household(GRID_1, 2, "车艳", &[]);
    village.household(GRID_1, 3, "沙金", &["not_in_the_catalogue"]);
    assert_eq!(total(&village.november()), coverage(0, 0));
}

#[test]
fn a_deleted_resident_leaves_no_care_household() {
    let mut village = Village::new();
    village.household(GRID_1, 1, "车艳", &[]);
    let mother = village.resident(GRID_1, 1, "玉香", Relation::Parent, &["living_alone"]);
    assert_eq!(total(&village.november()), coverage(1, 1));

    let is_mother = |record: &Record| record.id == mother.into();
    let record = village
        .records
        .iter_mut()
        .find(|(_, record)| is_mother(record));
    let record = &mut record.unwrap().1;
    let gone = [("deleted".to_owned().try_into().unwrap(), Value::from(true))];
    let patch = Patch::edit(record, gone.into());
    let stamp = Stamp::new(now(), 7, ReplicaId(1));
    *record = crate::merge::plan(Some(record), &patch, stamp).record;
    assert_eq!(total(&village.november()), coverage(0, 0));
}

#[test]
fn a_household_counts_under_each_tag_and_once_in_the_total() {
    let mut village = one();
    village.resident(GRID_1, 1, "赵一", Relation::Child, &["low_income"]);
    village.household(GRID_2, 2, "李国华", &["low_income"]);
    village.visit(GRID_2, 2, "2026-11-02", Outcome::Met);

    let care = village.november().care;
    let names: Vec<_> = care.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["独居老人", "低保"]);
    assert_eq!(care.total.cells, [coverage(1, 1), coverage(1, 2)]);
    assert_eq!(care.total.total, coverage(1, 2));
    assert_eq!(care.rows.len(), 2);
    assert_eq!(care.rows[0].grid, Some(GRID_1));
    assert_eq!(care.rows[0].total, coverage(1, 1));
    assert_eq!(care.rows[1].total, coverage(0, 1));
}

#[test]
fn narrowed_to_a_grid_only_its_row_and_its_tags_show() {
    let mut village = one();
    village.household(GRID_2, 2, "李国华", &["low_income"]);
    let care = village.facts().overview(Some(GRID_2), NOVEMBER, now()).care;
    assert_eq!(care.tags.len(), 1);
    assert_eq!(care.rows.len(), 1);
    assert_eq!(care.rows[0].grid, Some(GRID_2));
    assert_eq!(care.total.total, coverage(1, 1));
}

#[test]
fn a_past_month_knows_nothing_of_what_came_later() {
    let mut village = one();
    village.visit(GRID_1, 1, "2026-09-10", Outcome::Met);
    village.visit(GRID_1, 1, "2026-11-03", Outcome::Met);
    let facts = village.facts();
    let october = facts.overview(None, OCTOBER, now());
    assert_eq!(october.today, day("2026-10-31"));
    assert_eq!(total(&october), coverage(1, 1));
    assert_eq!(
        total(&facts.overview(None, NOVEMBER, now())),
        coverage(0, 1)
    );
}

#[test]
fn the_order_of_loading_changes_nothing() {
    let mut village = one();
    village.resident(GRID_1, 1, "赵一", Relation::Child, &["low_income"]);
    village.visit(GRID_1, 1, "2026-11-03", Outcome::Met);
    let need = village.need(GRID_1, "sanitation", "2026-11-20");
    village.step(need, "2026-11-20", "accept");
    village.step(need, "2026-11-21", "resolve");
    let forwards = village.november();
    village.records.reverse();
    village.events.reverse();
    assert_eq!(village.november(), forwards);
}

#[test]
fn a_record_of_the_communitys_own_scope_belongs_to_no_grid() {
    let mut village = one();
    for (scope, record) in &mut village.records {
        if record.kind.as_str() == "household" {
            *scope = Scope::Community(area(1));
        }
    }
    let facts = village.facts();
    assert_eq!(
        total(&facts.overview(None, NOVEMBER, now())),
        coverage(1, 1)
    );
    assert_eq!(
        total(&facts.overview(Some(GRID_1), NOVEMBER, now())),
        coverage(0, 0)
    );
}
