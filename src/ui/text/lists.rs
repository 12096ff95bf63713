//! Words about the community's three lists.

use chuanmen_core::domain::{ProjectState, ResourceKind};

use super::t;

/// `场地`
pub(crate) fn resource_kind(kind: &ResourceKind) -> String {
    match kind {
        ResourceKind::Space => t!("resource-space"),
        ResourceKind::Money => t!("resource-money"),
        ResourceKind::Skills => t!("resource-skills"),
        ResourceKind::Goods => t!("resource-goods"),
        ResourceKind::Medical => t!("resource-medical"),
        ResourceKind::Misc | ResourceKind::Other(_) => t!("resource-misc"),
    }
}

/// `进行中`
pub(crate) fn project_state(state: &ProjectState) -> String {
    match state {
        ProjectState::UnderWay => t!("project-under-way"),
        ProjectState::Planned => t!("project-planned"),
        ProjectState::Done => t!("project-done"),
        ProjectState::GivenUp => t!("project-given-up"),
        ProjectState::Other(word) => word.to_string(),
    }
}

/// Fen as yuan: `12800`, `12800.50`.
pub(crate) fn yuan(fen: i64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::yuan;

    #[test]
    fn fen_are_said_only_where_there_are_some() {
        assert_eq!(yuan(1_280_000), "12800");
        assert_eq!(yuan(1_280_005), "12800.05");
    }
}
