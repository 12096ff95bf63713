use std::collections::HashMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Claim, Kind, ResidentId, Role, Wish, WishLife, WishState, WishStep, fold_wish,
};
use rusqlite::Connection;

use super::super::homes::Homes;
use super::super::people::People;
use super::super::{Areas, names};
use super::Lives;
use crate::api::{ClaimView, WishRow};
use crate::storage::{Session, StorageError};

/// A wish with its life.
pub(in crate::queries) struct WishStory {
    pub(in crate::queries) wish: Wish,
    pub(in crate::queries) life: WishLife,
    pub(in crate::queries) pending: bool,
    pub(in crate::queries) record_pending: bool,
}

/// Reads wishes with their lives as they are at `now`, in no order.
pub(in crate::queries) fn wish_stories(
    connection: &Connection,
    which: Lives,
    now: UnixMillis,
) -> Result<Vec<WishStory>, StorageError> {
    let lives = which.read(connection, &Kind::Wish)?;
    let story = |life: super::Life| {
        Some(WishStory {
            wish: Wish::read(&life.record)?,
            life: fold_wish(life.events, now),
            pending: life.pending,
            record_pending: life.record_pending,
        })
    };
    Ok(lives.into_iter().filter_map(story).collect())
}

/// The names of the residents that some wishes are of.
pub(in crate::queries) fn wishers(
    connection: &Connection,
    stories: &[WishStory],
) -> Result<HashMap<ResidentId, String>, StorageError> {
    let ids = stories.iter().filter_map(|story| story.wish.resident);
    names::of(connection, &Kind::Resident, ids)
}

/// What a list of wishes is put into words with.
pub(in crate::queries) struct WishWords<'a> {
    pub(in crate::queries) areas: &'a Areas,
    pub(in crate::queries) homes: &'a Homes,
    pub(in crate::queries) people: &'a People,
    pub(in crate::queries) wishers: &'a HashMap<ResidentId, String>,
    pub(in crate::queries) me: Option<AccountId>,
    pub(in crate::queries) now: UnixMillis,
}

impl WishStory {
    /// As in a list.
    pub(in crate::queries) fn row(&self, words: &WishWords<'_>) -> WishRow {
        let WishStory { wish, life, .. } = self;
        let named = wish.resident.and_then(|id| words.wishers.get(&id).cloned());
        let claim = |claim: Claim| ClaimView {
            by: words.people.name(claim.by),
            mine: words.me == Some(claim.by),
            expires_at: claim.expires_at,
            left: claim.expires_at.since(words.now).max(0),
        };
        WishRow {
            id: wish.id,
            text: wish.text.clone(),
            kind: wish.kind.clone(),
            number: life.number,
            state: life.state.clone(),
            household: wish.household,
            place: words.homes.spot(words.areas, wish.household),
            resident: wish.resident,
            resident_name: named.unwrap_or_else(|| words.homes.head(wish.household)),
            claim: life.claim.map(claim),
            needed_by: wish.needed_by,
            raised_at: wish.raised_at,
            pending: self.pending,
        }
    }
}

/// Whether somebody with `role` is the one whose step is next.
fn waits_for(row: &WishRow, role: &Role) -> bool {
    let step = match row.state {
        WishState::Collected => WishStep::Verify,
        WishState::Verified => WishStep::Publish,
        WishState::Claimed if row.claim.as_ref().is_some_and(|claim| claim.mine) => {
            WishStep::Fulfil
        }
        WishState::Fulfilled => WishStep::Confirm,
        _ => return false,
    };
    step.is_allowed_to(role)
}

/// Puts rows in order: what waits for this person (to be confirmed before all), then claims by
/// the time they have left, then by when each is needed; what is over last, newest first.
pub(in crate::queries) fn waiting_first(rows: &mut [WishRow], me: Option<&Session>) {
    rows.sort_by_cached_key(|row| {
        let group = match row.state {
            WishState::Fulfilled => 0,
            WishState::Claimed => 1,
            WishState::Published => 2,
            WishState::Verified => 3,
            WishState::Collected => 4,
            _ => 5,
        };
        let mine = me.is_some_and(|me| waits_for(row, &me.role));
        let expires = row.claim.as_ref().map(|claim| claim.expires_at);
        let newest = std::cmp::Reverse(row.raised_at);
        match group {
            5 => (true, 5, None, None, newest, row.id),
            group => (
                !mine,
                group,
                expires,
                Some(row.needed_by.unwrap_or(jiff::civil::Date::MAX)),
                newest,
                row.id,
            ),
        }
    });
}
