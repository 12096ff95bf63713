use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::only::Only;
use super::overview::{Coverage, Overview, Totals};
use super::table::{Cell, Column, ColumnKind, ReportName, Table};
use crate::UnixMillis;
use crate::domain::{AreaId, WishState};

/// What the table of a subdistrict's communities goes by.
const NAME: &str = "各社区情况";

/// A subdistrict at a glance: a line for each community, and nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subdistrict {
    /// Its name.
    pub name: String,
    /// First day of the month it is about.
    pub month: Date,
    /// When the oldest of its lines was counted.
    pub at: UnixMillis,
    /// By name.
    pub communities: Vec<CommunityRow>,
}

/// A community's figures, as its own overview has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityRow {
    /// Which.
    pub id: AreaId,
    /// `花卉园社区`
    pub name: String,
    /// When they were counted.
    pub at: UnixMillis,
    /// What matters most.
    pub totals: Totals,
    /// Its care households in the month.
    pub coverage: Coverage,
    /// Wishes confirmed in the month.
    pub wishes_confirmed: u32,
    /// Needs recorded in the last twelve weeks.
    pub raised: u32,
    /// Needs resolved in the last twelve weeks, and still so.
    pub resolved: u32,
    /// Needs whose result was graded in the last twelve weeks.
    pub rated: u32,
    /// The sum of those grades, each from 1 to 5.
    pub grades: u32,
}

impl CommunityRow {
    /// Out of the overview of a whole community.
    #[must_use]
    pub fn of(id: AreaId, overview: &Overview) -> Self {
        let confirmed = overview.wishes.iter();
        let confirmed = confirmed.filter(|row| row.state == WishState::Confirmed);
        let sum = |of: fn(&super::WeekRow) -> u32| overview.weeks.iter().map(of).sum();
        Self {
            id,
            name: overview.community.clone(),
            at: overview.at,
            totals: overview.totals,
            coverage: overview.care.total.total,
            wishes_confirmed: confirmed.map(|row| row.count).sum(),
            raised: sum(|week| week.raised),
            resolved: sum(|week| week.resolved),
            rated: sum(|week| week.rated),
            grades: sum(|week| week.grades),
        }
    }

    /// The mean grade with one decimal, `4.6`; empty where nothing was graded.
    #[must_use]
    pub fn satisfaction(&self) -> String {
        match self.rated {
            0 => String::new(),
            rated => {
                let tenths = (self.grades * 10 + rated / 2) / rated;
                format!("{}.{}", tenths / 10, tenths % 10)
            }
        }
    }
}

impl Subdistrict {
    /// What its table goes by, beside a community's own reports.
    #[must_use]
    pub fn report_name() -> ReportName {
        ReportName::from(NAME)
    }

    /// As a table, to sort, print and export.
    #[must_use]
    pub fn table(&self) -> Table {
        let (year, month) = (self.month.year(), self.month.month());
        let column = |(key, title): (&str, &str)| Column {
            key: key.to_owned(),
            title: title.to_owned(),
            kind: match key {
                "community" => ColumnKind::Text,
                _ => ColumnKind::Number,
            },
        };
        Table {
            name: Self::report_name(),
            title: format!("{}{NAME}（{year}年{month}月）", self.name),
            only: Only::default(),
            at: self.at,
            columns: COLUMNS.map(column).into(),
            rows: self.communities.iter().map(cells).collect(),
        }
    }
}

const COLUMNS: [(&str, &str); 10] = [
    ("community", "社区"),
    ("open_needs", "未办结诉求"),
    ("overdue_needs", "其中超期"),
    ("care_due", "该走访关爱户"),
    ("care_unseen", "还没走访"),
    ("wishes_to_claim", "可认领心愿"),
    ("wishes_confirmed", "圆满心愿"),
    ("raised", "12 周新诉求"),
    ("resolved", "12 周办结"),
    ("satisfaction", "12 周满意度"),
];

fn cells(row: &CommunityRow) -> Vec<Cell> {
    let number = |number: u32| Cell::Number(i64::from(number));
    vec![
        row.name.as_str().into(),
        number(row.totals.open_needs),
        number(row.totals.overdue_needs),
        number(row.coverage.due),
        number(row.totals.care_unseen),
        number(row.totals.wishes_to_claim),
        number(row.wishes_confirmed),
        number(row.raised),
        number(row.resolved),
        row.satisfaction().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_grade_is_rounded_to_a_tenth_and_is_none_without_grades() {
        let row = |rated, grades| CommunityRow {
            id: "01930000-0000-7000-8000-000000000002".parse().unwrap(),
            name: String::new(),
            at: UnixMillis(0),
            totals: Totals::default(),
            coverage: Coverage::default(),
            wishes_confirmed: 0,
            raised: 0,
            resolved: 0,
            rated,
            grades,
        };
        let said = [(0, 0), (3, 14), (3, 13), (1, 5)]
            .map(|(rated, grades)| row(rated, grades).satisfaction());
        assert_eq!(said, ["", "4.7", "4.3", "5.0"]);
    }
}
