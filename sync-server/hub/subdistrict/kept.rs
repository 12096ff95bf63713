use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chuanmen_core::report::Overview;
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;

use crate::store::CommunityKey;

/// Figures are counted again after this even if nothing changed: claims run out.
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
        let is_fresh = (0..FRESH).contains(&now.since(figures.at));
        if !is_fresh || china_date(figures.at) != china_date(now) {
            Last::None
        } else if *then == stand {
            Last::Current(figures.clone())
        } else {
            Last::Before(figures.clone())
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
