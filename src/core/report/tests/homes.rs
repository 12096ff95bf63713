//! 关爱户名册, 人户台账 and 单位台账.

use super::village::*;
use crate::domain::*;
use crate::merge::RecordId;
use crate::report::{Cell, ReportName, Table};

fn lines(table: &Table) -> Vec<String> {
    let line = |row: &Vec<Cell>| row.iter().map(Cell::words).collect::<Vec<_>>().join("/");
    table.rows.iter().map(line).collect()
}

#[test]
fn the_register_has_every_care_household_with_whom_it_is_for_and_who_answers() {
    let mut village = Village::new();
    let grant = Grant {
        id: RecordId(uuid::Uuid::from_u128(0xD001)),
        account: ROUSHAN,
        role: Role::GridMember,
        area: GRID_1,
        party: None,
    };
    let community = Scope::Community(area(1));
    village.put(community, Kind::Grant, grant.id, grant.fields());
    village.household(GRID_1, 2, "李国华", &["living_alone"]);
    village.resident(GRID_1, 2, "李小明", Relation::Child, &["low_income"]);
    village.resident(GRID_1, 2, "王芳", Relation::Spouse, &[]);
    village.household(GRID_1, 1, "岩温", &["low_income"]);
    village.household(GRID_1, 3, "玉香", &[]);
    village.visit(GRID_1, 2, "2026-11-05", Outcome::Met);
    village.visit(GRID_1, 2, "2026-11-20", Outcome::NobodyHome);
    let table = village.table(&ReportName::Register);
    assert_eq!(table.title, "花卉园社区关爱户名册（截至2026年11月23日）");
    assert_eq!(
        lines(&table),
        [
            "1/第 1 网格/榕树小区 3-2-501/岩温/岩温/低保/玉罕//2026-11-23",
            "2/第 1 网格/榕树小区 3-2-502/李国华/李国华、李小明/独居老人、低保/玉罕/2026-11-05/2026-12-05",
        ]
    );
}

#[test]
fn every_household_stands_in_the_list_of_households_vacant_ones_too() {
    let mut village = Village::new();
    village.household_in(GRID_2, 3, "玉香", &[], Housing::Vacant);
    village.household(GRID_1, 2, "李国华", &["living_alone"]);
    village.resident(GRID_1, 2, "王芳", Relation::Spouse, &[]);
    let facts = village.facts();
    let table = village.table(&ReportName::Households);
    assert_eq!(
        lines(&table),
        [
            "1/第 1 网格/榕树小区/3 栋/2/502/李国华/自住/2/独居老人/",
            "2/第 2 网格/榕树小区/3 栋/2/503/玉香/空置/1//",
        ]
    );
    let one = facts.table(&ReportName::Households, Some(GRID_2), NOVEMBER, now());
    assert_eq!(one.unwrap().rows.len(), 1);
}

#[test]
fn everybody_stands_in_the_list_of_residents_the_head_first_without_number_or_telephone() {
    let mut village = Village::new();
    village.household(GRID_1, 2, "李国华", &["living_alone"]);
    village.resident(GRID_1, 2, "王芳", Relation::Spouse, &[]);
    village.household(GRID_1, 1, "岩温", &["low_income"]);
    let born = FieldsBuilder::new().maybe(
        "identity",
        Resident::identity(None, Some(day("1946-11-24"))),
    );
    village.edit_resident("李国华", born);
    let table = village.table(&ReportName::Residents);
    assert_eq!(
        lines(&table),
        [
            "1/第 1 网格/榕树小区 3-2-501/岩温/户主////傣族//低保/自住",
            "2/第 1 网格/榕树小区 3-2-502/李国华/户主//1946-11-24/79/傣族//独居老人/自住",
            "3/第 1 网格/榕树小区 3-2-502/王芳/配偶////傣族///自住",
        ]
    );
}

#[test]
fn organisations_stand_by_grid_those_out_of_business_last_and_nobodys_own_telephone() {
    let mut village = Village::new();
    for (grid, name, closed) in [(GRID_2, "米线店", false), (GRID_1, "药店", true)] {
        let organisation = Organisation {
            name: name.into(),
            trade: Trade::Shop,
            contact: Contact {
                name: "岩温".into(),
                phone: "13900000001".into(),
            },
            closed,
            ..Organisation::read(&shop()).unwrap()
        };
        village.add(Scope::Grid(grid), Kind::Organisation, organisation.fields());
    }
    let lines = lines(&village.table(&ReportName::Organisations));
    assert_eq!(
        lines,
        [
            "1/第 2 网格/米线店/商铺///岩温///在营",
            "2/第 1 网格/药店/商铺///岩温///歇业",
        ]
    );
}

fn shop() -> crate::merge::Record {
    let mut village = Village::new();
    village.organisation(GRID_1, "店");
    village.records.pop().unwrap().1
}
