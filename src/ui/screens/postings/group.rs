use chuanmen_replica::api::{PostingRow, PostingStand};

use crate::ui::text::t;

/// Published wishes by what this person has to do with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// They promised it.
    Mine,
    /// Anybody may claim it.
    Open,
    /// They wanted to, and could not.
    Missed,
    /// Somebody else has it.
    Taken,
    /// They did it, and the resident has said their word.
    Done,
}

impl Group {
    /// In the order of the screen.
    pub(super) const ALL: [Self; 5] = [
        Self::Mine,
        Self::Open,
        Self::Missed,
        Self::Taken,
        Self::Done,
    ];

    pub(super) const fn of(row: &PostingRow) -> Self {
        match row.stand {
            PostingStand::Asked | PostingStand::Mine { .. } | PostingStand::Fulfilled => Self::Mine,
            PostingStand::Open => Self::Open,
            PostingStand::Late { .. } | PostingStand::Withdrawn => Self::Missed,
            PostingStand::Taken => Self::Taken,
            PostingStand::Confirmed { .. } => Self::Done,
        }
    }

    pub(super) fn title(self) -> String {
        match self {
            Self::Mine => t!("postings-group-mine"),
            Self::Open => t!("wishes-group-open"),
            Self::Missed => t!("postings-group-missed"),
            Self::Taken => t!("postings-group-taken"),
            Self::Done => t!("wish-confirmed"),
        }
    }
}
