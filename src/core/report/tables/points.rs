//! 积分台账: each entry of volunteers' ledgers, as the hub wrote them.

use std::cmp::Reverse;

use super::{Heading, Sorted, in_order};
use crate::china_date;
use crate::domain::{AreaId, PointsEntry, PointsStep};
use crate::report::facts::Facts;
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("day", "日期", ColumnKind::Date),
    ("volunteer", "姓名", ColumnKind::Text),
    ("role", "身份", ColumnKind::Text),
    ("reason", "事由", ColumnKind::Text),
    ("about", "内容", ColumnKind::Text),
    ("points", "积分", ColumnKind::Number),
    ("balance", "余额", ColumnKind::Number),
    ("note", "备注", ColumnKind::Text),
    ("entered_by", "经办人", ColumnKind::Text),
];

impl Facts {
    /// What was credited, corrected and redeemed in the month, newest first; after each entry what
    /// stood to that person's credit.
    pub(super) fn points_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let mut rows = Vec::new();
        let ledgers = self.ledgers.iter();
        for (_, ledger) in ledgers.filter(|(account, _)| self.is_of_grid(**account, grid)) {
            let mut balance = 0_i64;
            for (place, entry) in ledger.entries.iter().enumerate() {
                balance = balance.saturating_add(entry.points);
                if (period.first..=period.last).contains(&china_date(entry.at)) {
                    rows.push(Sorted {
                        key: Reverse((entry.at, entry.account, place)),
                        row: self.points_cells(entry, balance).into(),
                    });
                }
            }
        }
        in_order(rows)
    }

    fn points_cells(&self, entry: &PointsEntry, balance: i64) -> Vec<Cell> {
        vec![
            china_date(entry.at).into(),
            self.account_name(entry.account).into(),
            self.role_word(entry.account).into(),
            words::points_step(&entry.step).into(),
            match entry.step {
                PointsStep::Wish => format!("{} 号", entry.name).into(),
                _ => entry.name.as_str().into(),
            },
            entry.points.into(),
            balance.into(),
            entry.note.as_str().into(),
            self.account_name(entry.by).into(),
        ]
    }
}
