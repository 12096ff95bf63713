//! What the overview makes of a demo.

use chuanmen_core::china_date;
use chuanmen_core::domain::Scope;
use chuanmen_core::report::Facts;

use super::{NOW, big};

#[test]
fn the_overview_has_something_to_show() {
    let events = big().events.values().flatten();
    let scoped = events.map(|event| (Scope::Community(big().demo.community), event.clone()));
    let facts = Facts::new(big().records.iter().cloned(), scoped);
    let overview = facts.overview(None, china_date(NOW), NOW);
    assert_eq!(overview.community, "花卉园社区");
    assert_eq!(overview.grids.len(), 10);
    assert!((40..=90).contains(&overview.totals.open_needs));
    assert!((1..=30).contains(&overview.totals.overdue_needs));
    assert!(overview.claims_expiring >= 1);
    assert!(overview.totals.care_unseen < overview.care.total.total.due / 2);
    assert!(overview.weeks.iter().all(|week| week.raised > 0));
}

#[test]
fn each_number_of_the_overview_is_that_of_the_rows_it_leads_to() {
    let events = big().events.values().flatten();
    let scoped = events.map(|event| (Scope::Community(big().demo.community), event.clone()));
    let facts = Facts::new(big().records.iter().cloned(), scoped);
    let month = china_date(NOW);
    let grid = facts.overview(None, month, NOW).grids[2].id;
    for asked in [None, Some(grid)] {
        for counted in facts.overview(asked, month, NOW).counts() {
            let table = facts.table_of(&counted.report, counted.grid, &counted.only, month, NOW);
            let rows = u32::try_from(table.unwrap().rows.len()).unwrap();
            assert_eq!(rows, counted.count, "{counted:?}");
        }
    }
}
