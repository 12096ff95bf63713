use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AccountId, AreaId, Effect, Fields, FieldsBuilder, Host, HouseholdId, NeedId, OrganisationId,
    Role, Satisfaction, StoredEvent, TimelineEntry, WithoutEffect,
};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// How pressing a need is.
    pub enum Urgency {
        /// 一般
        Normal => "normal",
        /// 紧急
        Urgent => "urgent",
    }
}

text_enum! {
    /// The five parties, and departments outside the community.
    pub enum Party {
        /// 党支部
        PartyBranch => "party_branch",
        /// 物业
        PropertyCompany => "property_company",
        /// 业委会
        OwnersCommittee => "owners_committee",
        /// 网格单位
        GridUnit => "grid_unit",
        /// 社区
        Community => "community",
        /// 外部部门
        Department => "department",
    }
}

text_enum! {
    /// Where a need stands; a fold over its events, never a field.
    pub enum NeedState {
        /// 已记录
        Recorded => "recorded",
        /// 已受理
        Accepted => "accepted",
        /// 已派单
        Dispatched => "dispatched",
        /// 在办
        InProgress => "in_progress",
        /// 退回
        Returned => "returned",
        /// 已办结
        Resolved => "resolved",
        /// 已确认
        Confirmed => "confirmed",
        /// 重办
        Reopened => "reopened",
        /// 已合并
        Merged => "merged",
        /// 已撤回
        Withdrawn => "withdrawn",
    }
}

text_enum! {
    /// What somebody does about a need.
    pub enum NeedStep {
        /// 受理
        Accept => "accept",
        /// 派单 (fields `party`, `from`)
        Dispatch => "dispatch",
        /// 接单
        Start => "start",
        /// 进展 (field `note`)
        Progress => "progress",
        /// 提醒
        Remind => "remind",
        /// 退回
        Return => "return",
        /// 办结
        Resolve => "resolve",
        /// 居民确认 (field `satisfaction`)
        Confirm => "confirm",
        /// 重办 (field `takes_back` after a merging or a withdrawal)
        Reopen => "reopen",
        /// 并入 (field `into`)
        Merge => "merge",
        /// 撤回
        Withdraw => "withdraw",
    }
}

/// What a household or an organisation asks for (诉求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Which.
    pub id: NeedId,
    /// Whose, if a household's.
    pub household: Option<HouseholdId>,
    /// Whose, if an organisation's.
    pub organisation: Option<OrganisationId>,
    /// The building whose commons it is about, if it is nobody's own.
    pub area: Option<AreaId>,
    /// Code of its category.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// How pressing.
    pub urgency: Urgency,
    /// By when it should be resolved.
    pub due_on: Option<Date>,
    /// Who recorded it.
    pub raised_by: Option<AccountId>,
    /// When.
    pub raised_at: UnixMillis,
    /// It waits for a resource, and so stands in the list of needs (需求清单) while it is open.
    pub awaits_resource: bool,
}

impl Need {
    /// The field that says that it waits for a resource.
    pub const AWAITS_RESOURCE: &'static str = "awaits_resource";

    /// The field of the day by when it should be resolved: as its category says at first, later as
    /// a joint meeting resolved.
    pub const DUE_ON: &'static str = "due_on";

    /// The field that says how pressing it is.
    pub const URGENCY: &'static str = "urgency";

    /// Whose it is; none of an older version's need that names nobody.
    #[must_use]
    pub fn host(&self) -> Option<Host> {
        let household = self.household.map(Host::Household);
        household.or(self.organisation.map(Host::Organisation))
    }

    /// Reads a need; none without a text.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            household: fields.parse("household"),
            organisation: fields.parse("organisation"),
            area: fields.parse("area"),
            category: fields.string("category"),
            text: fields.text("text")?.to_owned(),
            urgency: fields.word(Self::URGENCY).unwrap_or(Urgency::Normal),
            due_on: fields.date(Self::DUE_ON),
            raised_by: fields.parse("raised_by"),
            raised_at: fields
                .millis("raised_at")
                .unwrap_or_else(|| record.clocks.at.wall()),
            awaits_resource: fields.flag(Self::AWAITS_RESOURCE),
        })
    }

    /// What a need that is kept takes over of one that is merged into it: the earlier due day, the
    /// higher urgency. Nothing of what it has already.
    #[must_use]
    pub fn taken_over(
        kept: (Option<Date>, &Urgency),
        merged: (Option<Date>, &Urgency),
    ) -> (Option<Date>, Option<Urgency>) {
        let earlier = merged.0.filter(|day| kept.0.is_none_or(|own| *day < own));
        let urgent = *merged.1 == Urgency::Urgent && *kept.1 != Urgency::Urgent;
        (earlier, urgent.then_some(Urgency::Urgent))
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .maybe("household", self.household)
            .maybe("organisation", self.organisation)
            .maybe("area", self.area)
            .set("category", self.category.as_str())
            .set("text", self.text.as_str())
            .set(Self::URGENCY, self.urgency.as_str())
            .maybe(Self::DUE_ON, self.due_on.map(|day| day.to_string()))
            .maybe("raised_by", self.raised_by)
            .set("raised_at", self.raised_at.0)
            .maybe(Self::AWAITS_RESOURCE, self.awaits_resource.then_some(true))
            .build()
    }
}

