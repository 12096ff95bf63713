//! 单位台账: shops, schools and companies, as they stand today. Nobody's own telephone is in it.

use super::lists::numbered;
use super::{Heading, Sorted, in_order};
use crate::domain::{AreaId, Organisation};
use crate::report::facts::Facts;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("grid", "网格", ColumnKind::Text),
    ("name", "名称", ColumnKind::Text),
    ("trade", "类型", ColumnKind::Text),
    ("address", "地址", ColumnKind::Text),
    ("phone", "单位电话", ColumnKind::Text),
    ("contact", "联系人", ColumnKind::Text),
    ("party_organisation", "党组织", ColumnKind::Text),
    ("employees", "从业人数", ColumnKind::Number),
    ("state", "状态", ColumnKind::Text),
];

impl Facts {
    /// Every organisation: by grid and name, those out of business last.
    pub(super) fn organisation_rows(&self, grid: Option<AreaId>) -> Vec<Row> {
        let all = self.organisations.values();
        let asked = all.filter(|(of, _)| Self::is_asked(grid, *of));
        let rows = asked.map(|(of, one)| Sorted {
            key: (
                one.closed,
                self.grids.iter().position(|area| Some(area.id) == *of),
                one.name.clone(),
                one.id,
            ),
            row: Row::of(one.id, self.organisation_cells(*of, one)),
        });
        numbered(in_order(rows.collect()))
    }

    fn organisation_cells(&self, grid: Option<AreaId>, one: &Organisation) -> Vec<Cell> {
        let building = one.site.building.and_then(|id| self.areas.get(&id));
        let building = building.map_or("", |area| area.name.as_str());
        vec![
            self.grid_name(grid).into(),
            one.name.as_str().into(),
            words::trade(&one.trade).into(),
            format!("{building} {}", one.site.address).trim().into(),
            one.phone.as_str().into(),
            one.contact.name.as_str().into(),
            one.party_organisation.then_some("有").into(),
            one.employees.into(),
            if one.closed { "歇业" } else { "在营" }.into(),
        ]
    }
}
