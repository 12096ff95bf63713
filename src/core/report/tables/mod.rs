//! The reports, one file each: which rows, in which order, and what stands in them.

mod care;
mod duties;
mod homes;
mod hours;
mod lists;
mod needs;
mod organisations;
mod points;
mod residents;
mod visits;
mod wishes;

use jiff::civil::Date;

use super::facts::Facts;
use super::only::Only;
use super::period::Period;
use super::table::{About, Column, ColumnKind, ReportName, Row, Rows, Table};
use crate::domain::AreaId;
use crate::{UnixMillis, china_date};

/// A column's key, title and kind.
type Heading = (&'static str, &'static str, ColumnKind);

impl Facts {
    /// A report on the community, or one of its grids, for the month that `month` falls in, seen
    /// from `now`; none if this version does not know the report.
    ///
    /// The running month stands as of today, a past one as of its last day.
    #[must_use]
    pub fn table(
        &self,
        name: &ReportName,
        grid: Option<AreaId>,
        month: Date,
        now: UnixMillis,
    ) -> Option<Table> {
        self.table_of(name, grid, &Only::default(), month, now)
    }

    /// The same, narrowed to the rows that a number of the overview counts.
    #[must_use]
    pub fn table_of(
        &self,
        name: &ReportName,
        grid: Option<AreaId>,
        only: &Only,
        month: Date,
        now: UnixMillis,
    ) -> Option<Table> {
        let (table, rows) = self.rows_of(name, grid, only, month, now)?;
        Some(table.with(rows))
    }

    /// The same as a table that has no rows yet, and its rows.
    #[must_use]
    pub fn rows_of(
        &self,
        name: &ReportName,
        grid: Option<AreaId>,
        only: &Only,
        month: Date,
        now: UnixMillis,
    ) -> Option<(Table, Rows<'_>)> {
        let only = only.of(name);
        let period = match name.is_of_today() {
            true => Period::new(china_date(now), now),
            false => Period::new(month, now),
        };
        let (headings, rows): (&[Heading], Rows<'_>) = match name {
            ReportName::Needs => (needs::HEADINGS, held(self.need_rows(grid, &only, &period))),
            ReportName::Care => (care::HEADINGS, held(self.care_rows(grid, &only, &period))),
            ReportName::Register => (homes::REGISTER, held(self.register_rows(grid, &period))),
            ReportName::Wishes => (wishes::HEADINGS, held(self.wish_rows(grid, &only, &period))),
            ReportName::Visits => (visits::HEADINGS, self.visit_rows(grid, &period)),
            ReportName::Households => (homes::HOUSEHOLDS, held(self.household_rows(grid))),
            ReportName::Residents => (residents::HEADINGS, held(self.resident_rows(grid, &period))),
            ReportName::Organisations => {
                (organisations::HEADINGS, held(self.organisation_rows(grid)))
            }
            ReportName::NeedsList => (lists::NEEDS, held(self.waiting_rows(grid, &period))),
            ReportName::ResourcesList => {
                (lists::RESOURCES, held(self.resource_rows(grid, &period)))
            }
            ReportName::ProjectsList => (lists::PROJECTS, held(self.project_rows(grid))),
            ReportName::Duties => (duties::HEADINGS, held(self.duty_rows(grid, &only))),
            ReportName::Hours => (hours::HEADINGS, held(self.service_rows(grid, &period))),
            ReportName::Points => (points::HEADINGS, held(self.points_rows(grid, &period))),
            ReportName::Other(_) => return None,
        };
        let table = Table {
            name: name.clone(),
            title: self.title(name, grid, &only, &period),
            only,
            at: now,
            columns: headings.iter().map(column).collect(),
            rows: Vec::new(),
            about: name.leads_to().map(About::new),
        };
        Some((table, rows))
    }

    /// `花卉园社区第 3 网格诉求台账（2026年11月）`
    fn title(
        &self,
        name: &ReportName,
        grid: Option<AreaId>,
        only: &Only,
        period: &Period,
    ) -> String {
        let of_today = name.is_of_today();
        let (community, grid, name) = (&self.community, self.grid_name(grid), name.title());
        let then = if of_today {
            lists::as_of(period)
        } else {
            format!("{}年{}月", period.first.year(), period.first.month())
        };
        match only.words(|code| self.code_name(code)).as_str() {
            "" => format!("{community}{grid}{name}（{then}）"),
            only => format!("{community}{grid}{name}（{then}：{only}）"),
        }
    }

    /// What the catalogue calls a category or a care tag.
    fn code_name(&self, code: &str) -> String {
        let category = self.categories.iter().find(|row| row.code == code);
        let tag = self.tags.iter().find(|row| row.code == code);
        match (category, tag) {
            (Some(category), _) => category.name.clone(),
            (None, Some(tag)) => tag.name.clone(),
            (None, None) if code.is_empty() => "未分类".to_owned(),
            (None, None) => code.to_owned(),
        }
    }
}

/// Rows of which there are few enough to be made at once.
fn held<'f>(rows: Vec<Row>) -> Rows<'f> {
    Box::new(rows.into_iter())
}

fn column((key, title, kind): &Heading) -> Column {
    Column::new(*key, *title, kind.clone())
}

/// A row on its way, with what the report orders its rows by.
struct Sorted<K> {
    key: K,
    row: Row,
}

fn in_order<K: Ord>(mut rows: Vec<Sorted<K>>) -> Vec<Row> {
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    rows.into_iter().map(|sorted| sorted.row).collect()
}
