//! Published wishes on the community's board, as they stand to whoever uses this device: what the
//! board shows, what the hub told them of their claims, and what they did that it has not heard of.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    ClaimState, EventOrder, Kind, OwnClaim, Posting, PostingId, StoredEvent, WishState, WishStep,
};
use chuanmen_core::merge::TransactionId;
use jiff::civil::Date;

use super::people::People;
use super::{Reading, read};
use crate::api::{PostingRow, PostingStand, PostingView, ReplicaError, WhereaboutsView};
use crate::storage::{StorageError, Store, event_of, record_of};

/// Everything this device knows of one published wish.
#[derive(Default)]
pub(crate) struct Offer {
    posting: Option<Posting>,
    /// The last thing the hub told of a claim of this person's.
    claim: Option<OwnClaim>,
    /// Own steps that wait, oldest first.
    waiting: Vec<StoredEvent>,
}

/// Every published wish, what this person has to do with first.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<PostingRow>, StorageError> {
    let people = People::load(reading.store)?;
    let offers = offers(reading.store)?;
    let row = |(id, offer): (PostingId, Offer)| offer.row(id, reading, &people);
    let mut rows: Vec<_> = offers.into_iter().filter_map(row).collect();
    own_first(&mut rows);
    Ok(rows)
}

/// One published wish.
pub(super) fn one(reading: Reading<'_>, id: PostingId) -> Result<PostingView, ReplicaError> {
    let people = People::load(reading.store)?;
    let offer = offers(reading.store)?.remove(&id);
    let offer = offer.ok_or(ReplicaError::NotFound)?;
    let whereabouts = offer.whereabouts(reading.now);
    let next = offer.next(reading.store, reading.now);
    let undo = undo(reading, &offer)?;
    let row = offer.row(id, reading, &people);
    Ok(PostingView {
        row: row.ok_or(ReplicaError::NotFound)?,
        whereabouts,
        next,
        undo,
    })
}

/// What is known of each published wish: three statements, however many.
pub(crate) fn offers(store: &Store) -> Result<BTreeMap<PostingId, Offer>, StorageError> {
    let mut offers: BTreeMap<PostingId, Offer> = BTreeMap::new();
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE kind IN ('posting', 'claim') AND NOT deleted",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let record = record_of(row)?;
        if record.kind == Kind::Posting {
            if let Some(posting) = Posting::read(&record) {
                let offer = offers.entry(posting.id).or_default();
                offer.posting = Some(posting);
            }
        } else if let Some(claim) = OwnClaim::read(&record) {
            let known = &mut offers.entry(claim.posting).or_default().claim;
            let newer = |known: &OwnClaim| (known.at, known.id) < (claim.at, claim.id);
            if known.as_ref().is_none_or(newer) {
                *known = Some(claim);
            }
        }
    }
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE kind = 'posting' AND n IS NOT NULL ORDER BY n, idx",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let event = event_of(row)?;
        let posting = PostingId::from(event.event.subject);
        offers.entry(posting).or_default().waiting.push(event);
    }
    Ok(offers)
}

impl Offer {
    /// Where it stands; none if it is no longer of any concern.
    fn stand(&self, now: UnixMillis, people: &People) -> Option<PostingStand> {
        let mut stand = self.heard(now, people);
        for event in &self.waiting {
            match WishStep::from(&*event.event.step) {
                WishStep::Claim => stand = Some(PostingStand::Asked),
                WishStep::Fulfil => stand = Some(PostingStand::Fulfilled),
                WishStep::GiveBack => stand = self.posting.as_ref().map(|_| PostingStand::Open),
                _ => {}
            }
        }
        stand
    }

    /// Where it stands by what the hub said.
    fn heard(&self, now: UnixMillis, people: &People) -> Option<PostingStand> {
        let shown = self.posting.as_ref().map(|posting| posting.state_at(now));
        let claim = self.claim.as_ref();
        match claim.map(|claim| (&claim.state, claim)) {
            Some((ClaimState::Live, claim)) => {
                let expires_at = claim.expires_at.unwrap_or(now);
                if expires_at > now {
                    let left = expires_at.since(now);
                    return Some(PostingStand::Mine { expires_at, left });
                }
            }
            Some((ClaimState::Fulfilled, _)) => return Some(PostingStand::Fulfilled),
            Some((ClaimState::Confirmed, claim)) => {
                let satisfaction = claim.satisfaction;
                return Some(PostingStand::Confirmed { satisfaction });
            }
            _ => {}
        }
        let late = claim.filter(|claim| claim.state == ClaimState::Late);
        match (shown, late, claim.map(|claim| &claim.state)) {
            (Some(WishState::Published), ..) => Some(PostingStand::Open),
            (_, Some(late), _) => Some(PostingStand::Late {
                by: late.rival.map(|by| people.name(by)).unwrap_or_default(),
            }),
            (Some(_), ..) => Some(PostingStand::Taken),
            (None, _, Some(ClaimState::Withdrawn)) => Some(PostingStand::Withdrawn),
            (None, ..) => None,
        }
    }

