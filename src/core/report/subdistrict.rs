use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::counted::Counted;
use super::only::Only;
use super::overview::{Overview, WeekRow};
use super::table::{Cell, Column, ColumnKind, ReportName, Table};
use crate::UnixMillis;
use crate::domain::WishState;

/// What the table of a subdistrict's communities goes by.
const NAME: &str = "各社区情况";

/// A subdistrict at a glance: the figures of each of its communities, and nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subdistrict {
    /// Its name.
    pub name: String,
    /// First day of the month it is about.
    pub month: Date,
    /// When the oldest of its figures were counted.
    pub at: UnixMillis,
    /// Each community's own overview [as a whole](Overview::as_a_whole), by name.
    pub communities: Vec<Overview>,
    /// How many more communities it has, whose figures the hub is still counting.
    #[serde(default)]
    pub uncounted: u32,
}

/// What each community has of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares<'s> {
    /// What is counted: `允景洪街道诉求台账（2026年11月：公共设施、超期）`
    pub title: String,
    /// Each community with its own number and the rows that it counts there.
    pub of: Vec<(&'s Overview, Counted)>,
}

impl Subdistrict {
    /// What its table goes by, beside a community's own reports.
    #[must_use]
    pub fn report_name() -> ReportName {
        ReportName::from(NAME)
    }

    /// All its communities as one overview.
    #[must_use]
    pub fn together(&self) -> Overview {
        Overview::together(&self.name, self.month, self.at, &self.communities)
    }

    /// What each community has of a number of [`Self::together`]; none if there is no such number.
    #[must_use]
    pub fn shares(&self, report: &ReportName, only: &Only) -> Option<Shares<'_>> {
        let together = self.together();
        let is_it = |of: &Counted| of.report == *report && of.only == *only && of.grid.is_none();
        let sum = together.counts().into_iter().find(is_it)?;
        let share = |community| {
            let own = Overview::counts(community).into_iter().find(is_it);
            // What a community has no row for, it has none of.
            let none = || Counted {
                count: 0,
                ..sum.clone()
            };
            (community, own.unwrap_or_else(none))
        };
        let (year, month) = (self.month.year(), self.month.month());
        let said = match only.words(|code| together.code_name(code)).as_str() {
            "" => format!("{year}年{month}月"),
            words => format!("{year}年{month}月：{words}"),
        };
        Some(Shares {
            title: format!("{}{}（{said}）", self.name, report.title()),
            of: self.communities.iter().map(share).collect(),
        })
    }

    /// As a table, to sort, print and export: a line for each community, and their sum.
    #[must_use]
    pub fn table(&self) -> Table {
        let (year, month) = (self.month.year(), self.month.month());
        let column = |(key, title): (&str, &str)| {
            let kind = match key {
                "community" => ColumnKind::Text,
                _ => ColumnKind::Number,
            };
            Column::new(key, title, kind)
        };
        let sum = Overview {
            community: "合计".to_owned(),
            ..self.together()
        };
        Table {
            name: Self::report_name(),
            title: format!("{}{NAME}（{year}年{month}月）", self.name),
            only: Only::default(),
            at: self.at,
            columns: COLUMNS.map(column).into(),
            rows: self.communities.iter().chain([&sum]).map(cells).collect(),
            about: None,
        }
    }
}

const COLUMNS: [(&str, &str); 12] = [
    ("community", "社区"),
    ("open_needs", "未办结诉求"),
    ("overdue_needs", "其中超期"),
    ("for_community", "社区督办"),
    ("for_subdistrict", "报街道"),
    ("care_due", "该走访关爱户"),
    ("care_unseen", "还没走访"),
    ("wishes_to_claim", "可认领心愿"),
    ("wishes_confirmed", "圆满心愿"),
    ("raised", "12 周新诉求"),
    ("resolved", "12 周办结"),
    ("satisfaction", "12 周满意度"),
];

fn cells(row: &Overview) -> Vec<Cell> {
    let number = |number: u32| Cell::Number(i64::from(number));
    let sum = |of: fn(&WeekRow) -> u32| row.weeks.iter().map(of).sum::<u32>();
    let confirmed = row.wishes.iter();
    let confirmed = confirmed.filter(|wishes| wishes.state == WishState::Confirmed);
    vec![
        row.community.as_str().into(),
        number(row.totals.open_needs),
        number(row.totals.overdue_needs),
        number(row.totals.for_community),
        number(row.totals.for_subdistrict),
        number(row.care.total.total.due),
        number(row.totals.care_unseen),
        number(row.totals.wishes_to_claim),
        number(confirmed.map(|wishes| wishes.count).sum()),
        number(sum(|week| week.raised)),
        number(sum(|week| week.resolved)),
        mean(sum(|week| week.grades), sum(|week| week.rated)).into(),
    ]
}

/// The mean of grades with one decimal, `4.6`; empty where nothing was graded.
fn mean(grades: u32, rated: u32) -> String {
    match rated {
        0 => String::new(),
        rated => {
            let tenths = (grades * 10 + rated / 2) / rated;
            format!("{}.{}", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_grade_is_rounded_to_a_tenth_and_is_none_without_grades() {
        let said = [(0, 0), (14, 3), (13, 3), (5, 1)].map(|(grades, rated)| mean(grades, rated));
        assert_eq!(said, ["", "4.7", "4.3", "5.0"]);
    }
}
