use chuanmen_core::domain::NeedState;
use chuanmen_replica::api::NeedRow;

use crate::ui::text::t;

/// Needs of a list by what they wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// For the resident's word.
    Confirm,
    /// Returned or reopened: somebody must look again.
    Again,
    /// For the community to accept and dispatch.
    Accept,
    /// In somebody's hands.
    Working,
    /// For nothing any more.
    Closed,
}

impl Group {
    /// In the order in which a grid member can do something about them.
    pub(super) const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Again,
        Self::Accept,
        Self::Working,
        Self::Closed,
    ];

    pub(super) const fn of(row: &NeedRow) -> Self {
        match row.state {
            NeedState::Resolved => Self::Confirm,
            NeedState::Returned | NeedState::Reopened => Self::Again,
            NeedState::Recorded => Self::Accept,
            NeedState::Confirmed | NeedState::Merged | NeedState::Withdrawn => Self::Closed,
            _ => Self::Working,
        }
    }

    /// Whether `row` is in `group`; none means all.
    pub(super) fn holds(group: Option<Self>, row: &NeedRow) -> bool {
        group.is_none_or(|group| group == Self::of(row))
    }

    pub(super) fn title(group: Option<Self>) -> String {
        match group {
            None => t!("group-all"),
            Some(Self::Confirm) => t!("needs-group-confirm"),
            Some(Self::Again) => t!("needs-group-again"),
            Some(Self::Accept) => t!("needs-group-accept"),
            Some(Self::Working) => t!("needs-group-working"),
            Some(Self::Closed) => t!("needs-group-closed"),
        }
    }
}