    fn row(&self, id: PostingId, reading: Reading<'_>, people: &People) -> Option<PostingRow> {
        let stand = self.stand(reading.now, people)?;
        let (posting, claim) = (self.posting.as_ref(), self.claim.as_ref());
        let kind = posting.map(|posting| posting.kind.clone());
        Some(PostingRow {
            id,
            text: self.text()?.to_owned(),
            kind: kind.or_else(|| claim.map(|claim| claim.kind.clone()))?,
            number: posting.map_or_else(|| claim?.number, |posting| posting.number),
            grid: posting.and_then(|posting| posting.grid),
            needed_by: posting.map_or_else(|| claim?.needed_by, |posting| posting.needed_by),
            stand,
            pending: !self.waiting.is_empty(),
        })
    }

    /// What is wished for.
    pub(crate) fn text(&self) -> Option<&str> {
        let posted = self.posting.as_ref().map(|posting| posting.text.as_str());
        posted.or_else(|| self.claim.as_ref().map(|claim| claim.text.as_str()))
    }

    /// What this person may do next.
    pub(crate) fn next(&self, store: &Store, now: UnixMillis) -> Vec<WishStep> {
        let role = store.session().map(|me| &me.role);
        // Who stands behind a claim is not looked at: names are not needed here.
        let steps: &[WishStep] = match self.stand(now, &People::default()) {
            Some(PostingStand::Open) => &[WishStep::Claim],
            Some(PostingStand::Mine { .. }) => &[WishStep::Fulfil, WishStep::GiveBack],
            _ => &[],
        };
        let allowed = steps
            .iter()
            .filter(|step| role.is_some_and(|role| step.is_allowed_to(role)));
        allowed.cloned().collect()
    }

    /// Whose it is: as long as the claim lives, by this device's time too, should it be offline
    /// when the claim runs out.
    fn whereabouts(&self, now: UnixMillis) -> Option<WhereaboutsView> {
        let goes_on = |claim: &&OwnClaim| claim.expires_at.is_none_or(|at| at > now);
        let live = self.claim.as_ref().filter(|claim| claim.state.is_live());
        let there = live.filter(goes_on)?.whereabouts.as_ref()?;
        let unit = (!there.unit.is_empty()).then(|| format!("{} 单元", there.unit));
        let parts = [
            Some(there.compound.clone()),
            Some(there.building.clone()),
            unit,
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        Some(WhereaboutsView {
            resident: there.resident.clone(),
            address: parts.collect::<Vec<_>>().join(" "),
            room: there.room.clone(),
        })
    }
}

/// The save of the last own step, if it waits.
fn undo(reading: Reading<'_>, offer: &Offer) -> Result<Option<TransactionId>, StorageError> {
    let Some(EventOrder::Pending { n }) = offer.waiting.last().map(|event| event.order) else {
        return Ok(None);
    };
    let mut select = reading
        .connection()
        .prepare_cached("SELECT id FROM outbox WHERE n = ?1")?;
    let mut rows = select.query([i64::try_from(n).unwrap_or(i64::MAX)])?;
    match rows.next()? {
        Some(row) => Ok(read::id(row, 0)?.map(TransactionId)),
        None => Ok(None),
    }
}

/// Puts rows in order: what this person promised, the soonest first; what is open, the soonest
/// needed first; what others have; what is over.
fn own_first(rows: &mut [PostingRow]) {
    rows.sort_by_cached_key(|row| {
        let (group, until) = match row.stand {
            PostingStand::Mine { expires_at, .. } => (0, expires_at.0),
            PostingStand::Asked => (1, 0),
            PostingStand::Fulfilled => (2, 0),
            PostingStand::Open => (3, 0),
            PostingStand::Late { .. } | PostingStand::Withdrawn => (4, 0),
            PostingStand::Taken => (5, 0),
            PostingStand::Confirmed { .. } => (6, 0),
        };
        let needed = row.needed_by.unwrap_or(Date::MAX);
        (group, until, needed, row.number, row.id)
    });
}