impl Party {
    /// The five that meet (五方联席会议), in the order in which minutes name them.
    pub const FIVE: [Self; 5] = [
        Self::PartyBranch,
        Self::PropertyCompany,
        Self::OwnersCommittee,
        Self::GridUnit,
        Self::Community,
    ];
}

impl NeedState {
    /// Whether something is still to be done about it by the community. Resolved is not open: it
    /// waits for the resident's word only.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        use NeedState::{Confirmed, Merged, Resolved, Withdrawn};
        !matches!(self, Resolved | Confirmed | Merged | Withdrawn)
    }

    /// Whether somebody has it in their hands.
    #[must_use]
    pub const fn is_in_hand(&self) -> bool {
        matches!(self, Self::Dispatched | Self::InProgress)
    }

    /// The state after `step`, if it follows from this one.
    #[must_use]
    pub fn after(&self, step: &NeedStep) -> Option<Self> {
        use NeedState::{
            Accepted, Confirmed, Dispatched, InProgress, Merged, Recorded, Reopened, Resolved,
            Returned, Withdrawn,
        };
        match (step, self) {
            (NeedStep::Accept, Recorded | Reopened) => Some(Accepted),
            (NeedStep::Dispatch, open) if open.is_open() => Some(Dispatched),
            (NeedStep::Start, Dispatched) => Some(InProgress),
            (NeedStep::Progress | NeedStep::Remind, open) if open.is_open() => Some(open.clone()),
            (NeedStep::Return, Dispatched | InProgress) => Some(Returned),
            (NeedStep::Resolve, open) if open.is_open() => Some(Resolved),
            (NeedStep::Confirm, Resolved) => Some(Confirmed),
            (NeedStep::Reopen, Resolved | Confirmed | Merged | Withdrawn) => Some(Reopened),
            (NeedStep::Merge, open) if open.is_open() => Some(Merged),
            (NeedStep::Withdraw, open) if open.is_open() => Some(Withdrawn),
            _ => None,
        }
    }

    /// Whether `step` takes a merging or a withdrawal back: a supervisor's to do, and only if it
    /// says that it means that ([`NeedStep::TAKES_BACK`]).
    #[must_use]
    pub fn takes_back(&self, step: &NeedStep) -> bool {
        *step == NeedStep::Reopen && matches!(self, Self::Merged | Self::Withdrawn)
    }

    /// Whether `step` follows from this state and `role` may take it.
    #[must_use]
    pub fn lets(&self, role: &Role, step: &NeedStep) -> bool {
        let theirs = !self.takes_back(step) || *role == Role::CommunitySupervisor;
        theirs && step.is_allowed_to(role) && self.after(step).is_some()
    }

    /// The steps that follow from this state and that `role` may take.
    #[must_use]
    pub fn next_steps(&self, role: &Role) -> Vec<NeedStep> {
        let allowed = |step: &&NeedStep| self.lets(role, step);
        NeedStep::KNOWN.iter().filter(allowed).cloned().collect()
    }
}

impl NeedStep {
    /// The field of a step that says whose it is: to whom a need is dispatched, and for whom a
    /// party's own account answers. A party's step is about what it has in its hands alone.
    pub const PARTY: &'static str = "party";

    /// The field of a dispatch that says from whom it takes the need: a party's word, or
    /// [`Self::NOBODY`]. It has no effect if somebody else has the need by then. Without it, as a
    /// meeting resolves, it takes the need from whoever has it.
    pub const FROM: &'static str = "from";

    /// In [`Self::FROM`]: nobody has the need.
    pub const NOBODY: &'static str = "nobody";

    /// The field of a dispatch that says that the party may know whom to ask for, and their
    /// telephone.
    pub const CONTACT: &'static str = "contact";

    /// The field of a dispatch to a department that says which one: `城管局`.
    pub const DEPARTMENT: &'static str = "department";

