//! 责任清单: who answers for which grid and which building, and where nobody does. It says who to
//! turn to; what somebody did is never counted.

use super::lists::numbered;
use super::{Heading, Sorted, in_order};
use crate::domain::{Area, AreaId, AreaLevel, Role};
use crate::report::facts::Facts;
use crate::report::only::{Only, Pick};
use crate::report::table::{ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("grid", "网格", ColumnKind::Text),
    ("compound", "小区", ColumnKind::Text),
    ("building", "楼栋", ColumnKind::Text),
    ("role", "职责", ColumnKind::Text),
    ("in_charge", "负责人", ColumnKind::Text),
    ("state", "落实情况", ColumnKind::Text),
];

/// Levels between a building and its grid, and some to spare.
const LEVELS: usize = 8;

/// Where a row stands: grid by number, the grid itself before its compounds and buildings, roles
/// in their order, people by name.
type Key = (i64, Option<AreaId>, i64, i64, AreaId, u8, String);

impl Facts {
    /// A row for each who answers for a grid or a building, and one for each role that nobody has.
    pub(super) fn duty_rows(&self, grid: Option<AreaId>, only: &Only) -> Vec<Row> {
        let asked = self.areas.values().filter_map(|area| {
            let roles: &[Role] = match area.level {
                AreaLevel::Grid => &[Role::GridMember, Role::Informant],
                AreaLevel::Building => &[Role::BuildingChief],
                _ => return None,
            };
            let of = self.grid_of(area.id);
            Self::is_asked(grid, of).then_some((area, of, roles))
        });
        let gaps = only.pick == Some(Pick::Gap);
        let mut rows = Vec::new();
        for (area, of, roles) in asked {
            for role in roles {
                let who = self.answering(area.id, role);
                if who.is_empty() {
                    rows.push(self.duty_row(area, of, role, ""));
                }
                if !gaps {
                    let who = who.into_iter();
                    rows.extend(who.map(|name| self.duty_row(area, of, role, name)));
                }
            }
        }
        numbered(in_order(rows))
    }

    /// The names of those who answer for an area in a role.
    pub(super) fn answering(&self, area: AreaId, role: &Role) -> Vec<&str> {
        let grants = self.duties.iter();
        let held = grants.filter(|grant| grant.area == area && grant.role == *role);
        held.map(|grant| self.account_name(grant.account))
            .filter(|name| !name.is_empty())
            .collect()
    }

    fn duty_row(&self, area: &Area, grid: Option<AreaId>, role: &Role, who: &str) -> Sorted<Key> {
        let building = (area.level == AreaLevel::Building).then_some(area);
        let compound = building.and_then(|one| self.areas.get(&one.parent?));
        let compound = compound.filter(|one| one.level == AreaLevel::Compound);
        let number = |area: Option<&Area>| area.map_or(0, |area| area.number);
        let name = |area: Option<&Area>| area.map_or("", |area| area.name.as_str()).to_owned();
        let of = grid.and_then(|grid| self.areas.get(&grid));
        let state = if who.is_empty() {
            words::pick(&Pick::Gap)
        } else {
            "已落实"
        };
        Sorted {
            key: (
                of.map_or(i64::MAX, |grid| grid.number),
                grid,
                number(compound),
                number(building),
                area.id,
                role.rank(),
                who.to_owned(),
            ),
            row: vec![
                self.grid_name(grid).into(),
                name(compound).into(),
                name(building).into(),
                words::role(role).into(),
                who.into(),
                state.into(),
            ]
            .into(),
        }
    }

    /// The grid that an area lies in, or is.
    pub(in crate::report) fn grid_of(&self, mut id: AreaId) -> Option<AreaId> {
        for _ in 0..LEVELS {
            let area = self.areas.get(&id)?;
            if area.level == AreaLevel::Grid {
                return Some(id);
            }
            id = area.parent?;
        }
        None
    }
}
