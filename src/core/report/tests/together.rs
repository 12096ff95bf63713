use super::counted::busy;
use super::village::*;
use crate::domain::{AreaId, Party};
use crate::report::{Cell, Counted, Only, Overview, Parts, Pick, ReportName, Subdistrict};

fn id(number: u128) -> AreaId {
    AreaId(uuid::Uuid::from_u128(number))
}

/// Three communities: two busy ones, of which one has what the others have not, and a quiet one.
fn subdistrict() -> Subdistrict {
    let mut second = busy();
    let need = second.need(GRID_1, "fire_safety", "2026-11-01");
    second.dispatch(need, "2026-11-02", &Party::Other("fire_brigade".into()));
    second.household(GRID_1, 99, "玉罕", &["low_income"]);
    let of = |(number, village): (u128, Village)| Overview {
        area: Some(id(number)),
        community: format!("第 {number} 社区"),
        ..village.november().as_a_whole()
    };
    let villages = [busy(), second, Village::new()];
    Subdistrict {
        name: "允景洪街道".into(),
        month: NOVEMBER,
        at: now(),
        communities: (1..).zip(villages).map(of).collect(),
        uncounted: 0,
    }
}

fn number(of: &Overview, asked: &Counted) -> u32 {
    // What is in time, a community says by its grids only.
    if asked.only == Only::pick(Pick::InTime) {
        return of.totals.open_needs - of.totals.overdue_needs;
    }
    let same = |one: &Counted| one.report == asked.report && one.only == asked.only;
    let mut counts = of.counts().into_iter();
    let found = counts.find(|one| same(one) && one.grid.is_none());
    found.map_or(0, |found| found.count)
}

#[test]
fn each_number_of_a_subdistrict_is_the_sum_of_its_communities_numbers() {
    let subdistrict = subdistrict();
    let together = subdistrict.together();
    assert_eq!(together.parts, Parts::Communities);
    let mut some = 0;
    for asked in together.counts() {
        let of = subdistrict.communities.iter();
        let of = of.filter(|one| asked.grid.is_none() || one.area == asked.grid);
        let sum: u32 = of.map(|one| number(one, &asked)).sum();
        assert_eq!(asked.count, sum, "{asked:?}");
        some += usize::from(sum > 0);
    }
    assert!(some > 50, "{some}");
}

#[test]
fn each_number_of_a_subdistrict_falls_into_its_communities_shares() {
    let subdistrict = subdistrict();
    for asked in subdistrict.together().counts() {
        if asked.grid.is_none() {
            let shares = subdistrict.shares(&asked.report, &asked.only).unwrap();
            assert_eq!(shares.of.len(), 3);
            let sum: u32 = shares.of.iter().map(|(_, share)| share.count).sum();
            assert_eq!(sum, asked.count, "{asked:?}");
            let asks_the_same = |share: &Counted| share.only == asked.only;
            assert!(shares.of.iter().all(|(_, share)| asks_the_same(share)));
        }
    }
}

#[test]
fn a_number_that_no_community_has_falls_into_no_shares() {
    let subdistrict = subdistrict();
    let only = Only {
        category: Some("nonsense".into()),
        ..Default::default()
    };
    let needs = ReportName::Needs;
    assert_eq!(subdistrict.shares(&needs, &only), None);
}

#[test]
fn what_is_shared_out_is_said_in_words() {
    let subdistrict = subdistrict();
    let of_public = subdistrict.together().category_counts();
    let counts = of_public.into_iter().map(|[.., late]| late);
    let mut late = counts.filter(|late| late.only.category.as_deref() == Some("public_facility"));
    let late = late.next().unwrap();
    let shares = subdistrict.shares(&late.report, &late.only).unwrap();
    let title = "允景洪街道诉求台账（2026年11月：公共设施、超期）";
    assert_eq!(shares.title, title);
}

#[test]
fn the_last_line_of_a_subdistricts_table_sums_the_others() {
    let table = subdistrict().table();
    let (sum, rows) = table.rows.split_last().unwrap();
    assert_eq!(rows.len(), 3);
    let whole = |cell: &Cell| match cell {
        Cell::Number(number) => *number,
        Cell::Text(_) => 0,
    };
    for column in 1..table.columns.len() - 1 {
        let added: i64 = rows.iter().map(|row| whole(&row[column])).sum();
        assert_eq!(whole(&sum[column]), added, "{}", table.columns[column].key);
    }
}
