use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chuanmen_core::report::Overview;
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;
use tokio::sync::Notify;

use super::Community;
use crate::store::CommunityKey;

/// Figures of the running month are counted again after this even if nothing changed: claims run
/// out. Of what changed, none older are given.
const FRESH: i64 = 60 * UnixMillis::MINUTE;
/// What failed to be counted is tried again after this.
const RETRY: i64 = 5 * UnixMillis::MINUTE;
/// Overviews that are kept, each some kilobytes: some months of a city's communities.
pub(super) const MOST: usize = 4096;

/// A community in a month, by its first day.
pub(super) type Of = (CommunityKey, Date);

/// How far a community's records have come: all transactions of its scopes together. Its clock
/// would not say, which stays where it is when a phone delivers what is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand(pub(super) u64);

/// The last figures of communities.
#[derive(Debug, Default)]
pub(in crate::hub) struct Kept {
    inner: Mutex<Inner>,
    asked: Notify,
}

#[derive(Debug, Default)]
struct Inner {
    /// Each with how far its records had come.
    figures: BTreeMap<Of, (Stand, Overview)>,
    /// Of which somebody was given figures from before, or none.
    left: BTreeSet<Of>,
    /// What was begun to be counted and did not end, with when.
    begun: BTreeMap<Of, UnixMillis>,
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
            // As it stood then, so it stands now.
            true if is_over => Last::Current(Overview {
                at: now,
                ..figures.clone()
            }),
            true if is_young && is_todays => Last::Current(figures.clone()),
            false if is_young && is_todays => Last::Before(figures.clone()),
            _ => Last::None,
        }
    }

    /// True if somebody waited for it.
    pub(super) fn keep(&self, of: Of, stand: Stand, figures: Overview) -> bool {
        let mut kept = self.lock();
        if kept.figures.len() >= MOST && !kept.figures.contains_key(&of) {
            let oldest = kept.figures.iter().min_by_key(|(_, (_, one))| one.at);
            if let Some(oldest) = oldest.map(|(of, _)| *of) {
                kept.figures.remove(&oldest);
            }
        }
        kept.figures.insert(of, (stand, figures));
        kept.begun.remove(&of);
        kept.left.remove(&of)
    }

    /// Somebody was given figures from before, or none, and waits for those of now. Of more than
    /// can be kept nobody waits.
    pub(super) fn leave(&self, of: Of) {
        let mut kept = self.lock();
        if kept.left.len() < MOST {
            kept.left.insert(of);
        }
        drop(kept);
        self.asked.notify_one();
    }

    /// Resolves when somebody waits for figures.
    pub(super) async fn is_asked(&self) {
        self.asked.notified().await;
    }

    /// It is going to be counted.
    pub(super) fn begin(&self, of: Of, now: UnixMillis) {
        self.lock().begun.insert(of, now);
    }

    /// Whether it is being counted, or that failed a moment ago: nobody is to wait for it.
    pub(super) fn is_busy(&self, of: Of, now: UnixMillis) -> bool {
        let begun = self.lock().begun.get(&of).copied();
        begun.is_some_and(|begun| (0..RETRY).contains(&now.since(begun)))
    }

    /// Whether somebody waits for figures that can be counted now.
    pub(super) fn is_awaited(&self, now: UnixMillis) -> bool {
        let left = self.left();
        left.into_iter().any(|of| !self.is_busy(of, now))
    }

    /// Only for these communities can somebody wait.
    pub(super) fn waits_for(&self, watched: &[Community]) {
        let is_watched = |of: &Of| watched.iter().any(|(key, _)| *key == of.0);
        self.lock().left.retain(is_watched);
    }

    /// Of what somebody waits for figures.
    pub(super) fn left(&self) -> BTreeSet<Of> {
        self.lock().left.clone()
    }

    /// What is kept is whole whoever panicked beside it.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_and_did_not_end_is_left_for_five_minutes() {
        let kept = Kept::default();
        let of = (CommunityKey(1), jiff::civil::date(2026, 11, 1));
        let now = UnixMillis(0);
        assert!(!kept.is_busy(of, now));
        kept.begin(of, now);
        assert!(kept.is_busy(of, now.plus(RETRY - 1)));
        assert!(!kept.is_busy(of, now.plus(RETRY)));
    }
}
