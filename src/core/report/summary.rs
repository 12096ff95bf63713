use std::collections::BTreeSet;

use jiff::civil::Date;

use super::facts::Facts;
use super::item::{NeedThen, WishThen};
use super::overview::{CategoryRow, GridName, Overview, PartyRow, Totals, WeekRow, WishRow};
use super::period::{Period, monday_of};
use crate::UnixMillis;
use crate::domain::{AreaId, NeedCategory, Party, WishState};

/// The states of wishes that the overview counts; rejected and withdrawn ones are no news.
const WISH_STATES: [WishState; 6] = [
    WishState::Collected,
    WishState::Verified,
    WishState::Published,
    WishState::Claimed,
    WishState::Fulfilled,
    WishState::Confirmed,
];

/// A claim that expires within this many milliseconds is about to.
const EXPIRING: i64 = 2 * UnixMillis::DAY;

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
            grids: self.grid_names(),
            grid,
            month: period.first,
            today: period.today,
            at: now,
            totals: Totals {
                open_needs: count(open.iter()),
                overdue_needs: count(open.iter().filter(is_late)),
                care_unseen: care.total.total.unseen,
                wishes_to_claim: count(in_state(&wishes, &WishState::Published)),
            },
            categories: self.category_rows(&open, &period),
            parties: party_rows(&open, &period),
            care,
            wishes: wish_rows(&wishes, &period),
            claims_expiring: count(wishes.iter().filter(|wish| expires_soon(wish, &period))),
            weeks: week_rows(&needs, &period),
        }
    }

    fn grid_names(&self) -> Vec<GridName> {
        let named = self.grids.iter().map(|grid| GridName {
            id: grid.id,
            name: grid.name.clone(),
        });
        named.collect()
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

/// Which of a row's four counts a need belongs to.
fn age_slot<'r>(row: &'r mut CategoryRow, need: &NeedThen<'_>, period: &Period) -> &'r mut u32 {
    match period.days_since(need.raised_on) {
        _ if need.days_late(period.today).is_some() => &mut row.overdue,
        ..=3 => &mut row.to_3_days,
        4..=7 => &mut row.to_7_days,
        8.. => &mut row.from_8_days,
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

fn expires_soon(wish: &WishThen<'_>, period: &Period) -> bool {
    let claim = wish.life.claim;
    wish.life.state == WishState::Claimed
        && claim.is_some_and(|claim| claim.expires_at.since(period.at) <= EXPIRING)
}

/// Needs recorded in each of twelve weeks, and needs resolved in it that still are.
fn week_rows(needs: &[NeedThen<'_>], period: &Period) -> Vec<WeekRow> {
    let row = |monday: Date| {
        let in_week = |day: Date| monday_of(day) == monday;
        let resolved = |need: &&NeedThen<'_>| need.resolved_on().is_some_and(in_week);
        WeekRow {
            monday,
            raised: count(needs.iter().filter(|need| in_week(need.raised_on))),
            resolved: count(needs.iter().filter(resolved)),
        }
    };
    period.mondays().into_iter().map(row).collect()
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
