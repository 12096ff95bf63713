use std::collections::BTreeSet;

use jiff::civil::Date;

use super::facts::Facts;
use super::item::{NeedThen, WishThen};
use super::only::{Only, Pick};
use super::overview::{
    CategoryRow, Coverage, GridName, GridRow, Overview, Parts, PartyRow, Totals, WeekRow, WishRow,
};
use super::period::Period;
use crate::UnixMillis;
use crate::domain::{AreaId, NeedCategory, Party, Rung, WishState};

/// The states of wishes that the overview counts; rejected and withdrawn ones are no news.
const WISH_STATES: [WishState; 6] = [
    WishState::Collected,
    WishState::Verified,
    WishState::Published,
    WishState::Claimed,
    WishState::Fulfilled,
    WishState::Confirmed,
];

impl Facts {
    /// The community, or one of its grids, in the month that `month` falls in, seen from `now`.
    ///
    /// The running month stands as of today, a past one as of its last day.
    #[must_use]
    pub fn overview(&self, grid: Option<AreaId>, month: Date, now: UnixMillis) -> Overview {
        let period = Period::new(month, now);
        let needs = self.needs_then(grid, &period);
        let wishes = self.wishes_then(grid, &period);
        let care = self.care_table(grid, &period);
        let open: Vec<_> = needs.iter().filter(|need| need.is_open()).collect();
        let is_late = |need: &&&NeedThen<'_>| need.days_late(period.today).is_some();

        Overview {
            community: self.community.clone(),
            area: self.area,
            parts: Parts::Grids,
            grids: self.grid_names(),
            grid,
            month: period.first,
            today: period.today,
            at: now,
            totals: Totals {
                open_needs: count(open.iter()),
                overdue_needs: count(open.iter().filter(is_late)),
                for_community: on_rung(&open, Rung::Community, &period),
                for_subdistrict: on_rung(&open, Rung::Subdistrict, &period),
                care_unseen: care.total.total.unseen,
                wishes_to_claim: count(in_state(&wishes, &WishState::Published)),
            },
            categories: self.category_rows(&open, &period),
            parties: party_rows(&open, &period),
            by_grid: self.grid_rows(grid, &open, &period),
            care,
            wishes: wish_rows(&wishes, &period),
            claims_expiring: count(wishes.iter().filter(|wish| wish.expires_soon(&period))),
            weeks: self.week_rows(grid, &needs, &period),
        }
    }

    fn grid_names(&self) -> Vec<GridName> {
        let named = self.grids.iter().map(|grid| GridName {
            id: grid.id,
            name: grid.name.clone(),
        });
        named.collect()
    }

