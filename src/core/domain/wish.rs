use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AccountId, ClaimState, ClaimStory, Effect, Fields, FieldsBuilder, HouseholdId, ResidentId,
    Role, Satisfaction, StoredEvent, TimelineEntry, WishId, WithoutEffect,
};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

/// Days that a claim lasts unless the claim says otherwise in its field `days`.
pub const CLAIM_DAYS: i64 = 7;

text_enum! {
    /// What is wished for.
    pub enum WishKind {
        /// 实物
        Goods => "goods",
        /// 服务
        Service => "service",
    }
}

text_enum! {
    /// Where a wish stands; a fold over its events, never a field.
    pub enum WishState {
        /// 待核实
        Collected => "collected",
        /// 已核实
        Verified => "verified",
        /// 可认领
        Published => "published",
        /// 已认领
        Claimed => "claimed",
        /// 待确认
        Fulfilled => "fulfilled",
        /// 已圆满
        Confirmed => "confirmed",
        /// 未通过
        Rejected => "rejected",
        /// 已撤回
        Withdrawn => "withdrawn",
    }
}

text_enum! {
    /// What somebody does about a wish.
    pub enum WishStep {
        /// 核实 (field `number`)
        Verify => "verify",
        /// 发布 (field `text`: the wish in words fit for everybody)
        Publish => "publish",
        /// 认领 (field `days`)
        Claim => "claim",
        /// 放回
        GiveBack => "give_back",
        /// 送到
        Fulfil => "fulfil",
        /// 合意 (field `satisfaction`)
        Confirm => "confirm",
        /// 还差一点: the claim goes on
        FallShort => "fall_short",
        /// 不通过
        Reject => "reject",
        /// 撤回
        Withdraw => "withdraw",
    }
}

/// A micro-wish (微心愿) of a resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Which.
    pub id: WishId,
    /// Whose.
    pub resident: Option<ResidentId>,
    /// Where they live.
    pub household: HouseholdId,
    /// Goods or a service.
    pub kind: WishKind,
    /// What is wished for.
    pub text: String,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// Who recorded it.
    pub raised_by: Option<AccountId>,
    /// When.
    pub raised_at: UnixMillis,
}

impl Wish {
    /// Reads a wish; none without text and household.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            resident: fields.parse("resident"),
            household: fields.parse("household")?,
            kind: fields.word("kind").unwrap_or(WishKind::Goods),
            text: fields.text("text")?.to_owned(),
            needed_by: fields.date("needed_by"),
            raised_by: fields.parse("raised_by"),
            raised_at: fields
                .millis("raised_at")
                .unwrap_or_else(|| record.clocks.at.wall()),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .maybe("resident", self.resident)
            .set("household", self.household)
            .set("kind", self.kind.as_str())
            .set("text", self.text.as_str())
            .maybe("needed_by", self.needed_by.map(|day| day.to_string()))
            .maybe("raised_by", self.raised_by)
            .set("raised_at", self.raised_at.0)
            .build()
    }
}

impl WishState {
    /// The state after `step`, if it follows from this one.
    #[must_use]
    pub fn after(&self, step: &WishStep) -> Option<Self> {
        use WishState::{
            Claimed, Collected, Confirmed, Fulfilled, Published, Rejected, Verified, Withdrawn,
        };
        match (step, self) {
            (WishStep::Verify, Collected) => Some(Verified),
            (WishStep::Publish, Verified) | (WishStep::GiveBack, Claimed) => Some(Published),
            (WishStep::Claim, Published) | (WishStep::FallShort, Fulfilled) => Some(Claimed),
            (WishStep::Fulfil, Claimed) => Some(Fulfilled),
            (WishStep::Confirm, Fulfilled) => Some(Confirmed),
            (WishStep::Reject, Collected | Verified) => Some(Rejected),
            (WishStep::Withdraw, Collected | Verified | Published | Claimed) => Some(Withdrawn),
            _ => None,
        }
    }

    /// The steps that follow from this state and that `role` may take.
    #[must_use]
    pub fn next_steps(&self, role: &Role) -> Vec<WishStep> {
        let allowed = |step: &&WishStep| step.is_allowed_to(role) && self.after(step).is_some();
        WishStep::KNOWN.iter().filter(allowed).cloned().collect()
    }
}

impl WishStep {
    /// The field of a step that was asked for on the board, by somebody who does not hold the
    /// grid: such a step is about their own claim alone.
    pub const BOARD: &'static str = "board";

    /// Whether it is a step of whoever fulfils a wish, and so can be asked for on the board.
    #[must_use]
    pub const fn is_for_claimants(&self) -> bool {
        matches!(self, Self::Claim | Self::GiveBack | Self::Fulfil)
    }

    /// Whether somebody with `role` may take this step; the hub refuses it otherwise.
    #[must_use]
    pub const fn is_allowed_to(&self, role: &Role) -> bool {
        use WishStep::{Claim, Confirm, FallShort, Fulfil, GiveBack, Withdraw};
        match role {
            Role::CommunitySupervisor => true,
            Role::GridMember | Role::Informant => {
                matches!(
                    self,
                    Claim | GiveBack | Fulfil | Confirm | FallShort | Withdraw
                )
            }
            Role::BuildingChief | Role::Volunteer => matches!(self, Claim | GiveBack | Fulfil),
            _ => false,
        }
    }
}

/// Who has promised to fulfil a wish, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub by: AccountId,
    /// From then on others may claim it.
    pub expires_at: UnixMillis,
}

