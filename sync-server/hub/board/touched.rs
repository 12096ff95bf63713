use std::collections::BTreeSet;

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;

use super::Entries;
use crate::store::PostingRow;

/// What may have to be shown differently.
#[derive(Default)]
pub(in crate::hub) struct Touched {
    /// Wishes that were written or stepped.
    pub(in crate::hub) wishes: BTreeSet<(ScopeNumber, RecordId)>,
    /// Households and residents that were written: where claimants go, and to whom.
    pub(in crate::hub) people: BTreeSet<RecordId>,
    /// Residents that were written, and where: a wish that names nobody is its household's head's.
    pub(in crate::hub) residents: BTreeSet<(ScopeNumber, RecordId)>,
    /// Needs that were written or stepped.
    pub(in crate::hub) needs: BTreeSet<(ScopeNumber, RecordId)>,
    /// Households and organisations that were written, or of which somebody was.
    pub(in crate::hub) homes: BTreeSet<(ScopeNumber, RecordId)>,
    /// Posts that were written, or about which something was asked for.
    pub(in crate::hub) posts: BTreeSet<RecordId>,
    /// Bookings that were written.
    pub(in crate::hub) bookings: BTreeSet<(ScopeNumber, RecordId)>,
    /// What moved from one scope to another.
    pub(in crate::hub) moved: Vec<(ScopeNumber, ScopeNumber, BTreeSet<RecordId>)>,
}

impl Touched {
    /// What some entries touch.
    pub(in crate::hub) fn by(entries: &Entries) -> Self {
        let mut touched = Self::default();
        for (scope, entries) in entries {
            for entry in entries {
                for patch in &entry.transaction.patches {
                    match patch.kind {
                        Kind::Wish => drop(touched.wishes.insert((*scope, patch.id))),
                        Kind::Need => drop(touched.needs.insert((*scope, patch.id))),
                        Kind::Post => drop(touched.posts.insert(patch.id)),
                        Kind::Booking => drop(touched.bookings.insert((*scope, patch.id))),
                        Kind::Organisation if !patch.base.is_empty() => {
                            touched.homes.insert((*scope, patch.id));
                        }
                        // What is new has no wish yet that is on the board.
                        Kind::Household | Kind::Resident if !patch.base.is_empty() => {
                            touched.people.insert(patch.id);
                            if patch.kind == Kind::Household {
                                touched.homes.insert((*scope, patch.id));
                            }
                            if patch.kind == Kind::Resident {
                                touched.residents.insert((*scope, patch.id));
                            }
                        }
                        _ => {}
                    }
                }
                for event in &entry.transaction.events {
                    match event.kind {
                        Kind::Wish => drop(touched.wishes.insert((*scope, event.subject))),
                        Kind::Need => drop(touched.needs.insert((*scope, event.subject))),
                        Kind::Post => drop(touched.posts.insert(event.subject)),
                        _ => {}
                    }
                }
            }
        }
        touched
    }

    pub(super) fn is_empty(&self) -> bool {
        self.wishes.is_empty() && self.people.is_empty() && self.moved.is_empty()
    }

    /// Everything by which a posting can be found.
    pub(super) fn names(&self) -> BTreeSet<RecordId> {
        let wishes = self.wishes.iter().map(|(_, wish)| *wish);
        let moved = self.moved.iter().flat_map(|(_, _, ids)| ids);
        wishes
            .chain(self.people.iter().copied())
            .chain(moved.copied())
            .collect()
    }

    /// The scope in which the wish behind a posting lies now, if it moved.
    pub(super) fn moved_to(&self, row: &PostingRow) -> Option<ScopeNumber> {
        let at = self.lies_in(row.scope, row.wish.into());
        (at != row.scope).then_some(at)
    }

    /// The scope in which something lies now that was in `scope`.
    pub(in crate::hub) fn lies_in(&self, scope: ScopeNumber, id: RecordId) -> ScopeNumber {
        let mut at = scope;
        for (from, to, ids) in &self.moved {
            if *from == at && ids.contains(&id) {
                at = *to;
            }
        }
        at
    }
}