    /// Every grid asked for, by number, then what lies in none.
    fn grid_rows(
        &self,
        asked: Option<AreaId>,
        open: &[&NeedThen<'_>],
        period: &Period,
    ) -> Vec<GridRow> {
        let row = |grid: Option<AreaId>| {
            let here = || open.iter().filter(|need| need.grid == grid);
            let overdue = count(here().filter(|need| need.days_late(period.today).is_some()));
            GridRow {
                grid,
                in_time: count(here()) - overdue,
                overdue,
            }
        };
        let grids = self.grids.iter().map(|area| Some(area.id));
        let mut rows: Vec<_> = grids
            .filter(|grid| Self::is_asked(asked, *grid))
            .map(row)
            .collect();
        let strays = row(None);
        rows.extend((strays.in_time + strays.overdue > 0).then_some(strays));
        rows
    }

    /// Each of twelve weeks: needs recorded, resolved (and still so) and graded in it, and care
    /// households that were to be met in it.
    fn week_rows(
        &self,
        grid: Option<AreaId>,
        needs: &[NeedThen<'_>],
        period: &Period,
    ) -> Vec<WeekRow> {
        let row = |monday: Date| {
            let of = |pick: Pick| {
                let only = Only {
                    week: Some(monday),
                    ..Only::pick(pick)
                };
                let of_week = needs.iter().filter(|need| need.is_in(&only, period));
                of_week.collect::<Vec<_>>()
            };
            let (resolved, rated) = (of(Pick::Resolved), of(Pick::Rated));
            let days = resolved.iter().filter_map(|need| need.days_to_resolve());
            let grades = rated.iter().filter_map(|need| need.rated_on());
            let mut coverage = Coverage::default();
            for (_, standing) in self.care_homes(grid, &period.week(monday)) {
                coverage.add(standing.coverage());
            }
            WeekRow {
                monday,
                raised: count(of(Pick::Raised).iter()),
                median_days: median(days.collect()),
                resolved: count(resolved.iter()),
                rated: count(rated.iter()),
                grades: grades.map(|(_, grade)| grade).sum(),
                coverage,
            }
        };
        period.mondays().into_iter().map(row).collect()
    }

    /// Every category of the catalogue, then those that only needs name.
    fn category_rows(&self, open: &[&NeedThen<'_>], period: &Period) -> Vec<CategoryRow> {
        let known = self
            .categories
            .iter()
            .map(|NeedCategory { code, name, .. }| (code.as_str(), name.as_str()));
        let mut rows: Vec<_> = known.map(|(code, name)| empty_row(code, name)).collect();
        let strange: BTreeSet<_> = open
            .iter()
            .map(|need| need.need.category.as_str())
            .filter(|code| rows.iter().all(|row| row.code != *code))
            .collect();
        rows.extend(strange.into_iter().map(|code| match code {
            "" => empty_row(code, "未分类"),
            code => empty_row(code, code),
        }));
        for row in &mut rows {
            for need in open {
                if need.need.category == row.code {
                    *age_slot(row, need, period) += 1;
                }
            }
        }
        rows
    }
}

fn empty_row(code: &str, name: &str) -> CategoryRow {
    CategoryRow {
        code: code.to_owned(),
        name: name.to_owned(),
        to_3_days: 0,
        to_7_days: 0,
        from_8_days: 0,
        overdue: 0,
    }
}

fn on_rung(open: &[&NeedThen<'_>], rung: Rung, period: &Period) -> u32 {
    count(
        open.iter()
            .filter(|need| need.rung(period.today) == Some(rung)),
    )
}

/// Which of a row's four counts a need belongs to.
fn age_slot<'r>(row: &'r mut CategoryRow, need: &NeedThen<'_>, period: &Period) -> &'r mut u32 {
    match need.age(period) {
        Some(Pick::To3Days) => &mut row.to_3_days,
        Some(Pick::To7Days) => &mut row.to_7_days,
        Some(Pick::From8Days) => &mut row.from_8_days,
        _ => &mut row.overdue,
    }
}

/// Nobody first, then every party this version knows, then those that only needs name.
fn party_rows(open: &[&NeedThen<'_>], period: &Period) -> Vec<PartyRow> {
    let known = Party::KNOWN.iter().cloned().map(Some);
    let mut holders: Vec<Option<Party>> = [None].into_iter().chain(known).collect();
    for need in open {
        if !holders.contains(&need.life.holder) {
            holders.push(need.life.holder.clone());
        }
    }
    let row = |party: Option<Party>| {
        let held = || open.iter().filter(|need| need.life.holder == party);
        let late = count(held().filter(|need| need.days_late(period.today).is_some()));
        PartyRow {
            in_time: count(held()) - late,
            overdue: late,
            party,
        }
    };
    holders.into_iter().map(row).collect()
}

/// Confirmed wishes count in the month of their confirmation only.
fn wish_rows(wishes: &[WishThen<'_>], period: &Period) -> Vec<WishRow> {
    let counts = |state: WishState| {
        let of_month = |wish: &&WishThen<'_>| {
            let ended = wish.ended_on();
            ended.is_none_or(|day| period.contains(day))
        };
        WishRow {
            count: count(in_state(wishes, &state).filter(of_month)),
            state,
        }
    };
    WISH_STATES.into_iter().map(counts).collect()
}

/// The middle one; of two the larger.
fn median(mut days: Vec<i64>) -> Option<u32> {
    days.sort_unstable();
    let middle = days.get(days.len() / 2)?;
    Some(u32::try_from(*middle).unwrap_or(0))
}

fn in_state<'w, 'f>(
    wishes: &'w [WishThen<'f>],
    state: &WishState,
) -> impl Iterator<Item = &'w WishThen<'f>> {
    wishes.iter().filter(move |wish| wish.life.state == *state)
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
