use std::collections::{BTreeMap, BTreeSet};

use super::{
    AccountId, EarnedBy, Fields, FieldsBuilder, Kind, PointsRule, PostId, Reward, Role,
    StoredEvent, WishId,
};
use crate::UnixMillis;
use crate::merge::{EventId, FieldName, RecordId, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// Why a number stands in a ledger of points. An entry is never changed: what is wrong is put
    /// right by another.
    pub enum PointsStep {
        /// 服务: by the hub, for hours that the desk marked.
        Serve => "serve",
        /// 微心愿: by the hub, when a wish that was claimed is confirmed.
        Wish => "wish",
        /// 奖励: at the desk, by a rule of the community's.
        Give => "give",
        /// 更正: at the desk, with a reason.
        Correct => "correct",
        /// 兑换: at the desk.
        Redeem => "redeem",
    }
}

impl PointsStep {
    /// Whether somebody with `role` may take this step; the hub refuses it otherwise, and takes
    /// the first two itself.
    #[must_use]
    pub const fn is_allowed_to(&self, role: &Role) -> bool {
        matches!(role, Role::CommunitySupervisor)
            && matches!(self, Self::Give | Self::Correct | Self::Redeem)
    }

    /// Whether somebody with `role` can be credited with points. What grid members do is their
    /// work, also where they sign up for a post beside the volunteers: it is never counted in
    /// points.
    #[must_use]
    pub const fn are_for(role: &Role) -> bool {
        matches!(role, Role::Volunteer | Role::BuildingChief)
    }
}

/// One line of somebody's ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsEntry {
    /// Which.
    pub id: EventId,
    /// Whose.
    pub account: AccountId,
    /// Why.
    pub step: PointsStep,
    /// How many: less than none where some are taken away.
    pub points: i64,
    /// The post, wish, rule or reward it is about; none of a correction.
    pub about: Option<RecordId>,
    /// What that was called then: a wish by its number.
    pub name: String,
    /// What the desk said of it.
    pub note: String,
    /// How long was served, in minutes; 0 where nothing was.
    pub minutes: i64,
    /// By how many points for an hour; 0 where nothing was served.
    pub rate: i64,
    /// Who marked, confirmed, gave, corrected or redeemed.
    pub by: AccountId,
    /// When the hub took it.
    pub at: UnixMillis,
}

impl PointsEntry {
    /// The most points that one correction gives or takes.
    pub const MOST: i64 = 100_000;

    /// Reads an entry of the ledger, or one that the desk asked for and the hub has not heard of;
    /// none without a number.
    #[must_use]
    pub fn read(event: &StoredEvent) -> Option<Self> {
        if !matches!(event.event.kind, Kind::Ledger | Kind::Points) {
            return None;
        }
        let fields = Fields(&event.event.fields);
        Some(Self {
            id: event.event.id,
            account: event.event.subject.into(),
            step: PointsStep::from(&*event.event.step),
            points: fields.int("points")?.clamp(-Self::MOST, Self::MOST),
            about: fields.parse("about"),
            name: fields.string("name"),
            note: fields.string("note"),
            minutes: fields.int("minutes").unwrap_or(0).max(0),
            rate: fields.int("rate").unwrap_or(0).max(0),
            by: event.author,
            at: event.effective_at(),
        })
    }

    /// What its event says.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let count = |number: i64| (number != 0).then_some(number);
        FieldsBuilder::new()
            .set("points", self.points)
            .maybe("about", self.about.map(|id| id.to_string()))
            .text("name", &self.name)
            .text("note", &self.note)
            .maybe("minutes", count(self.minutes))
            .maybe("rate", count(self.rate))
            .build()
    }
}

/// Why the desk's step does not stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It would leave less than no points.
    Short,
    /// The rule or the reward is retired, gives or costs something else, or none is left.
    Changed,
    /// It is about somebody who gets no points.
    Nobody,
    /// A correction without a reason or a number.
    Form,
}

