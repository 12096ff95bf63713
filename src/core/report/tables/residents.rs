//! 居民台账: who lives where, as of today. No number of theirs, no telephone and nothing of their
//! health is in it.

use super::homes::Key;
use super::lists::numbered;
use super::{Heading, Sorted, in_order};
use crate::domain::{AreaId, Resident, ResidentId};
use crate::report::facts::Facts;
use crate::report::home::Home;
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("grid", "网格", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("name", "姓名", ColumnKind::Text),
    ("relation", "与户主关系", ColumnKind::Text),
    ("sex", "性别", ColumnKind::Text),
    ("born", "出生日期", ColumnKind::Date),
    ("years", "年龄", ColumnKind::Number),
    ("ethnicity", "民族", ColumnKind::Text),
    ("party_member", "党员", ColumnKind::Text),
    ("tags", "关爱类别", ColumnKind::Text),
    ("housing", "住法", ColumnKind::Text),
];

impl Facts {
    /// Everybody who lives in a household, door by door, the head first.
    pub(super) fn resident_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let residents = self.residents.values();
        let rows = residents.filter_map(|resident| {
            let home = self.homes.get(&resident.household)?;
            Self::is_asked(grid, home.grid).then(|| Sorted {
                key: self.bed(home, resident),
                row: Row::of(
                    resident.household,
                    self.resident_cells(home, resident, period),
                ),
            })
        });
        numbered(in_order(rows.collect()))
    }

    fn bed(&self, home: &Home, resident: &Resident) -> (Key, bool, ResidentId) {
        let name = &resident.name;
        (self.door(home), *name != home.head, resident.id)
    }

    fn resident_cells(&self, home: &Home, resident: &Resident, period: &Period) -> Vec<Cell> {
        let years = resident.age(period.today).map(i64::from);
        vec![
            self.grid_name(home.grid).into(),
            self.place(Some(home.household.id)).into(),
            resident.name.as_str().into(),
            resident.relation.as_ref().map(words::relation).into(),
            resident.sex.as_ref().map(words::sex).into(),
            resident.born.into(),
            years.into(),
            resident.ethnicity.as_str().into(),
            resident.party_member.then_some("是").into(),
            self.names_of(&resident.care_tags).into(),
            words::housing(&home.household.housing).into(),
        ]
    }
}
