use jiff::civil::Date;

use super::facts::Facts;
use super::home::{Call, Home};
use super::overview::{CareRow, CareTable, Coverage, TagName};
use super::period::{Period, days_between};
use crate::domain::{AreaId, CareTag, Due, Housing, due_date};

/// How a care household stands in a month.
///
/// A care household is one that is not vacant and where somebody has a care tag of the catalogue.
/// In a month it *should be seen* if, counted from the last day somebody was met **before** the
/// month began, it is due on or before the month's last day; that includes what was late already,
/// and who was never met at all. Whoever *was met* in the month counts as due as well, early or
/// not. So a household met in the month is always due and seen, and the unseen are never more
/// than the due. Once seen, a household stays so for the month, even if its rule asks for a
/// second call in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not due in the month and not met.
    NotDue,
    /// Met in the month.
    Seen,
    /// Due by this day and not met yet.
    Unseen(Date),
}

impl Standing {
    pub(super) fn coverage(self) -> Coverage {
        let (unseen, due) = match self {
            Self::NotDue => (0, 0),
            Self::Seen => (0, 1),
            Self::Unseen(_) => (1, 1),
        };
        Coverage { unseen, due }
    }

    /// Days past the due day, from 1; none if it is not late.
    pub(super) fn days_late(self, today: Date) -> Option<i64> {
        match self {
            Self::Unseen(day) => Some(days_between(day, today)).filter(|late| *late > 0),
            _ => None,
        }
    }
}

impl Coverage {
    pub(super) fn add(&mut self, other: Self) {
        self.unseen += other.unseen;
        self.due += other.due;
    }
}

impl Facts {
    /// The care households of `grid`, or of all, with how they stand.
    pub(super) fn care_homes(
        &self,
        grid: Option<AreaId>,
        period: &Period,
    ) -> impl Iterator<Item = (&Home, Standing)> {
        self.homes
            .values()
            .filter(move |home| Self::is_asked(grid, home.grid) && self.is_care(home))
            .map(|home| (home, self.standing(home, period)))
    }

    fn is_care(&self, home: &Home) -> bool {
        home.household.housing != Housing::Vacant
            && self.tags.iter().any(|tag| home.tags.contains(&tag.code))
    }

    fn standing(&self, home: &Home, period: &Period) -> Standing {
        let met = |call: &&Call| call.met();
        let days = || home.visits.iter().filter(met).map(Call::day);
        if days().any(|day| period.contains(day)) {
            return Standing::Seen;
        }
        let before = days().filter(|day| *day < period.first).max();
        let tags = home.tags.iter().map(String::as_str);
        let housing = &home.household.housing;
        match due_date(&self.rules, housing, tags, before, period.today) {
            Due::By(day) if day <= period.last => Standing::Unseen(day),
            _ => Standing::NotDue,
        }
    }

    /// Care households by grid and care tag. A column for each tag that somebody due has.
    pub(super) fn care_table(&self, grid: Option<AreaId>, period: &Period) -> CareTable {
        let homes: Vec<_> = self
            .care_homes(grid, period)
            .filter(|(_, standing)| *standing != Standing::NotDue)
            .collect();
        let is_used = |tag: &&CareTag| homes.iter().any(|(home, _)| home.tags.contains(&tag.code));
        let tags: Vec<_> = self.tags.iter().filter(is_used).collect();

        let row = |grid: Option<AreaId>| {
            let mut row = CareRow {
                grid,
                cells: vec![Coverage::default(); tags.len()],
                total: Coverage::default(),
            };
            for (home, standing) in &homes {
                if Self::is_asked(grid, home.grid) {
                    let coverage = standing.coverage();
                    row.total.add(coverage);
                    for (tag, cell) in tags.iter().zip(&mut row.cells) {
                        if home.tags.contains(&tag.code) {
                            cell.add(coverage);
                        }
                    }
                }
            }
            row
        };
        let shown = self.grids.iter().map(|area| area.id);
        CareTable {
            rows: shown
                .filter(|id| Self::is_asked(grid, Some(*id)))
                .map(|id| row(Some(id)))
                .collect(),
            total: row(None),
            tags: tags
                .iter()
                .map(|tag| TagName {
                    code: tag.code.clone(),
                    name: tag.name.clone(),
                })
                .collect(),
        }
    }
}
