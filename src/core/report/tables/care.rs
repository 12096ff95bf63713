use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Heading, Sorted, in_order};
use crate::domain::AreaId;
use crate::report::coverage::Standing;
use crate::report::facts::Facts;
use crate::report::home::{Call, Home};
use crate::report::only::{Only, Pick};
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("grid", "网格", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("head", "户主", ColumnKind::Text),
    ("tags", "关爱类别", ColumnKind::Text),
    ("last_met", "上次见到", ColumnKind::Date),
    ("due_on", "该到", ColumnKind::Date),
    ("days_late", "逾期天数", ColumnKind::Number),
    ("last_try", "最近一次没见到", ColumnKind::Date),
    ("last_outcome", "那次情况", ColumnKind::Text),
];

impl Facts {
    /// Care households that should be met this month and were not yet: by grid, the latest on
    /// top.
    /// Narrowed to a week, those of that week; with those that were met if it is asked for.
    pub(super) fn care_rows(&self, grid: Option<AreaId>, only: &Only, period: &Period) -> Vec<Row> {
        let period = &only.week.map_or(*period, |monday| period.week(monday));
        let with_seen = only.pick == Some(Pick::Due);
        let mut rows = Vec::new();
        for (home, standing) in self.care_homes(grid, period) {
            let due_on = match standing {
                Standing::Unseen(due_on) => Some(due_on),
                Standing::Seen if with_seen => None,
                _ => continue,
            };
            if only.tag.as_ref().is_none_or(|tag| home.tags.contains(tag)) {
                let late = standing.days_late(period.today);
                let place = self.place(Some(home.household.id));
                let mut cells = vec![
                    self.grid_name(home.grid).into(),
                    place.clone().into(),
                    home.head.as_str().into(),
                    self.tag_names(home).into(),
                ];
                cells.extend(self.tries(home, period, due_on.into(), late.into()));
                rows.push(Sorted {
                    key: (
                        self.grids
                            .iter()
                            .position(|area| Some(area.id) == home.grid),
                        Reverse(late),
                        due_on,
                        place,
                        home.household.id,
                    ),
                    row: Row::of(home.household.id, cells),
                });
            }
        }
        in_order(rows)
    }

    /// From the last time somebody was met to the last try since.
    fn tries(&self, home: &Home, period: &Period, due_on: Cell, late: Cell) -> [Cell; 5] {
        let known = |call: &&Call| period.knows(call.line.at);
        let calls = || home.visits.iter().rev().filter(known);
        let met = calls().find(|call| call.met());
        let since = met.map(|call| call.order());
        let tried = calls().next().filter(|call| Some(call.order()) > since);
        [
            met.map(Call::day).into(),
            due_on,
            late,
            tried.map(Call::day).into(),
            tried
                .map_or("", |call| words::outcome(&call.line.outcome))
                .into(),
        ]
    }

    /// `独居老人、低保`, in the catalogue's order.
    pub(super) fn tag_names(&self, home: &Home) -> String {
        self.names_of(&home.tags)
    }

    /// The same of any tags.
    pub(super) fn names_of(&self, tags: &BTreeSet<String>) -> String {
        let names: Vec<_> = self
            .tags
            .iter()
            .filter(|tag| tags.contains(&tag.code))
            .map(|tag| tag.name.as_str())
            .collect();
        names.join("、")
    }
}
