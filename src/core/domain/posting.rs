use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Fields, FieldsBuilder, PostingId, Wish, WishKind, WishLife, WishState};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};

/// A published wish as everybody on the community's board sees it: never whose it is. The hub
/// alone writes it, out of the wish and its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Which. Nothing of the wish can be found out from it.
    pub id: PostingId,
    /// Goods or a service.
    pub kind: WishKind,
    /// What is wished for, in words fit for everybody.
    pub text: String,
    /// The number given on verification.
    pub number: Option<i64>,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// The number of the grid it comes from.
    pub grid: Option<i64>,
    /// Published, claimed or fulfilled.
    pub state: WishState,
    /// When the live claim runs out.
    pub expires_at: Option<UnixMillis>,
    /// When it was published.
    pub published_at: UnixMillis,
}

impl Posting {
    /// A wish as the board shows it; none if it does not stand there.
    #[must_use]
    pub fn of(wish: &Wish, life: &WishLife, id: PostingId, grid: Option<i64>) -> Option<Self> {
        use WishState::{Claimed, Fulfilled, Published};
        if !matches!(life.state, Published | Claimed | Fulfilled) {
            return None;
        }
        let claim = life.claim.filter(|_| life.state == Claimed);
        Some(Self {
            id,
            kind: wish.kind.clone(),
            text: life.public_text(wish).to_owned(),
            number: life.number,
            needed_by: wish.needed_by,
            grid,
            state: life.state.clone(),
            expires_at: claim.map(|claim| claim.expires_at),
            published_at: life.published_at.unwrap_or(wish.raised_at),
        })
    }

    /// Reads a posting; none without text.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            kind: fields.word("kind").unwrap_or(WishKind::Goods),
            text: fields.text("text")?.to_owned(),
            number: fields.int("number"),
            needed_by: fields.date("needed_by"),
            grid: fields.int("grid"),
            state: fields.word("state").unwrap_or(WishState::Published),
            expires_at: fields.millis("expires_at"),
            published_at: fields
                .millis("published_at")
                .unwrap_or_else(|| record.clocks.at.wall()),
        })
    }

    /// Where it stands at `now`: a claim runs out by itself, whether the hub has said so or not.
    #[must_use]
    pub fn state_at(&self, now: UnixMillis) -> WishState {
        let over = self.expires_at.is_some_and(|at| now >= at);
        match self.state {
            WishState::Claimed if over => WishState::Published,
            ref state => state.clone(),
        }
    }

    /// Its fields; what it has not is said too, so that what it had is gone.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("kind", self.kind.as_str())
            .set("text", self.text.as_str())
            .or_null("number", self.number)
            .or_null("needed_by", self.needed_by.map(|day| day.to_string()))
            .or_null("grid", self.grid)
            .set("state", self.state.as_str())
            .or_null("expires_at", self.expires_at.map(|at| at.0))
            .set("published_at", self.published_at.0)
            .build()
    }
}