/// A wish's life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishLife {
    /// Where it stands.
    pub state: WishState,
    /// The live claim; stays after fulfilment.
    pub claim: Option<Claim>,
    /// Every claim, oldest first.
    pub claims: Vec<ClaimStory>,
    /// The words it was published in, if others than its own.
    published_text: Option<String>,
    /// When it was published.
    pub published_at: Option<UnixMillis>,
    /// The number given on verification.
    pub number: Option<i64>,
    /// What the resident said of the result.
    pub satisfaction: Option<Satisfaction>,
    /// When it was confirmed.
    pub confirmed_at: Option<UnixMillis>,
    /// Every event, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Folds a wish's events, given in [`super::EventOrder`], into its life as it is at `now`.
///
/// A claim expires by the hub's clock: the next event that the hub took later finds the wish
/// published again, on every replica alike.
#[must_use]
pub fn fold_wish(events: impl IntoIterator<Item = StoredEvent>, now: UnixMillis) -> WishLife {
    let mut life = WishLife {
        state: WishState::Collected,
        claim: None,
        claims: Vec::new(),
        published_text: None,
        published_at: None,
        number: None,
        satisfaction: None,
        confirmed_at: None,
        timeline: Vec::new(),
    };
    #[cfg(feature = "simulation")]
    let events = super::life::mislaid(events);
    for event in events {
        life.expire(event.effective_at());
        let effect = life.take(&event);
        life.timeline.push(TimelineEntry { event, effect });
    }
    life.expire(now);
    life
}

impl WishLife {
    /// The words in which everybody may read the wish.
    #[must_use]
    pub fn public_text<'a>(&'a self, wish: &'a Wish) -> &'a str {
        self.published_text.as_deref().unwrap_or(&wish.text)
    }

    fn expire(&mut self, now: UnixMillis) {
        let over = self.claim.is_some_and(|claim| now >= claim.expires_at);
        if self.state == WishState::Claimed && over {
            self.state = WishState::Published;
            self.end_claim(ClaimState::Expired);
        }
    }

    /// The live claim is over.
    fn end_claim(&mut self, how: ClaimState) {
        self.tell_claim(how);
        self.claim = None;
    }

    /// The live claim goes on like this.
    fn tell_claim(&mut self, how: ClaimState) {
        let claim = self.claim;
        let live = self.claims.iter_mut().rfind(|one| one.state.is_live());
        if let Some(story) = live {
            story.expires_at = claim
                .map(|claim| claim.expires_at)
                .filter(|_| how == ClaimState::Live);
            story.state = how;
        }
    }

    fn take(&mut self, event: &StoredEvent) -> Effect {
        let step = WishStep::from(&*event.event.step);
        if let WishStep::Other(_) = step {
            return Effect::Without(WithoutEffect::UnknownStep);
        }
        let effect = self.follow(&step, event);
        if let (WishStep::Claim, Effect::Without(why)) = (&step, &effect) {
            let rival = match why {
                WithoutEffect::AlreadyClaimed { by } => Some(*by),
                _ => None,
            };
            let late = ClaimStory {
                state: ClaimState::Late,
                expires_at: None,
                rival,
                ..claimed(event, None)
            };
            self.claims.push(late);
        }
        effect
    }

    fn follow(&mut self, step: &WishStep, event: &StoredEvent) -> Effect {
        let fields = Fields(&event.event.fields);
        let anothers = self.claim.map(|claim| claim.by) != Some(event.author);
        let about_own = matches!(step, WishStep::GiveBack | WishStep::Fulfil);
        if about_own && anothers && fields.flag(WishStep::BOARD) {
            return Effect::Without(WithoutEffect::DoesNotFollow);
        }
        let Some(state) = self.state.after(step) else {
            return Effect::Without(match (step, self.claim) {
                (WishStep::Claim, Some(claim)) => WithoutEffect::AlreadyClaimed { by: claim.by },
                _ => WithoutEffect::DoesNotFollow,
            });
        };
        let days = fields.int("days").unwrap_or(CLAIM_DAYS).clamp(1, 90);
        let expires_at = event.effective_at().plus(days * UnixMillis::DAY);
        match step {
            WishStep::Verify => self.number = fields.int("number"),
            WishStep::Publish => {
                self.published_text = fields.text("text").map(str::to_owned);
                self.published_at = Some(event.effective_at());
            }
            WishStep::Claim => {
                self.claim = Some(Claim {
                    by: event.author,
                    expires_at,
                });
                self.claims.push(claimed(event, Some(expires_at)));
            }
            WishStep::FallShort => {
                self.claim = self.claim.map(|claim| Claim {
                    expires_at,
                    ..claim
                });
                self.tell_claim(ClaimState::Live);
            }
            WishStep::Fulfil => self.tell_claim(ClaimState::Fulfilled),
            WishStep::GiveBack => self.end_claim(ClaimState::GivenBack),
            WishStep::Withdraw => self.end_claim(ClaimState::Withdrawn),
            WishStep::Confirm => {
                self.satisfaction = fields.int("satisfaction");
                self.confirmed_at = Some(event.effective_at());
                let live = self.claims.iter_mut().rfind(|one| one.state.is_live());
                if let Some(story) = live {
                    story.state = ClaimState::Confirmed;
                    story.satisfaction = fields.int("satisfaction");
                }
            }
            _ => {}
        }
        self.state = state;
        Effect::Applied
    }
}

/// A claim that begins.
fn claimed(event: &StoredEvent, expires_at: Option<UnixMillis>) -> ClaimStory {
    ClaimStory {
        id: event.event.id,
        by: event.author,
        at: event.effective_at(),
        state: ClaimState::Live,
        expires_at,
        rival: None,
        satisfaction: None,
    }
}

#[cfg(test)]
#[path = "wish_tests.rs"]
mod tests;
