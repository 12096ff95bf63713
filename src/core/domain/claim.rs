use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AccountId, ClaimId, Fields, FieldsBuilder, PostingId, Satisfaction, Wish, WishKind, WishLife,
};
use crate::UnixMillis;
use crate::merge::{EventId, FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What became of a claim.
    pub enum ClaimState {
        /// 认领中
        Live => "live",
        /// 待确认
        Fulfilled => "fulfilled",
        /// 已圆满
        Confirmed => "confirmed",
        /// 已放回
        GivenBack => "given_back",
        /// 到期
        Expired => "expired",
        /// The wish was taken back while it was claimed.
        Withdrawn => "withdrawn",
        /// Somebody was first, or the wish could not be claimed any more.
        Late => "late",
    }
}

impl ClaimState {
    /// Whether its claimant still has to do with the wish, and so may know whose it is.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self, Self::Live | Self::Fulfilled)
    }
}

/// One claim in a wish's life, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStory {
    /// The step that made it.
    pub id: EventId,
    /// Whose.
    pub by: AccountId,
    /// When the hub took it.
    pub at: UnixMillis,
    /// What became of it.
    pub state: ClaimState,
    /// From then on others may claim the wish.
    pub expires_at: Option<UnixMillis>,
    /// Who was first.
    pub rival: Option<AccountId>,
    /// What the resident said of the result.
    pub satisfaction: Option<Satisfaction>,
}

/// Where somebody finds who made a wish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The resident's name; the head of the household's if nobody was named.
    pub resident: String,
    /// `花卉园小区`
    pub compound: String,
    /// `3 栋`
    pub building: String,
    /// `2`; may be empty.
    pub unit: String,
    /// `502`
    pub room: String,
}

/// What somebody who does not hold the grid is told of their claim, and nobody else. Whose the
/// wish is they learn as long as the claim lives, and not a day longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnClaim {
    /// Which.
    pub id: ClaimId,
    /// The published wish it is of.
    pub posting: PostingId,
    /// Goods or a service.
    pub kind: WishKind,
    /// What is wished for, as it was published.
    pub text: String,
    /// The number given on verification.
    pub number: Option<i64>,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// What became of it.
    pub state: ClaimState,
    /// When the hub took it.
    pub at: UnixMillis,
    /// From then on others may claim the wish.
    pub expires_at: Option<UnixMillis>,
    /// Who was first.
    pub rival: Option<AccountId>,
    /// What the resident said of the result.
    pub satisfaction: Option<Satisfaction>,
    /// Where to go; nothing once the claim is over.
    pub whereabouts: Option<Whereabouts>,
}

impl OwnClaim {
    /// What is told of a claim.
    #[must_use]
    pub fn of(
        wish: &Wish,
        life: &WishLife,
        story: &ClaimStory,
        posting: PostingId,
        whereabouts: Option<Whereabouts>,
    ) -> Self {
        Self {
            id: ClaimId(story.id.0),
            posting,
            kind: wish.kind.clone(),
            text: life.public_text(wish).to_owned(),
            number: life.number,
            needed_by: wish.needed_by,
            state: story.state.clone(),
            at: story.at,
            expires_at: story.expires_at,
            rival: story.rival,
            satisfaction: story.satisfaction,
            whereabouts: whereabouts.filter(|_| story.state.is_live()),
        }
    }

    /// Reads a claim; none without the wish it is of.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let there = Whereabouts {
            resident: fields.string("resident_name"),
            compound: fields.string("compound"),
            building: fields.string("building"),
            unit: fields.string("unit"),
            room: fields.string("room"),
        };
        // Nobody may be known to live there; the address is told all the same.
        let whereabouts = (there != Whereabouts::default()).then_some(there);
        Some(Self {
            id: record.id.into(),
            posting: fields.parse("posting")?,
            kind: fields.word("kind").unwrap_or(WishKind::Goods),
            text: fields.string("text"),
            number: fields.int("number"),
            needed_by: fields.date("needed_by"),
            state: fields.word("state")?,
            at: fields
                .millis("at")
                .unwrap_or_else(|| record.clocks.at.wall()),
            expires_at: fields.millis("expires_at"),
            rival: fields.parse("rival"),
            satisfaction: fields.int("satisfaction"),
            whereabouts,
        })
    }

    /// Its fields; what it has not is said too, so that what it had is gone.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let place = |part: fn(&Whereabouts) -> &String| {
            let part = self.whereabouts.as_ref().map(|there| part(there).as_str());
            part.filter(|part| !part.is_empty())
        };
        FieldsBuilder::new()
            .set("posting", self.posting)
            .set("kind", self.kind.as_str())
            .set("text", self.text.as_str())
            .or_null("number", self.number)
            .or_null("needed_by", self.needed_by.map(|day| day.to_string()))
            .set("state", self.state.as_str())
            .set("at", self.at.0)
            .or_null("expires_at", self.expires_at.map(|at| at.0))
            .or_null("rival", self.rival)
            .or_null("satisfaction", self.satisfaction)
            .or_null("resident_name", place(|there| &there.resident))
            .or_null("compound", place(|there| &there.compound))
            .or_null("building", place(|there| &there.building))
            .or_null("unit", place(|there| &there.unit))
            .or_null("room", place(|there| &there.room))
            .build()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    #[test]
    fn a_claim_is_read_as_it_was_written_also_where_nobody_is_known_to_live() {
        let nobody = Whereabouts {
            building: "3 栋".into(),
            room: "502".into(),
            ..Whereabouts::default()
        };
        for whereabouts in [None, Some(nobody)] {
            let claim = OwnClaim {
                id: ClaimId(Uuid::from_u128(1)),
                posting: PostingId(Uuid::from_u128(2)),
                kind: WishKind::Service,
                text: "修一下收音机".into(),
                number: Some(7),
                needed_by: None,
                state: ClaimState::Live,
                at: UnixMillis(1_795_406_400_000),
                expires_at: Some(UnixMillis(1_796_011_200_000)),
                rival: None,
                satisfaction: None,
                whereabouts,
            };
            let id = RecordId(claim.id.0);
            let patch = Patch::create(Kind::Claim, id, claim.fields());
            let stamp = Stamp::new(claim.at, 0, ReplicaId::HUB);
            let record = Record::from_patch(&patch, stamp);
            assert_eq!(OwnClaim::read(&record), Some(claim));
        }
    }
}
