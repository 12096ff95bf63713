//! 关爱户名册 and 人户台账: the households themselves, as they stand today.

use super::lists::numbered;
use super::{Heading, Sorted, in_order};
use crate::domain::{Area, AreaId, AreaLevel, Due, HouseholdId, Role, due_date};
use crate::report::facts::Facts;
use crate::report::home::{Call, Home};
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const REGISTER: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("grid", "网格", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("head", "户主", ColumnKind::Text),
    ("cared_for", "关爱对象", ColumnKind::Text),
    ("tags", "关爱类别", ColumnKind::Text),
    ("in_charge", "网格员", ColumnKind::Text),
    ("last_met", "上次见到", ColumnKind::Date),
    ("due_on", "下次该到", ColumnKind::Date),
];

pub(super) const HOUSEHOLDS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("grid", "网格", ColumnKind::Text),
    ("compound", "小区", ColumnKind::Text),
    ("building", "楼栋", ColumnKind::Text),
    ("unit", "单元", ColumnKind::Text),
    ("room", "房号", ColumnKind::Text),
    ("head", "户主", ColumnKind::Text),
    ("housing", "住法", ColumnKind::Text),
    ("people", "人数", ColumnKind::Number),
    ("tags", "关爱类别", ColumnKind::Text),
    ("last_met", "上次见到", ColumnKind::Date),
];

/// Where a household stands in a list: by grid, compound and building, then up the stairs.
pub(super) type Key = (Option<usize>, i64, i64, String, i64, String, HouseholdId);

impl Facts {
    /// Every household that somebody with a care tag lives in.
    pub(super) fn register_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let homes = self.care_homes(grid, period);
        let rows = homes.map(|(home, _)| Sorted {
            key: self.door(home),
            row: Row::of(home.household.id, self.register_cells(home, period)),
        });
        numbered(in_order(rows.collect()))
    }

    /// Every household.
    pub(super) fn household_rows(&self, grid: Option<AreaId>) -> Vec<Row> {
        let homes = self.homes.values();
        let homes = homes.filter(|home| Self::is_asked(grid, home.grid));
        let rows = homes.map(|home| Sorted {
            key: self.door(home),
            row: Row::of(home.household.id, self.household_cells(home)),
        });
        numbered(in_order(rows.collect()))
    }

    fn register_cells(&self, home: &Home, period: &Period) -> Vec<Cell> {
        let tags = home.tags.iter().map(String::as_str);
        let housing = &home.household.housing;
        let met = last_met(home).map(Call::day);
        let due = match due_date(&self.rules, housing, tags, met, period.today) {
            Due::By(day) => Some(day),
            Due::Never => None,
        };
        let in_charge = home
            .grid
            .map(|grid| self.answering(grid, &Role::GridMember));
        vec![
            self.grid_name(home.grid).into(),
            self.place(Some(home.household.id)).into(),
            home.head.as_str().into(),
            home.cared_for.join("、").into(),
            self.tag_names(home).into(),
            in_charge.unwrap_or_default().join("、").into(),
            met.into(),
            due.into(),
        ]
    }

    fn household_cells(&self, home: &Home) -> Vec<Cell> {
        let [building, compound] = self.stands_in(home);
        let name = |area: Option<&Area>| area.map_or("", |area| area.name.as_str()).to_owned();
        let place = &home.household.place;
        vec![
            self.grid_name(home.grid).into(),
            name(compound).into(),
            name(building).into(),
            place.unit.as_str().into(),
            place.room.as_str().into(),
            home.head.as_str().into(),
            words::housing(&home.household.housing).into(),
            i64::from(home.people).into(),
            self.tag_names(home).into(),
            last_met(home).map(Call::day).into(),
        ]
    }

    pub(super) fn door(&self, home: &Home) -> Key {
        let number = |area: Option<&Area>| area.map_or(i64::MAX, |area| area.number);
        let [building, compound] = self.stands_in(home);
        let place = &home.household.place;
        (
            self.grids
                .iter()
                .position(|area| Some(area.id) == home.grid),
            number(compound),
            number(building),
            place.unit.clone(),
            place.floor,
            place.room.clone(),
            home.household.id,
        )
    }

    /// The building and the compound.
    fn stands_in(&self, home: &Home) -> [Option<&Area>; 2] {
        let building = self.areas.get(&home.household.place.building);
        let above = building.and_then(|building| self.areas.get(&building.parent?));
        [
            building,
            above.filter(|area| area.level == AreaLevel::Compound),
        ]
    }
}

fn last_met(home: &Home) -> Option<&Call> {
    home.visits.iter().rev().find(|call| call.met())
}
