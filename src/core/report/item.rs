use jiff::civil::Date;

use super::facts::Facts;
use super::only::{Holder, Only, Pick};
use super::period::{Period, days_between, monday_of};
use crate::domain::{
    AreaId, Effect, Need, NeedLife, NeedStep, Rung, StoredEvent, TimelineEntry, Wish, WishLife,
    WishState, fold_need, fold_wish,
};
use crate::{UnixMillis, china_date};

/// A claim that expires within this many milliseconds is about to.
const EXPIRING: i64 = 2 * UnixMillis::DAY;

/// A need or a wish with its events.
#[derive(Debug)]
pub(super) struct Item<T> {
    /// The need or wish.
    pub(super) what: T,
    /// The grid it lies in.
    pub(super) grid: Option<AreaId>,
    /// When it was recorded; like a visit's end no later than the hub's stamp.
    pub(super) raised_at: UnixMillis,
    /// In the order of folding.
    pub(super) events: Vec<StoredEvent>,
}

impl<T> Item<T> {
    pub(super) const fn new(what: T, grid: Option<AreaId>, raised_at: UnixMillis) -> Self {
        Self {
            what,
            grid,
            raised_at,
            events: Vec::new(),
        }
    }

    pub(super) fn in_order(mut self) -> Self {
        self.events.sort_by_key(|event| event.order);
        self
    }

    fn events_of(&self, period: &Period) -> impl Iterator<Item = StoredEvent> {
        let known = |event: &&StoredEvent| period.knows(event.effective_at());
        self.events.iter().filter(known).cloned()
    }
}

/// A need as it stood on a day.
#[derive(Debug)]
pub(super) struct NeedThen<'f> {
    /// The need.
    pub(super) need: &'f Need,
    /// Its grid.
    pub(super) grid: Option<AreaId>,
    /// The day it was recorded.
    pub(super) raised_on: Date,
    /// By when it should be resolved.
    pub(super) due_on: Option<Date>,
    /// Its life up to that day.
    pub(super) life: NeedLife,
}

/// A wish as it stood on a day.
#[derive(Debug)]
pub(super) struct WishThen<'f> {
    /// The wish.
    pub(super) wish: &'f Wish,
    /// Its grid.
    pub(super) grid: Option<AreaId>,
    /// The day it was recorded.
    pub(super) raised_on: Date,
    /// Its life up to that day.
    pub(super) life: WishLife,
}

impl Facts {
    /// The needs of `grid`, or of all, that had been recorded by then.
    pub(super) fn needs_then(&self, grid: Option<AreaId>, period: &Period) -> Vec<NeedThen<'_>> {
        let mut needs = Vec::new();
        for item in &self.needs {
            if Self::is_asked(grid, item.grid) && period.knows(item.raised_at) {
                needs.push(NeedThen {
                    need: &item.what,
                    grid: item.grid,
                    raised_on: china_date(item.raised_at),
                    due_on: self.due_on(item),
                    life: fold_need(item.events_of(period)),
                });
            }
        }
        needs
    }

    /// The day on the need, or else what its category allows.
    fn due_on(&self, item: &Item<Need>) -> Option<Date> {
        item.what.due_on.or_else(|| {
            let category = self
                .categories
                .iter()
                .find(|category| category.code == item.what.category)?;
            Some(category.within.after(china_date(item.raised_at)))
        })
    }

    /// The wishes of `grid`, or of all, that had been recorded by then.
    pub(super) fn wishes_then(&self, grid: Option<AreaId>, period: &Period) -> Vec<WishThen<'_>> {
        let mut wishes = Vec::new();
        for item in &self.wishes {
            if Self::is_asked(grid, item.grid) && period.knows(item.raised_at) {
                wishes.push(WishThen {
                    wish: &item.what,
                    grid: item.grid,
                    raised_on: china_date(item.raised_at),
                    life: fold_wish(item.events_of(period), period.at),
                });
            }
        }
        wishes
    }
}

