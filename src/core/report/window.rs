use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::tz::Offset;

use super::only::Only;
use super::period::Period;
use super::table::ReportName;
use crate::UnixMillis;
use crate::domain::{
    HouseholdId, Kind, Need, Outcome, StoredEvent, Visit, VisitId, Wish, WishState, fold_need,
    fold_wish,
};
use crate::merge::Record;

/// What of a community's past a report looks at, so that a store need not read the rest: with that
/// left out, the report is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Needs and wishes whose end was before this count nowhere, and of visits before it each
    /// household's last one that stands, and the last one at which somebody was met, are enough.
    pub since: UnixMillis,
    /// Visits of these moments are listed, if any are. Of all others a [`VisitLine`] is enough.
    pub listed: Option<RangeInclusive<UnixMillis>>,
    /// Whether needs that a project answers are named, however long they are settled.
    pub answered: bool,
    /// Whether what only the desk knows is asked for.
    pub desk: bool,
}

impl Window {
    /// What the overview of a month looks at: that month, and the twelve weeks it ends with.
    #[must_use]
    pub fn overview(month: Date, now: UnixMillis) -> Self {
        let period = Period::new(month, now);
        let weeks = period.mondays().into_iter();
        Self::from(weeks.fold(period.first, Ord::min))
    }

    /// What a report on a month looks at, narrowed to `only`.
    #[must_use]
    pub fn table(name: &ReportName, only: &Only, month: Date, now: UnixMillis) -> Self {
        let period = Period::new(month, now);
        let first = only
            .of(name)
            .week
            .map_or(period.first, |week| week.min(period.first));
        let month = first_moment(period.first)..=last_moment(period.last);
        Self {
            listed: (*name == ReportName::Visits).then_some(month),
            answered: *name == ReportName::ProjectsList,
            desk: name.is_of_the_desk(),
            ..Self::from(first)
        }
    }

    fn from(first: Date) -> Self {
        Self {
            since: first_moment(first),
            listed: None,
            answered: false,
            desk: false,
        }
    }
}

/// The first millisecond of a day in China; before all others where no clock reaches.
fn first_moment(day: Date) -> UnixMillis {
    let midnight = Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0));
    UnixMillis(midnight.map_or(i64::MIN, jiff::Timestamp::as_millisecond))
}

/// The last millisecond of a day in China; after all others where no clock reaches.
fn last_moment(day: Date) -> UnixMillis {
    let next = day.tomorrow().map(first_moment);
    next.map_or(UnixMillis(i64::MAX), |next| next.plus(-1))
}

/// All that a report needs to know of a visit that it does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    /// Which.
    pub id: VisitId,
    /// Which household it was paid to; none if to an organisation.
    pub household: Option<HouseholdId>,
    /// When it ended, as far as reports believe it: a phone whose clock runs ahead may say
    /// tomorrow; the stamp of the record is one the hub has let through, so the visit is no later
    /// than that.
    pub at: UnixMillis,
    /// How it went.
    pub outcome: Outcome,
    /// The visit that it corrects.
    pub corrects: Option<VisitId>,
}

impl VisitLine {
    /// The line of a record; none if it is deleted or no visit that can be read.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let is_one = record.kind == Kind::Visit && !record.is_deleted();
        let visit = Visit::read(record).filter(|_| is_one)?;
        Some(Self::new(&visit, record.clocks.at.wall()))
    }

    pub(super) fn new(visit: &Visit, stamped: UnixMillis) -> Self {
        Self {
            id: visit.id,
            household: visit.host.household(),
            at: visit.ended_at.min(stamped),
            outcome: visit.outcome.clone(),
            corrects: visit.corrects,
        }
    }
}

/// When the last thing happened to a need or a wish that is at its end; none of what is not, or of
/// another record. `events` are all of it, in the order of folding.
#[must_use]
pub fn ended_at(record: &Record, events: Vec<StoredEvent>) -> Option<UnixMillis> {
    let last = events.iter().map(StoredEvent::effective_at).max()?;
    let raised_at = match record.kind {
        Kind::Need => {
            let open = fold_need(events).state.is_open();
            Need::read(record).filter(|_| !open)?.raised_at
        }
        Kind::Wish => {
            use WishState::{Confirmed, Rejected, Withdrawn};
            let state = fold_wish(events, last).state;
            let ended = matches!(state, Confirmed | Rejected | Withdrawn);
            Wish::read(record).filter(|_| ended)?.raised_at
        }
        _ => return None,
    };
    Some(last.max(raised_at.min(record.clocks.at.wall())))
}
