use proptest::prelude::*;

use super::village::*;
use crate::domain::Party;
use crate::report::{CategoryRow, Overview};

fn category<'o>(overview: &'o Overview, code: &str) -> &'o CategoryRow {
    let row = overview.categories.iter().find(|row| row.code == code);
    row.unwrap()
}

fn ages(row: &CategoryRow) -> [u32; 4] {
    [row.to_3_days, row.to_7_days, row.from_8_days, row.overdue]
}

fn party(overview: &Overview, party: Option<Party>) -> (u32, u32) {
    let row = overview.parties.iter().find(|row| row.party == party);
    row.map(|row| (row.in_time, row.overdue)).unwrap()
}

#[test]
fn open_needs_stand_in_one_of_four_ages() {
    let mut village = Village::new();
    for raised in [
        "2026-11-23",
        "2026-11-20",
        "2026-11-19",
        "2026-11-16",
        "2026-11-15",
    ] {
        village.need(GRID_1, "public_facility", raised);
    }
    village.need_with(GRID_1, "public_facility", "2026-11-10", |need| {
        need.due_on = Some(day("2026-12-10"));
    });
    let overview = village.november();
    // Due seven days after recording: the 15th is over, the 16th is due today.
    assert_eq!(ages(category(&overview, "public_facility")), [2, 2, 1, 1]);
    assert_eq!(overview.totals.open_needs, 6);
    assert_eq!(overview.totals.overdue_needs, 1);
}

#[test]
fn what_is_late_climbs_to_the_community_and_to_the_subdistrict_by_working_days() {
    let mut village = Village::new();
    // Seen from Monday 23 November: one working day late, two, three, six, seven and many.
    for due in [
        "2026-11-20",
        "2026-11-19",
        "2026-11-18",
        "2026-11-13",
        "2026-11-12",
        "2026-10-12",
    ] {
        village.need_with(GRID_1, "public_facility", "2026-10-01", |need| {
            need.due_on = Some(day(due));
        });
    }
    let done = village.need(GRID_1, "sanitation", "2026-10-01");
    village.step(done, "2026-11-20", "resolve");
    let overview = village.november();
    let totals = overview.totals;
    assert_eq!(
        (
            totals.overdue_needs,
            totals.for_community,
            totals.for_subdistrict
        ),
        (6, 2, 2)
    );
    let facts = village.facts();
    let told = overview.ladder_totals().map(|counted| {
        let rows = facts.table_of(&counted.report, None, &counted.only, NOVEMBER, now());
        let rows = rows.unwrap();
        (rows.rows.len(), rows.title)
    });
    assert_eq!(told[0].0, 2);
    assert!(told[0].1.ends_with("社区督办）") && told[1].1.ends_with("报街道）"));
}

#[test]
fn the_day_on_the_need_goes_before_that_of_its_category() {
    let mut village = Village::new();
    village.need_with(GRID_1, "public_facility", "2026-11-23", |need| {
        need.due_on = Some(day("2026-11-22"));
    });
    assert_eq!(village.november().totals.overdue_needs, 1);
}

#[test]
fn every_category_and_party_has_a_row_even_without_needs() {
    let overview = Village::new().november();
    let names: Vec<_> = overview
        .categories
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(names, ["公共设施", "环境卫生"]);
    assert_eq!(overview.parties.len(), 1 + Party::KNOWN.len());
    assert_eq!(overview.parties[0].party, None);
}

#[test]
fn what_the_catalogue_does_not_know_is_counted_all_the_same() {
    let mut village = Village::new();
    village.need(GRID_1, "", "2026-11-01");
    village.need(GRID_1, "flying_cars", "2026-11-22");
    let need = village.need(GRID_1, "sanitation", "2026-11-22");
    village.dispatch(need, "2026-11-22", &Party::Other("drone_unit".into()));

    let overview = village.november();
    assert_eq!(overview.totals.open_needs, 3);
    // Of no known category: no deadline, so never overdue.
    assert_eq!(ages(category(&overview, "")), [0, 0, 1, 0]);
    assert_eq!(category(&overview, "").name, "未分类");
    assert_eq!(category(&overview, "flying_cars").name, "flying_cars");
    assert_eq!(
        party(&overview, Some(Party::Other("drone_unit".into()))),
        (1, 0)
    );
}

