use chuanmen_replica::api::{BoardCell, DoorState};

use crate::ui::text::t;

/// Which doors of a board stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// 全部
    All,
    /// 待访
    Due,
    /// 逾期
    Late,
    /// 关爱
    Care,
    /// 无人
    Nobody,
}

impl Filter {
    /// In the order of the chips.
    pub(super) const ALL: [Self; 5] = [Self::All, Self::Due, Self::Late, Self::Care, Self::Nobody];

    /// Whether `cell` stands out.
    pub(super) fn shows(self, cell: &BoardCell) -> bool {
        match self {
            Self::All => true,
            Self::Due => matches!(
                cell.state,
                DoorState::Late { .. } | DoorState::DueToday | DoorState::DueBy { .. }
            ),
            Self::Late => matches!(cell.state, DoorState::Late { .. }),
            Self::Care => cell.care,
            Self::Nobody => cell.state == DoorState::NobodyHome,
        }
    }

    /// `待访 4`.
    pub(super) fn words<'c>(self, cells: impl Iterator<Item = &'c BoardCell>) -> String {
        let count = cells.filter(|cell| self.shows(cell)).count();
        match self {
            Self::All => t!("filter-all", count = count),
            Self::Due => t!("filter-due", count = count),
            Self::Late => t!("filter-late", count = count),
            Self::Care => t!("filter-care", count = count),
            Self::Nobody => t!("filter-nobody", count = count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::HouseholdId;

    fn cell(state: DoorState, care: bool) -> BoardCell {
        BoardCell {
            household: HouseholdId(Default::default()),
            room: "602".into(),
            state,
            care,
            today: false,
        }
    }

    #[test]
    fn a_late_door_is_still_to_visit() {
        let cells = [
            cell(DoorState::Late { days: 3 }, true),
            cell(DoorState::DueToday, false),
            cell(DoorState::NobodyHome, false),
            cell(DoorState::Done, true),
            cell(DoorState::Vacant, false),
        ];
        let words: Vec<_> = Filter::ALL
            .iter()
            .map(|filter| filter.words(cells.iter()))
            .collect();
        assert_eq!(words, ["全部 5", "待访 2", "逾期 1", "关爱 2", "无人 1"]);
    }
}
