use jiff::ToSpan;
use jiff::civil::Date;

use super::facts::Facts;
use super::period::{Period, days_between};
use crate::domain::{
    AreaId, Effect, Need, NeedLife, StoredEvent, TimelineEntry, Wish, WishLife, WishState,
    fold_need, fold_wish,
};
use crate::{UnixMillis, china_date};

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
            Some(china_date(item.raised_at).saturating_add(category.days.days()))
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

    /// The day it came to its end: resolved (and perhaps confirmed), merged or withdrawn.
    pub(super) fn ended_on(&self) -> Option<Date> {
        if self.is_open() {
            return None;
        }
        self.resolved_on()
            .or_else(|| last_step(&self.life.timeline))
    }

    /// The day it was last resolved, if it still is.
    pub(super) fn resolved_on(&self) -> Option<Date> {
        use crate::domain::NeedState::{Confirmed, Resolved};
        let done = matches!(self.life.state, Resolved | Confirmed);
        self.life.resolved_at.filter(|_| done).map(china_date)
    }
}

impl WishThen<'_> {
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