#[test]
fn needs_are_counted_in_the_hands_that_hold_them() {
    let mut village = Village::new();
    village.need(GRID_1, "sanitation", "2026-11-23");
    let held = village.need(GRID_1, "sanitation", "2026-11-01");
    village.dispatch(held, "2026-11-02", &Party::PropertyCompany);
    let returned = village.need(GRID_1, "sanitation", "2026-11-22");
    village.dispatch(returned, "2026-11-22", &Party::OwnersCommittee);
    village.step(returned, "2026-11-23", "return");
    let done = village.need(GRID_1, "sanitation", "2026-11-01");
    village.dispatch(done, "2026-11-01", &Party::OwnersCommittee);
    village.step(done, "2026-11-03", "resolve");

    let overview = village.november();
    assert_eq!(overview.totals.open_needs, 3);
    assert_eq!(party(&overview, None), (2, 0));
    assert_eq!(party(&overview, Some(Party::PropertyCompany)), (0, 1));
    assert_eq!(party(&overview, Some(Party::OwnersCommittee)), (0, 0));
}

#[test]
fn a_week_counts_what_was_recorded_and_what_is_still_resolved() {
    let mut village = Village::new();
    let done = village.need(GRID_1, "sanitation", "2026-11-15");
    village.step(done, "2026-11-16", "resolve");
    village.step(done, "2026-11-17", "confirm");
    let again = village.need(GRID_1, "sanitation", "2026-11-16");
    village.step(again, "2026-11-17", "resolve");
    village.step(again, "2026-11-18", "reopen");
    village.need(GRID_1, "sanitation", "2026-08-01");

    let weeks = village.november().weeks;
    assert_eq!(weeks.len(), 12);
    let week = |monday: &str| {
        let row = weeks.iter().find(|week| week.monday == day(monday));
        row.map(|week| (week.raised, week.resolved)).unwrap()
    };
    // A Sunday ends its week, a Monday begins one.
    assert_eq!(week("2026-11-09"), (1, 0));
    assert_eq!(week("2026-11-16"), (1, 1));
    assert_eq!(weeks.iter().map(|week| week.raised).sum::<u32>(), 2);
}

#[test]
fn a_past_month_shows_needs_as_they_stood_on_its_last_day() {
    let mut village = Village::new();
    let need = village.need(GRID_1, "public_facility", "2026-10-30");
    village.step(need, "2026-11-05", "resolve");
    village.need(GRID_1, "public_facility", "2026-11-02");

    let october = village.facts().overview(None, OCTOBER, now());
    assert_eq!(october.totals.open_needs, 1);
    assert_eq!(ages(category(&october, "public_facility")), [1, 0, 0, 0]);
    assert_eq!(village.november().totals.open_needs, 1);
}

#[test]
fn a_grid_shows_its_own_needs_only() {
    let mut village = Village::new();
    village.need(GRID_1, "sanitation", "2026-11-23");
    village.need(GRID_2, "sanitation", "2026-11-23");
    let one = village.facts().overview(Some(GRID_1), NOVEMBER, now());
    assert_eq!(one.totals.open_needs, 1);
    assert_eq!(one.grid, Some(GRID_1));
    let names: Vec<_> = one.grids.iter().map(|grid| grid.name.as_str()).collect();
    assert_eq!(names, ["第 1 网格", "第 2 网格"]);
    assert_eq!(one.community, "花卉园社区");
}

proptest! {
    #[test]
    fn categories_parties_and_grids_each_add_up_to_the_open_needs(
        needs in proptest::collection::vec((0..3_usize, 0..2_usize, 1..=23_u8, 0..4_u8), 0..40),
    ) {
        let mut village = Village::new();
        for (category, grid, on, fate) in needs {
            let category = ["public_facility", "sanitation", "unheard_of"][category];
            let raised = format!("2026-11-{on:02}");
            let need = village.need([GRID_1, GRID_2][grid], category, &raised);
            match fate {
                1 => village.dispatch(need, &raised, &Party::Community),
                2 => village.step(need, &raised, "resolve"),
                3 => village.step(need, &raised, "withdraw"),
                _ => {}
            }
        }
        let facts = village.facts();
        let overview = facts.overview(None, NOVEMBER, now());
        let (open, late) = (overview.totals.open_needs, overview.totals.overdue_needs);

        let by_category = overview.categories.iter().flat_map(ages).sum::<u32>();
        prop_assert_eq!(by_category, open);
        prop_assert_eq!(overview.categories.iter().map(|row| row.overdue).sum::<u32>(), late);
        let by_party = overview.parties.iter().map(|row| row.in_time + row.overdue);
        prop_assert_eq!(by_party.sum::<u32>(), open);
        prop_assert_eq!(overview.parties.iter().map(|row| row.overdue).sum::<u32>(), late);
        let by_grid = [GRID_1, GRID_2].map(|grid| {
            facts.overview(Some(grid), NOVEMBER, now()).totals.open_needs
        });
        prop_assert_eq!(by_grid.iter().sum::<u32>(), open);
    }
}
