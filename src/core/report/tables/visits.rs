use std::cmp::Reverse;

use jiff::tz::Offset;

use super::Heading;
use crate::UnixMillis;
use crate::domain::{AreaId, ChecklistItem};
use crate::report::facts::Facts;
use crate::report::home::{Call, Home, Listed};
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row, Rows};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("day", "日期", ColumnKind::Date),
    ("time", "时间", ColumnKind::Text),
    ("grid", "网格", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("head", "户主", ColumnKind::Text),
    ("visitor", "走访人", ColumnKind::Text),
    ("purpose", "事由", ColumnKind::Text),
    ("outcome", "结果", ColumnKind::Text),
    ("attention", "要留意", ColumnKind::Text),
    ("note", "备注", ColumnKind::Text),
];

impl Facts {
    /// Visits of the month that stand, newest first. Who called is a fact of the visit; nothing
    /// here counts anybody's visits.
    /// There may be many: each row is made when it is taken.
    pub(super) fn visit_rows(&self, grid: Option<AreaId>, period: &Period) -> Rows<'_> {
        let mut listed = Vec::new();
        let homes = self.homes.values();
        for home in homes.filter(|home| Self::is_asked(grid, home.grid)) {
            let of_month = |call: &&Call| period.contains(call.day());
            let calls = home.visits.iter().filter(of_month);
            listed.extend(calls.filter_map(|call| Some((home, call, call.listed.as_deref()?))));
        }
        listed.sort_by_key(|(_, call, _)| Reverse(call.order()));
        let rows = listed.into_iter();
        Box::new(rows.map(|(home, call, visit)| {
            Row::of(home.household.id, self.visit_cells(home, call, visit))
        }))
    }

    fn visit_cells(&self, home: &Home, call: &Call, visit: &Listed) -> Vec<Cell> {
        vec![
            call.day().into(),
            time_of_day(call.line.at).into(),
            self.grid_name(home.grid).into(),
            self.place(Some(home.household.id)).into(),
            home.head.as_str().into(),
            self.account_name(visit.visitor).into(),
            words::purpose(&visit.purpose).into(),
            words::outcome(&call.line.outcome).into(),
            self.attention(visit).into(),
            (*visit.note).into(),
        ]
    }

    /// `用电用气有隐患、收缩压：180 mmHg`; `无变化` where all is as last time.
    fn attention(&self, visit: &Listed) -> String {
        let said = |item: &ChecklistItem| {
            let answer = visit.answer(&item.code)?;
            item.wants_attention(answer).then(|| item.statement(answer))
        };
        let said: Vec<_> = self.checklist.iter().filter_map(said).collect();
        match (said.is_empty(), visit.unchanged) {
            (true, true) => "无变化".to_owned(),
            (false, true) => format!("{}（同上次）", said.join("、")),
            (_, false) => said.join("、"),
        }
    }
}

/// `15:02`, in China.
fn time_of_day(at: UnixMillis) -> String {
    match jiff::Timestamp::from_millisecond(at.0) {
        Ok(moment) => {
            let time = Offset::constant(8).to_datetime(moment);
            format!("{:02}:{:02}", time.hour(), time.minute())
        }
        Err(_) => String::new(),
    }
}
