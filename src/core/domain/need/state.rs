//! Where a need stands, and which step follows from where.

use super::NeedStep;
use crate::domain::Role;
use crate::text_enum::text_enum;

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
