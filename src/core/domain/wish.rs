use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AccountId, Effect, Fields, FieldsBuilder, HouseholdId, ResidentId, Role, Satisfaction,
    StoredEvent, TimelineEntry, WishId, WithoutEffect,
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
        /// 发布
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
    fn expire(&mut self, now: UnixMillis) {
        let over = self.claim.is_some_and(|claim| now >= claim.expires_at);
        if self.state == WishState::Claimed && over {
            self.state = WishState::Published;
            self.claim = None;
        }
    }

    fn take(&mut self, event: &StoredEvent) -> Effect {
        let step = WishStep::from(&*event.event.step);
        if let WishStep::Other(_) = step {
            return Effect::Without(WithoutEffect::UnknownStep);
        }
        let Some(state) = self.state.after(&step) else {
            return Effect::Without(match (&step, self.claim) {
                (WishStep::Claim, Some(claim)) => WithoutEffect::AlreadyClaimed { by: claim.by },
                _ => WithoutEffect::DoesNotFollow,
            });
        };
        let fields = Fields(&event.event.fields);
        let days = fields.int("days").unwrap_or(CLAIM_DAYS).clamp(1, 90);
        let expires_at = event.effective_at().plus(days * UnixMillis::DAY);
        match step {
            WishStep::Verify => self.number = fields.int("number"),
            WishStep::Claim => {
                self.claim = Some(Claim {
                    by: event.author,
                    expires_at,
                })
            }
            WishStep::FallShort => {
                self.claim = self.claim.map(|claim| Claim {
                    expires_at,
                    ..claim
                });
            }
            WishStep::GiveBack | WishStep::Withdraw => self.claim = None,
            WishStep::Confirm => {
                self.satisfaction = fields.int("satisfaction");
                self.confirmed_at = Some(event.effective_at());
            }
            _ => {}
        }
        self.state = state;
        Effect::Applied
    }
}

#[cfg(test)]
#[path = "wish_tests.rs"]
mod tests;