    /// The field of a merging that says into which need.
    pub const INTO: &'static str = "into";

    /// The field of a reopening that says that it takes a merging or a withdrawal back. Without it
    /// one that was meant for a resolved need, and comes late, does not.
    pub const TAKES_BACK: &'static str = "takes_back";

    /// The field of a step that says at which joint meeting it was resolved.
    pub const MEETING: &'static str = "meeting";

    /// The field of such a step that says by which day it is to be done.
    pub const UNTIL: &'static str = "until";

    /// Whether somebody with `role` may take this step; the hub refuses it otherwise.
    #[must_use]
    pub const fn is_allowed_to(&self, role: &Role) -> bool {
        use NeedStep::{Confirm, Progress, Remind, Reopen, Resolve, Return, Start, Withdraw};
        match role {
            Role::CommunitySupervisor => true,
            Role::GridMember | Role::Informant => {
                matches!(
                    self,
                    Progress | Remind | Resolve | Confirm | Reopen | Withdraw
                )
            }
            // What was dispatched to it, asked for in its account's own scope.
            Role::Party => matches!(self, Start | Progress | Resolve | Return),
            _ => false,
        }
    }
}

/// A need's life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLife {
    /// Where it stands.
    pub state: NeedState,
    /// Whose hands it is in.
    pub holder: Option<Party>,
    /// Which department, if it is in a department's hands and somebody said so.
    pub department: String,
    /// When it was last resolved, unless it was reopened since.
    pub resolved_at: Option<UnixMillis>,
    /// What the resident said of the result, unless it was reopened since.
    pub satisfaction: Option<Satisfaction>,
    /// Into which need it was merged, while it is.
    pub into: Option<NeedId>,
    /// Every event, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Folds a need's events, given in [`super::EventOrder`], into its life.
#[must_use]
pub fn fold_need(events: impl IntoIterator<Item = StoredEvent>) -> NeedLife {
    let mut life = NeedLife {
        state: NeedState::Recorded,
        holder: None,
        department: String::new(),
        resolved_at: None,
        satisfaction: None,
        into: None,
        timeline: Vec::new(),
    };
    #[cfg(feature = "simulation")]
    let events = super::life::mislaid(events);
    for event in events {
        life.go_on(event);
    }
    life
}

impl NeedLife {
    /// One more event, after all that came before.
    pub fn go_on(&mut self, event: StoredEvent) {
        let effect = self.take(&event);
        self.timeline.push(TimelineEntry { event, effect });
    }

    fn take(&mut self, event: &StoredEvent) -> Effect {
        let step = NeedStep::from(&*event.event.step);
        if let NeedStep::Other(_) = step {
            return Effect::Without(WithoutEffect::UnknownStep);
        }
        let fields = Fields(&event.event.fields);
        let party = fields.word::<Party>(NeedStep::PARTY);
        let anothers = step != NeedStep::Dispatch && party.is_some() && party != self.holder;
        let unmeant = self.state.takes_back(&step) && !fields.flag(NeedStep::TAKES_BACK);
        let follows = !anothers && !unmeant;
        let Some(state) = self.state.after(&step).filter(|_| follows) else {
            return Effect::Without(WithoutEffect::DoesNotFollow);
        };
        if let Some(holder) = self.holder.as_ref().filter(|_| step == NeedStep::Dispatch)
            && fields
                .text(NeedStep::FROM)
                .is_some_and(|from| from != holder.as_str())
        {
            return Effect::Without(WithoutEffect::AlreadyWith {
                party: holder.clone(),
                department: self.department.clone(),
            });
        }
        match step {
            NeedStep::Dispatch => {
                let named = fields.string(NeedStep::DEPARTMENT);
                // A meeting resolves that a department goes on with it: the one that has it.
                let stays = named.is_empty() && party == self.holder;
                if party != Some(Party::Department) {
                    self.department.clear();
                } else if !stays {
                    self.department = named;
                }
                self.holder = party;
            }
            NeedStep::Return => (self.holder, self.department) = (None, String::new()),
            NeedStep::Reopen => {
                (self.holder, self.department) = (None, String::new());
                // The day and the grade were of a result that does not stand any more.
                (self.resolved_at, self.satisfaction, self.into) = (None, None, None);
            }
            NeedStep::Merge => self.into = fields.parse(NeedStep::INTO),
            NeedStep::Resolve => self.resolved_at = Some(event.effective_at()),
            NeedStep::Confirm => self.satisfaction = fields.int("satisfaction"),
            _ => {}
        }
        self.state = state;
        Effect::Applied
    }
}

#[cfg(test)]
#[path = "need_tests.rs"]
mod tests;
