//! 责任清单.

use super::village::*;
use crate::domain::*;
use crate::merge::RecordId;
use crate::report::{Cell, Only, Pick, ReportName, Table};

const COMMUNITY: Scope = Scope::Community(area(1));

fn grant(number: u128, account: AccountId, role: Role, area: AreaId) -> Grant {
    Grant {
        id: RecordId(uuid::Uuid::from_u128(0xD000 + number)),
        account,
        role,
        area,
        party: None,
    }
}

fn give(village: &mut Village, grant: &Grant) {
    village.put(COMMUNITY, Kind::Grant, grant.id, grant.fields());
}

fn duties(village: &Village, grid: Option<AreaId>, only: &Only) -> Table {
    let facts = village.facts();
    let table = facts.table_of(&ReportName::Duties, grid, only, NOVEMBER, now());
    table.unwrap()
}

/// `第 1 网格/3 栋/楼栋长/玉香`
fn rows(table: &Table) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Cell::Number(number) => Some(number.to_string()),
    };
    let line = |row: &Vec<Cell>| {
        let cells = [1, 3, 4, 5, 6].into_iter();
        let said: Vec<_> = cells.filter_map(|column| text(&row[column])).collect();
        said.join("/")
    };
    table.rows.iter().map(line).collect()
}

#[test]
fn each_grid_and_building_has_a_row_and_what_nobody_answers_for_is_a_gap() {
    let mut village = Village::new();
    give(&mut village, &grant(1, ROUSHAN, Role::GridMember, GRID_1));
    let chief = grant(2, ROUSHAN, Role::BuildingChief, area(31));
    give(&mut village, &chief);
    let table = duties(&village, None, &Only::default());
    assert_eq!(
        rows(&table),
        [
            "第 1 网格/网格员/玉罕/已落实",
            "第 1 网格/网格信息员/无人负责",
            "第 1 网格/3 栋/楼栋长/玉罕/已落实",
            "第 2 网格/网格员/无人负责",
            "第 2 网格/网格信息员/无人负责",
        ]
    );
    let gaps = duties(&village, Some(GRID_2), &Only::pick(Pick::Gap));
    assert_eq!(rows(&gaps).len(), 2);
    assert_eq!(
        gaps.title,
        "花卉园社区第 2 网格责任清单（截至2026年11月23日：无人负责）"
    );
}

#[test]
fn a_grant_taken_back_leaves_a_gap_and_two_who_share_a_grid_have_a_row_each() {
    let mut village = Village::new();
    let first = grant(1, ROUSHAN, Role::GridMember, GRID_1);
    give(&mut village, &first);
    let other = Account {
        id: AccountId(uuid::Uuid::from_u128(0xC002)),
        name: "阿玉".into(),
        role: Role::GridMember,
    };
    village.put(COMMUNITY, Kind::Account, other.id, other.fields());
    give(&mut village, &grant(2, other.id, Role::GridMember, GRID_1));
    let both = rows(&duties(&village, Some(GRID_1), &Only::default()));
    assert_eq!(
        both[..2],
        [
            "第 1 网格/网格员/玉罕/已落实",
            "第 1 网格/网格员/阿玉/已落实"
        ]
    );
    for number in [1, 2] {
        village.delete(RecordId(uuid::Uuid::from_u128(0xD000 + number)));
    }
    let after = rows(&duties(&village, Some(GRID_1), &Only::default()));
    assert_eq!(after[0], "第 1 网格/网格员/无人负责");
}
