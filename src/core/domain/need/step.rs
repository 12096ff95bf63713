//! The steps about a need, what they say, and who may take them.

use crate::domain::Role;
use crate::text_enum::text_enum;

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
