//! Which rows each number of the overview counts, so that it can be followed down to them.

use super::only::{Holder, Only, Pick};
use super::overview::{CareRow, Coverage, Overview};
use super::table::ReportName;
use crate::domain::{AreaId, WishState};

/// A number, and the rows that it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The number.
    pub count: u32,
    /// In which report its rows are.
    pub report: ReportName,
    /// In which grid; none for all of them.
    pub grid: Option<AreaId>,
    /// Which rows of it, in the overview's month.
    pub only: Only,
}

impl Overview {
    fn counted(&self, count: u32, report: ReportName, only: Only) -> Counted {
        Counted {
            count,
            report,
            grid: self.grid,
            only,
        }
    }

    /// Open needs, and those of them that are overdue.
    #[must_use]
    pub fn need_totals(&self) -> [Counted; 2] {
        let totals = [
            (self.totals.open_needs, Pick::Open),
            (self.totals.overdue_needs, Pick::Overdue),
        ];
        totals.map(|(count, pick)| self.counted(count, ReportName::Needs, Only::pick(pick)))
    }

    /// Overdue needs that the community follows up itself, and those that the subdistrict is told
    /// of.
    #[must_use]
    pub fn ladder_totals(&self) -> [Counted; 2] {
        let totals = [
            (self.totals.for_community, Pick::ForCommunity),
            (self.totals.for_subdistrict, Pick::ForSubdistrict),
        ];
        totals.map(|(count, pick)| self.counted(count, ReportName::Needs, Only::pick(pick)))
    }

    /// Care households not met in time.
    #[must_use]
    pub fn care_total(&self) -> Counted {
        self.counted(self.totals.care_unseen, ReportName::Care, Only::default())
    }

    /// Wishes that anybody may claim, and claims that are about to expire.
    #[must_use]
    pub fn wish_totals(&self) -> [Counted; 2] {
        let claimable = Only {
            state: Some(WishState::Published),
            ..Only::default()
        };
        let expiring = Only::pick(Pick::Expiring);
        [
            self.counted(self.totals.wishes_to_claim, ReportName::Wishes, claimable),
            self.counted(self.claims_expiring, ReportName::Wishes, expiring),
        ]
    }

    /// Of each category, all open needs, then those of four ages.
    #[must_use]
    pub fn category_counts(&self) -> Vec<[Counted; 5]> {
        let rows = self.categories.iter().map(|row| {
            let sum = row.to_3_days + row.to_7_days + row.from_8_days + row.overdue;
            let ages = [
                (sum, Pick::Open),
                (row.to_3_days, Pick::To3Days),
                (row.to_7_days, Pick::To7Days),
                (row.from_8_days, Pick::From8Days),
                (row.overdue, Pick::Overdue),
            ];
            ages.map(|(count, pick)| {
                let only = Only {
                    category: Some(row.code.clone()),
                    ..Only::pick(pick)
                };
                self.counted(count, ReportName::Needs, only)
            })
        });
        rows.collect()
    }

    /// Of each party, all open needs, then those in time and overdue.
    #[must_use]
    pub fn party_counts(&self) -> Vec<[Counted; 3]> {
        let rows = self.parties.iter().map(|row| {
            standing(row.in_time, row.overdue).map(|(count, pick)| {
                let only = Only {
                    party: Some(Holder(row.party.clone())),
                    ..Only::pick(pick)
                };
                self.counted(count, ReportName::Needs, only)
            })
        });
        rows.collect()
    }

    /// Of each grid, and of what lies in none, all open needs, then those in time and overdue.
    #[must_use]
    pub fn grid_counts(&self) -> Vec<[Counted; 3]> {
        let rows = self.by_grid.iter().map(|row| {
            standing(row.in_time, row.overdue).map(|(count, pick)| {
                let only = Only {
                    stray: row.grid.is_none(),
                    ..Only::pick(pick)
                };
                Counted {
                    grid: row.grid,
                    ..self.counted(count, ReportName::Needs, only)
                }
            })
        });
        rows.collect()
    }

    /// A row of the care table: under each tag and in all, those not met and those due.
    #[must_use]
    pub fn care_counts(&self, row: &CareRow) -> Vec<[Counted; 2]> {
        let tags = self.care.tags.iter().map(|tag| Some(tag.code.clone()));
        let cells = row.cells.iter().chain([&row.total]);
        tags.chain([None])
            .zip(cells)
            .map(|(tag, cell)| {
                self.covered(
                    *cell,
                    &Only {
                        tag,
                        ..Only::default()
                    },
                )
                .map(|counted| Counted {
                    grid: row.grid.or(self.grid),
                    ..counted
                })
            })
            .collect()
    }

    fn covered(&self, cell: Coverage, only: &Only) -> [Counted; 2] {
        let due = Only {
            pick: Some(Pick::Due),
            ..only.clone()
        };
        [
            self.counted(cell.unseen, ReportName::Care, only.clone()),
            self.counted(cell.due, ReportName::Care, due),
        ]
    }

    /// The wishes of each state.
    #[must_use]
    pub fn wish_counts(&self) -> Vec<Counted> {
        let rows = self.wishes.iter().map(|row| {
            let only = Only {
                state: Some(row.state.clone()),
                ..Only::default()
            };
            self.counted(row.count, ReportName::Wishes, only)
        });
        rows.collect()
    }

    /// Of each week: needs recorded, resolved and graded; care households not met and due.
    #[must_use]
    pub fn week_counts(&self) -> Vec<[Counted; 5]> {
        let rows = self.weeks.iter().map(|row| {
            let week = Only {
                week: Some(row.monday),
                ..Only::default()
            };
            let needs = |count, pick| {
                let only = Only {
                    pick: Some(pick),
                    ..week.clone()
                };
                self.counted(count, ReportName::Needs, only)
            };
            let [unseen, due] = self.covered(row.coverage, &week);
            [
                needs(row.raised, Pick::Raised),
                needs(row.resolved, Pick::Resolved),
                needs(row.rated, Pick::Rated),
                unseen,
                due,
            ]
        });
        rows.collect()
    }

    /// Every number that can be followed.
    #[must_use]
    pub fn counts(&self) -> Vec<Counted> {
        let mut all = Vec::new();
        all.extend(self.need_totals());
        all.extend(self.ladder_totals());
        all.push(self.care_total());
        all.extend(self.wish_totals());
        all.extend(self.category_counts().into_iter().flatten());
        all.extend(self.party_counts().into_iter().flatten());
        all.extend(self.grid_counts().into_iter().flatten());
        for row in self.care.rows.iter().chain([&self.care.total]) {
            all.extend(self.care_counts(row).into_iter().flatten());
        }
        all.extend(self.wish_counts());
        all.extend(self.week_counts().into_iter().flatten());
        all
    }
}

const fn standing(in_time: u32, overdue: u32) -> [(u32, Pick); 3] {
    let all = (in_time + overdue, Pick::Open);
    [all, (in_time, Pick::InTime), (overdue, Pick::Overdue)]
}
