use chuanmen_core::domain::WishState;
use chuanmen_replica::api::WishRow;

use crate::ui::text::t;

/// Wishes of a list by what they wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// For the resident's word.
    Confirm,
    /// For the claimant.
    Claimed,
    /// For somebody to claim it.
    Open,
    /// For the community to verify and publish.
    Verify,
    /// For nothing any more.
    Closed,
}

impl Group {
    /// In the order of the screen.
    pub(super) const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Claimed,
        Self::Open,
        Self::Verify,
        Self::Closed,
    ];

    pub(super) const fn of(row: &WishRow) -> Self {
        match row.state {
            WishState::Fulfilled => Self::Confirm,
            WishState::Claimed => Self::Claimed,
            WishState::Published => Self::Open,
            WishState::Confirmed | WishState::Rejected | WishState::Withdrawn => Self::Closed,
            _ => Self::Verify,
        }
    }

    pub(super) fn title(self) -> String {
        match self {
            Self::Confirm => t!("wishes-group-confirm"),
            Self::Claimed => t!("wishes-group-claimed"),
            Self::Open => t!("wishes-group-open"),
            Self::Verify => t!("wishes-group-verify"),
            Self::Closed => t!("wishes-group-closed"),
        }
    }

    pub(super) fn aside(self, count: usize) -> String {
        match self {
            Self::Confirm => t!("wishes-aside-confirm", count = count),
            Self::Claimed => t!("wishes-aside-claimed", count = count),
            Self::Open | Self::Verify | Self::Closed => t!("wishes-count", count = count),
        }
    }
}
