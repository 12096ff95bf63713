use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chuanmen_core::report::Overview;
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;

use crate::store::CommunityKey;

/// Figures of the running month are counted again after this even if nothing changed: claims run
/// out. Of what changed, none older are given.
const FRESH: i64 = 60 * UnixMillis::MINUTE;
/// Overviews that are kept, each some kilobytes: some months of a city's communities.
const MOST: usize = 4096;

/// A community in a month, by its first day.
pub(super) type Of = (CommunityKey, Date);

/// How far a community's records have come: all transactions of its scopes together. Its clock
/// would not say, which stays where it is when a phone delivers what is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand(pub(super) u64);

/// The last figures of communities.
#[derive(Debug, Default)]
pub(in crate::hub) struct Kept(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Each with how far its records had come.
    figures: BTreeMap<Of, (Stand, Overview)>,
    /// Of which somebody was given figures from before.
    left: BTreeSet<Of>,
}

/// What is kept of a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Last {
    /// As it stands.
    Current(Overview),
    /// As it stood a while ago, on the same day.
    Before(Overview),
    /// Nothing, or of another day: what is late has changed with it.
    None,
}

impl Kept {
    pub(super) fn find(&self, of: Of, stand: Stand, now: UnixMillis) -> Last {
        let kept = self.lock();
        let Some((then, figures)) = kept.figures.get(&of) else {
            return Last::None;
        };
        let day = china_date(figures.at);
        // A month that is over stands as of its last day, whatever the time.
        let is_over = day.first_of_month() > of.1;
        let is_todays = is_over || day == china_date(now);
        let is_young = (0..FRESH).contains(&now.since(figures.at));
        match *then == stand {
            true if is_over || (is_young && is_todays) => Last::Current(figures.clone()),
            false if is_young && is_todays => Last::Before(figures.clone()),
            _ => Last::None,
        }
    }

    pub(super) fn keep(&self, of: Of, stand: Stand, figures: Overview) {
        let mut kept = self.lock();
        if kept.figures.len() >= MOST {
            kept.figures.clear();
        }
        kept.figures.insert(of, (stand, figures));
    }

    /// Somebody was given figures from before, and waits for those of now.
    pub(super) fn leave(&self, of: Of) {
        self.lock().left.insert(of);
    }

    /// Of what somebody waits for figures.
    pub(super) fn left(&self) -> BTreeSet<Of> {
        self.lock().left.clone()
    }

    /// Whether somebody waited for it, who no longer has to.
    pub(super) fn was_left(&self, of: Of) -> bool {
        self.lock().left.remove(&of)
    }

    /// What is kept is whole whoever panicked beside it.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
