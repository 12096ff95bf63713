//! 志愿服务时长: who served where and how long, with what that makes in the year. Of each person
//! together and by name, so that a certificate can be written from it and nobody is ranked.

use std::collections::BTreeMap;

use super::Heading;
use super::lists::numbered;
use crate::domain::AreaId;
use crate::report::desk::Service;
use crate::report::facts::Facts;
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const HEADINGS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("volunteer", "姓名", ColumnKind::Text),
    ("role", "身份", ColumnKind::Text),
    ("day", "日期", ColumnKind::Date),
    ("sort", "类别", ColumnKind::Text),
    ("post", "岗位或活动", ColumnKind::Text),
    ("venue", "地点", ColumnKind::Text),
    ("hours", "时长（小时）", ColumnKind::Number),
    ("year_hours", "本年累计（小时）", ColumnKind::Number),
    ("points", "积分", ColumnKind::Number),
];

impl Facts {
    /// What was served in the month.
    pub(super) fn service_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let asked =
            |it: &&Service| self.is_volunteer(it.account) && self.is_of_grid(it.account, grid);
        let mut services: Vec<_> = self.services.iter().filter(asked).collect();
        services.sort_by_key(|it| {
            let (name, post) = (self.account_name(it.account), &it.post);
            (name, it.account, post.on, post.from, post.id)
        });
        let mut of_years = BTreeMap::new();
        let rows = services.into_iter().filter_map(|it| {
            let of_year = of_years.entry((it.account, it.post.on.year())).or_insert(0);
            *of_year += it.minutes;
            let of_month = (period.first..=period.last).contains(&it.post.on);
            of_month.then(|| self.service_cells(it, *of_year).into())
        });
        numbered(rows.collect())
    }

    fn service_cells(&self, service: &Service, of_year: i64) -> Vec<Cell> {
        let Service {
            account,
            post,
            minutes,
        } = service;
        vec![
            self.account_name(*account).into(),
            self.role_word(*account).into(),
            post.on.into(),
            words::post_sort(&post.sort).into(),
            post.title.as_str().into(),
            post.place.as_str().into(),
            hours(*minutes),
            hours(of_year),
            self.points_for(*account, post).into(),
        ]
    }
}

/// Hours to two places: 90 minutes are `1.5`, 100 are `1.67`.
fn hours(minutes: i64) -> Cell {
    let hundredths = (minutes * 100 + 30) / 60;
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.into(),
        (whole, part) => format!("{whole}.{part:02}").trim_end_matches('0').into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_said_in_hours_to_two_places() {
        let said = [60, 90, 100, 1, 125].map(|minutes| hours(minutes).words());
        assert_eq!(said, ["1", "1.5", "1.67", "0.02", "2.08"]);
    }
}
