//! Several overviews as one.

use jiff::civil::Date;

use super::overview::{
    CareRow, CareTable, CategoryRow, Coverage, GridName, GridRow, Overview, Parts, PartyRow,
    Totals, WeekRow, WishRow,
};
use crate::UnixMillis;
use crate::domain::AreaId;

impl Overview {
    /// A community's overview without what only its own desk goes by: its grids.
    #[must_use]
    pub fn as_a_whole(mut self) -> Self {
        self.grids.clear();
        self.by_grid.clear();
        self.care.rows.clear();
        self
    }

    /// Communities as one overview, in which each is a part as a grid is of a community. How long
    /// needs took is left out: the middle of all cannot be told from each one's middle.
    #[must_use]
    pub fn together(name: &str, month: Date, at: UnixMillis, of: &[Self]) -> Self {
        let parts = || of.iter().filter_map(|one| Some((one.area?, one)));
        let days = of.iter().map(|one| one.today);
        Self {
            community: name.to_owned(),
            area: None,
            parts: Parts::Communities,
            grids: parts()
                .map(|(id, one)| GridName {
                    id,
                    name: one.community.clone(),
                })
                .collect(),
            grid: None,
            month,
            today: days.max().unwrap_or(month),
            at,
            totals: of
                .iter()
                .fold(Totals::default(), |sum, one| sum.plus(one.totals)),
            categories: merged(
                of,
                |one| &one.categories,
                |a, b| a.code == b.code,
                CategoryRow::add,
            ),
            parties: merged(
                of,
                |one| &one.parties,
                |a, b| a.party == b.party,
                PartyRow::add,
            ),
            by_grid: parts().map(|(id, one)| needs_of(id, one)).collect(),
            care: care(of),
            wishes: merged(
                of,
                |one| &one.wishes,
                |a, b| a.state == b.state,
                WishRow::add,
            ),
            claims_expiring: of.iter().map(|one| one.claims_expiring).sum(),
            weeks: weeks(of),
        }
    }

    /// What it calls a category or a care tag.
    pub(super) fn code_name(&self, code: &str) -> String {
        let category = self.categories.iter().find(|row| row.code == code);
        let tag = self.care.tags.iter().find(|tag| tag.code == code);
        let name = category.map(|row| &row.name).or(tag.map(|tag| &tag.name));
        name.map_or_else(|| code.to_owned(), Clone::clone)
    }
}

/// The rows of all, those about the same thing added up, in the order in which they first come.
fn merged<R: Clone>(
    of: &[Overview],
    rows: fn(&Overview) -> &Vec<R>,
    same: fn(&R, &R) -> bool,
    add: fn(&mut R, &R),
) -> Vec<R> {
    let mut merged: Vec<R> = Vec::new();
    for row in of.iter().flat_map(rows) {
        match merged.iter_mut().find(|known| same(known, row)) {
            Some(known) => add(known, row),
            None => merged.push(row.clone()),
        }
    }
    merged
}

fn weeks(of: &[Overview]) -> Vec<WeekRow> {
    let mut weeks = merged(
        of,
        |one| &one.weeks,
        |a, b| a.monday == b.monday,
        WeekRow::add,
    );
    weeks.sort_by_key(|week| week.monday);
    for week in &mut weeks {
        week.median_days = None;
    }
    weeks
}

fn needs_of(community: AreaId, one: &Overview) -> GridRow {
    let Totals {
        open_needs,
        overdue_needs,
        ..
    } = one.totals;
    GridRow {
        grid: Some(community),
        in_time: open_needs.saturating_sub(overdue_needs),
        overdue: overdue_needs,
    }
}

/// A row for each community, a column for each tag that any of them has.
fn care(of: &[Overview]) -> CareTable {
    let tags = merged(of, |one| &one.care.tags, |a, b| a.code == b.code, |_, _| ());
    let cells = |one: &Overview| {
        let cell = |code: &str| {
            let own = one.care.tags.iter().zip(&one.care.total.cells);
            let mut own = own.filter(|(tag, _)| tag.code == code);
            own.next().map_or(Coverage::default(), |(_, cell)| *cell)
        };
        tags.iter().map(|tag| cell(&tag.code)).collect::<Vec<_>>()
    };
    let mut total = CareRow {
        grid: None,
        cells: vec![Coverage::default(); tags.len()],
        total: Coverage::default(),
    };
    let mut rows = Vec::new();
    for one in of {
        let row = CareRow {
            grid: one.area,
            cells: cells(one),
            total: one.care.total.total,
        };
        for (sum, cell) in total.cells.iter_mut().zip(&row.cells) {
            sum.add(*cell);
        }
        total.total.add(row.total);
        rows.push(row);
    }
    CareTable { tags, rows, total }
}

impl Totals {
    const fn plus(self, other: Self) -> Self {
        Self {
            open_needs: self.open_needs + other.open_needs,
            overdue_needs: self.overdue_needs + other.overdue_needs,
            for_community: self.for_community + other.for_community,
            for_subdistrict: self.for_subdistrict + other.for_subdistrict,
            care_unseen: self.care_unseen + other.care_unseen,
            wishes_to_claim: self.wishes_to_claim + other.wishes_to_claim,
        }
    }
}

impl CategoryRow {
    fn add(&mut self, other: &Self) {
        self.to_3_days += other.to_3_days;
        self.to_7_days += other.to_7_days;
        self.from_8_days += other.from_8_days;
        self.overdue += other.overdue;
    }
}

impl PartyRow {
    fn add(&mut self, other: &Self) {
        self.in_time += other.in_time;
        self.overdue += other.overdue;
    }
}

impl WishRow {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
    }
}

impl WeekRow {
    fn add(&mut self, other: &Self) {
        self.raised += other.raised;
        self.resolved += other.resolved;
        self.rated += other.rated;
        self.grades += other.grades;
        self.coverage.add(other.coverage);
    }
}