impl NeedThen<'_> {
    pub(super) fn is_open(&self) -> bool {
        self.life.state.is_open()
    }

    /// Days past the due day, from 1; none if it is not late, or no longer open.
    pub(super) fn days_late(&self, today: Date) -> Option<i64> {
        let late = days_between(self.due_on?, today);
        (self.is_open() && late > 0).then_some(late)
    }

    /// What being late calls for; none if it is not late, or no longer open.
    pub(super) fn rung(&self, today: Date) -> Option<Rung> {
        Rung::of(self.due_on?, today).filter(|_| self.is_open())
    }

    /// The day it came to its end: resolved (and perhaps confirmed), merged or withdrawn.
    pub(super) fn ended_on(&self) -> Option<Date> {
        if self.is_open() {
            return None;
        }
        self.resolved_on()
            .or_else(|| last_step(&self.life.timeline))
    }

    /// Days from recording to resolving; none if it is not resolved.
    pub(super) fn days_to_resolve(&self) -> Option<i64> {
        Some(days_between(self.raised_on, self.resolved_on()?).max(0))
    }

    /// The day the resident graded the result, and the grade.
    pub(super) fn rated_on(&self) -> Option<(Date, u32)> {
        let grade = self.life.satisfaction?;
        let grade = u32::try_from(grade)
            .ok()
            .filter(|grade| (1..=5).contains(grade))?;
        let confirmed = |entry: &&TimelineEntry| {
            entry.effect == Effect::Applied
                && NeedStep::from(&*entry.event.event.step) == NeedStep::Confirm
        };
        let last = self.life.timeline.iter().rev().find(confirmed)?;
        Some((china_date(last.event.effective_at()), grade))
    }

    /// How long it has waited, or that it waited too long; none if it is not open.
    pub(super) fn age(&self, period: &Period) -> Option<Pick> {
        if !self.is_open() {
            return None;
        }
        Some(match period.days_since(self.raised_on) {
            _ if self.days_late(period.today).is_some() => Pick::Overdue,
            ..=3 => Pick::To3Days,
            4..=7 => Pick::To7Days,
            8.. => Pick::From8Days,
        })
    }

    /// Whether it is one of those that a report is narrowed to.
    pub(super) fn is_in(&self, only: &Only, period: &Period) -> bool {
        let in_week = |day: Date| only.week.is_none_or(|monday| monday_of(day) == monday);
        let picked = match &only.pick {
            None => true,
            Some(Pick::Open) => self.is_open(),
            Some(Pick::InTime) => self.is_open() && self.days_late(period.today).is_none(),
            Some(Pick::ForCommunity) => self.rung(period.today) == Some(Rung::Community),
            Some(Pick::ForSubdistrict) => self.rung(period.today) == Some(Rung::Subdistrict),
            Some(Pick::Raised) => in_week(self.raised_on),
            Some(Pick::Resolved) => self.resolved_on().is_some_and(in_week),
            Some(Pick::Rated) => self.rated_on().is_some_and(|(day, _)| in_week(day)),
            Some(pick) => self.age(period).as_ref() == Some(pick),
        };
        let of_category = |code: &String| self.need.category == *code;
        let held_by = |holder: &Holder| self.is_open() && self.life.holder == holder.0;
        picked
            && (!only.stray || self.grid.is_none())
            && only.category.as_ref().is_none_or(of_category)
            && only.party.as_ref().is_none_or(held_by)
    }

    /// The day it was last resolved, if it still is.
    pub(super) fn resolved_on(&self) -> Option<Date> {
        use crate::domain::NeedState::{Confirmed, Resolved};
        let done = matches!(self.life.state, Resolved | Confirmed);
        self.life.resolved_at.filter(|_| done).map(china_date)
    }
}

impl WishThen<'_> {
    /// Whether its claim is about to expire.
    pub(super) fn expires_soon(&self, period: &Period) -> bool {
        let claim = self.life.claim;
        self.life.state == WishState::Claimed
            && claim.is_some_and(|claim| claim.expires_at.since(period.at) <= EXPIRING)
    }

    /// Whether it is one of those that a report is narrowed to.
    pub(super) fn is_in(&self, only: &Only, period: &Period) -> bool {
        let picked = only.pick != Some(Pick::Expiring) || self.expires_soon(period);
        picked
            && only
                .state
                .as_ref()
                .is_none_or(|state| self.life.state == *state)
    }

    /// The day it came to its end: confirmed, rejected or withdrawn.
    pub(super) fn ended_on(&self) -> Option<Date> {
        match self.life.state {
            WishState::Confirmed => self.life.confirmed_at.map(china_date),
            WishState::Rejected | WishState::Withdrawn => last_step(&self.life.timeline),
            _ => None,
        }
    }
}

/// The day of the last step that had an effect.
fn last_step(timeline: &[TimelineEntry]) -> Option<Date> {
    let applied = |entry: &&TimelineEntry| entry.effect == Effect::Applied;
    let last = timeline.iter().rev().find(applied)?;
    Some(china_date(last.event.effective_at()))
}
