//! Words about needs and wishes.

use chuanmen_core::domain::{Deadline, NeedState, Party, Rung, WishKind, WishState};
use chuanmen_replica::api::{Lane, NeedRow, WishRow};

use super::t;
use crate::ui::components::TagTone;

/// `物业`.
pub(crate) fn party_name(party: &Party) -> String {
    match party {
        Party::PartyBranch => t!("party-branch"),
        Party::PropertyCompany => t!("party-property"),
        Party::OwnersCommittee => t!("party-owners"),
        Party::GridUnit => t!("party-grid-unit"),
        Party::Community => t!("party-community"),
        Party::Department => t!("party-department"),
        Party::Other(_) => t!("party-other"),
    }
}

/// `物业`, `外部部门（城管局）`: a party, and which department if somebody said so.
pub(crate) fn held_by(party: &Party, department: &str) -> String {
    match department {
        "" => party_name(party),
        named => t!(
            "party-named",
            party = party_name(party),
            name = named.to_owned()
        ),
    }
}

/// The party's seal: `物`.
pub(crate) fn party_seal(party: &Party) -> String {
    match party {
        Party::PartyBranch => t!("seal-branch"),
        Party::PropertyCompany => t!("seal-property"),
        Party::OwnersCommittee => t!("seal-owners"),
        Party::GridUnit => t!("seal-grid-unit"),
        Party::Community => t!("seal-community"),
        Party::Department => t!("seal-department"),
        Party::Other(_) => t!("seal-other"),
    }
}

/// `待派单`, `物业`: a column of the dispatch desk.
pub(crate) fn lane_name(lane: &Lane) -> String {
    match lane {
        Lane::Inbox => t!("lane-inbox"),
        Lane::With(party) => party_name(party),
        Lane::Confirm => t!("lane-confirm"),
    }
}

/// Its seal: `收`.
pub(crate) fn lane_seal(lane: &Lane) -> String {
    match lane {
        Lane::Inbox => t!("seal-inbox"),
        Lane::With(party) => party_seal(party),
        Lane::Confirm => t!("seal-confirm"),
    }
}

/// `这一类 7 天内办好`.
pub(crate) fn need_within(within: Deadline) -> String {
    match within {
        Deadline::Days(days) => t!("need-days", days = days),
        Deadline::WorkingDays(days) => t!("need-working-days", days = days),
    }
}

/// `该提醒了`: what an overdue need calls for.
pub(crate) fn rung_words(rung: Rung) -> String {
    match rung {
        Rung::Remind => t!("rung-remind"),
        Rung::Community => t!("rung-community"),
        Rung::Subdistrict => t!("rung-subdistrict"),
    }
}

/// `社区督办`: the same, for whoever has it.
pub(crate) fn rung_told(rung: Rung) -> String {
    match rung {
        Rung::Remind => t!("rung-told-remind"),
        Rung::Community => t!("rung-told-community"),
        Rung::Subdistrict => t!("rung-told-subdistrict"),
    }
}

/// `办理中`: where a need stands, for filters and tags.
pub(crate) fn need_state(state: &NeedState) -> String {
    match state {
        NeedState::Recorded => t!("need-recorded"),
        NeedState::Accepted => t!("need-accepted"),
        NeedState::Dispatched => t!("need-dispatched"),
        NeedState::InProgress => t!("need-in-progress"),
        NeedState::Returned => t!("need-returned"),
        NeedState::Resolved => t!("need-resolved"),
        NeedState::Confirmed => t!("need-confirmed"),
        NeedState::Reopened => t!("need-reopened"),
        NeedState::Merged => t!("need-merged"),
        NeedState::Withdrawn => t!("need-withdrawn"),
        NeedState::Other(_) => t!("need-other"),
    }
}

/// `物业在办`: where a need stands and who answers next.
pub(crate) fn need_status(row: &NeedRow) -> String {
    let holder = row.holder.as_ref().map(party_name);
    match (&row.state, holder) {
        (NeedState::Dispatched, Some(party)) => t!("need-dispatched-to", party = party),
        (NeedState::InProgress, Some(party)) => t!("need-in-progress-at", party = party),
        (NeedState::Returned, Some(party)) => t!("need-returned-by", party = party),
        (NeedState::Recorded, _) => t!("need-recorded-next"),
        (NeedState::Resolved, _) => t!("need-resolved-next"),
        (state, _) => need_state(state),
    }
}

/// `剩 2 天`, `超期 3 天`; amber from three days before the end.
pub(crate) fn days_left_tag(days_left: i64) -> (TagTone, String) {
    match days_left {
        ..0 => (
            TagTone::Urgent,
            t!("need-late", days = days_left.saturating_neg()),
        ),
        0 => (TagTone::Pending, t!("due-today")),
        1..=3 => (TagTone::Pending, t!("days-left", days = days_left)),
        _ => (TagTone::Plain, t!("days-left", days = days_left)),
    }
}

/// `实物`.
pub(crate) fn wish_kind(kind: &WishKind) -> String {
    match kind {
        WishKind::Goods => t!("wish-goods"),
        WishKind::Service => t!("wish-service"),
        WishKind::Other(_) => t!("wish-other-kind"),
    }
}

/// `陈立已认领`: where a wish stands and who answers next.
pub(crate) fn wish_status(row: &WishRow) -> String {
    let by = row
        .claim
        .as_ref()
        .map(|claim| claim.by.clone())
        .filter(|name| !name.is_empty());
    match (&row.state, by) {
        (WishState::Collected, _) => t!("wish-collected"),
        (WishState::Verified, _) => t!("wish-verified"),
        (WishState::Published, _) => t!("wish-published"),
        (WishState::Claimed, Some(name)) => t!("wish-claimed-by", name = name),
        (WishState::Claimed, None) => t!("wish-claimed"),
        (WishState::Fulfilled, Some(name)) => t!("wish-fulfilled-by", name = name),
        (WishState::Fulfilled, None) => t!("wish-fulfilled"),
        (WishState::Confirmed, _) => t!("wish-confirmed"),
        (WishState::Rejected, _) => t!("wish-rejected"),
        (WishState::Withdrawn, _) => t!("wish-withdrawn"),
        (WishState::Other(_), _) => t!("wish-other-state"),
    }
}
