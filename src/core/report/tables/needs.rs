use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Heading, Sorted, in_order};
use crate::domain::{AreaId, NeedId};
use crate::report::facts::Facts;
use crate::report::item::NeedThen;
use crate::report::only::Only;
use crate::report::period::{Period, days_between};
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "编号", ColumnKind::Text),
    ("category", "类别", ColumnKind::Text),
    ("text", "内容", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("grid", "网格", ColumnKind::Text),
    ("state", "状态", ColumnKind::Text),
    ("holder", "在谁手上", ColumnKind::Text),
    ("department", "哪个部门", ColumnKind::Text),
    ("urgency", "紧急程度", ColumnKind::Text),
    ("raised_on", "记录日", ColumnKind::Date),
    ("due_on", "最迟", ColumnKind::Date),
    ("days_waited", "已等天数", ColumnKind::Number),
    ("days_late", "超期天数", ColumnKind::Number),
    ("rung", "督办", ColumnKind::Text),
    ("satisfaction", "满意度", ColumnKind::Number),
];

impl Facts {
    /// Needs that are open, and those recorded or ended in the month. Open ones first, the
    /// latest on top; then the others, the newest on top.
    /// Narrowed to a week, those of that week whenever it was.
    pub(super) fn need_rows(&self, grid: Option<AreaId>, only: &Only, period: &Period) -> Vec<Row> {
        let needs = self.needs_then(grid, period).into_iter();
        let belongs = |need: &NeedThen<'_>| only.week.is_some() || belongs(need, period);
        let asked = needs.filter(|need| belongs(need) && need.is_in(only, period));
        let rows = asked.map(|need| {
            let closed = !need.is_open();
            Sorted {
                key: (
                    closed,
                    Reverse(need.days_late(period.today)),
                    need.due_on.filter(|_| !closed),
                    Reverse(need.raised_on),
                    need.need.id,
                ),
                row: Row::of(need.need.id, self.need_cells(&need, period)),
            }
        });
        in_order(rows.collect())
    }

    fn need_cells(&self, then: &NeedThen<'_>, period: &Period) -> Vec<Cell> {
        let need = then.need;
        let category = self.categories.iter().find(|row| row.code == need.category);
        let category = category.map_or(need.category.as_str(), |row| row.name.as_str());
        let until = then.ended_on().unwrap_or(period.today);
        let holder = match (then.is_open(), &then.life.holder) {
            (false, None) => "",
            (_, holder) => words::holder(holder.as_ref()),
        };
        vec![
            number(need.id, then.raised_on).into(),
            category.into(),
            need.text.as_str().into(),
            self.where_of(need).into(),
            self.grid_name(then.grid).into(),
            words::need_state(&then.life.state).into(),
            holder.into(),
            then.life.department.as_str().into(),
            words::urgency(&need.urgency).into(),
            then.raised_on.into(),
            then.due_on.into(),
            days_between(then.raised_on, until).max(0).into(),
            then.days_late(period.today).into(),
            then.rung(period.today).map_or("", words::rung).into(),
            then.life.satisfaction.into(),
        ]
    }
}

fn belongs(need: &NeedThen<'_>, period: &Period) -> bool {
    let in_month = |day: Date| period.contains(day);
    need.is_open() || in_month(need.raised_on) || need.ended_on().is_some_and(in_month)
}

/// `2611-9F03A2`: the month of recording and the end of the id. A running number would change
/// whenever a phone delivers an older need late.
fn number(id: NeedId, raised_on: Date) -> String {
    let tail = id.0.as_u128() & 0xFF_FFFF;
    let (year, month) = (raised_on.year() % 100, raised_on.month());
    format!("{year:02}{month:02}-{tail:06X}")
}