/// What the desk's step goes by, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terms {
    /// Of what is given.
    Rule(PointsRule),
    /// Of what is redeemed.
    Reward(Reward),
    /// Of a correction.
    Reason,
}

/// The points of one person: only ever added to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the hub's order, then what it has not heard of.
    pub entries: Vec<PointsEntry>,
}

impl Ledger {
    /// One person's ledger out of its events, each once, in whatever order they come.
    #[must_use]
    pub fn fold(events: impl IntoIterator<Item = StoredEvent>) -> Self {
        let mut events: Vec<_> = events.into_iter().collect();
        events.sort_by_key(|event| event.order);
        let mut seen = BTreeSet::new();
        events.retain(|event| seen.insert(event.event.id));
        Self {
            entries: events.iter().filter_map(PointsEntry::read).collect(),
        }
    }

    /// What stands to somebody's credit: the sum of all entries.
    #[must_use]
    pub fn balance(&self) -> i64 {
        let points = self.entries.iter().map(|entry| entry.points);
        points.fold(0, i64::saturating_add)
    }

    /// What is to be written when the hub takes a mark of `minutes` at a post, 0 if they did not
    /// come: the difference to what was credited for it before, by the rate of the first time; if
    /// there was none by `rate`, the points for an hour that now hold. What is spent stays spent:
    /// never more is taken back than there is. None if nothing changes.
    #[must_use]
    pub fn due(&self, post: PostId, minutes: i64, rate: Option<i64>) -> Option<(i64, i64)> {
        let about = Some(post.into());
        let mut before = self.entries.iter();
        let mut before = before
            .by_ref()
            .filter(|it| it.step == PointsStep::Serve && it.about == about);
        let Some(first) = before.next() else {
            let rate = rate.filter(|_| minutes > 0)?;
            return Some((Self::for_minutes(minutes, rate), rate));
        };
        let (mut had, mut last) = (first.points, first.minutes);
        for entry in before {
            (had, last) = (had + entry.points, entry.minutes);
        }
        if last == minutes {
            return None;
        }
        let difference = Self::for_minutes(minutes, first.rate) - had;
        Some((difference.max(-self.balance().max(0)), first.rate))
    }

    /// The points for so many minutes at so many an hour: whole ones.
    #[must_use]
    pub const fn for_minutes(minutes: i64, rate: i64) -> i64 {
        minutes.saturating_mul(rate) / 60
    }

    /// Whether a wish was credited already.
    #[must_use]
    pub fn has_wish(&self, wish: WishId) -> bool {
        let about = Some(wish.into());
        let mut entries = self.entries.iter();
        entries.any(|entry| entry.step == PointsStep::Wish && entry.about == about)
    }

    /// Whether the desk may take a step for `points` about somebody with `role`.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(
        &self,
        role: &Role,
        step: &PointsStep,
        points: i64,
        note: &str,
        terms: &Terms,
    ) -> Result<(), Unfit> {
        let form = match (step, terms) {
            (PointsStep::Give, Terms::Rule(rule)) => {
                let holds = rule.by == EarnedBy::Desk && !rule.retired && rule.points == points;
                holds.then_some(()).ok_or(Unfit::Changed)
            }
            (PointsStep::Redeem, Terms::Reward(reward)) => {
                let there = reward.left() != Some(0) && !reward.retired;
                let holds = there && reward.price == -points;
                holds.then_some(()).ok_or(Unfit::Changed)
            }
            (PointsStep::Correct, Terms::Reason) => {
                let said = !note.trim().is_empty() && points != 0;
                let said = said && (-PointsEntry::MOST..=PointsEntry::MOST).contains(&points);
                said.then_some(()).ok_or(Unfit::Form)
            }
            _ => Err(Unfit::Form),
        };
        form?;
        if points > 0 && !PointsStep::are_for(role) {
            return Err(Unfit::Nobody);
        }
        if points < 0 && self.balance().saturating_add(points) < 0 {
            return Err(Unfit::Short);
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "points_tests.rs"]
mod tests;
