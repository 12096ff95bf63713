//! Words about joint meetings.

use chuanmen_core::domain::{MeetingState, Presence};

use super::t;

/// `计划中`
pub(crate) fn meeting_state(state: &MeetingState) -> String {
    match state {
        MeetingState::Planned => t!("meeting-planned"),
        MeetingState::Held => t!("meeting-held"),
        MeetingState::Closed => t!("meeting-closed"),
        MeetingState::Other(word) => word.to_string(),
    }
}

/// `到会`
pub(crate) fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Came => t!("presence-came"),
        Presence::Absent => t!("presence-absent"),
        Presence::Excused => t!("presence-excused"),
        Presence::Other(word) => word.to_string(),
    }
}
