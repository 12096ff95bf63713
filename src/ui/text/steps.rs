//! Words about what somebody does about a need or a wish.

use chuanmen_core::domain::{NeedState, NeedStep, WishState, WishStep};
use chuanmen_replica::api::NeedRow;
use jiff::civil::Date;

use super::{held_by, t};

/// `办结`, as a button and in a timeline.
pub(crate) fn need_step(step: &NeedStep) -> String {
    match step {
        NeedStep::Accept => t!("need-step-accept"),
        NeedStep::Dispatch => t!("need-step-dispatch"),
        NeedStep::Start => t!("need-step-start"),
        NeedStep::Progress => t!("need-step-progress"),
        NeedStep::Remind => t!("need-step-remind"),
        NeedStep::Return => t!("need-step-return"),
        NeedStep::Resolve => t!("need-step-resolve"),
        NeedStep::Confirm => t!("need-step-confirm"),
        NeedStep::Reopen => t!("need-step-reopen"),
        NeedStep::Merge => t!("need-step-merge"),
        NeedStep::Withdraw => t!("need-step-withdraw"),
        NeedStep::Other(word) => t!("step-other", word = word.to_string()),
    }
}

/// As a button, on a need that stands so: what takes a merging or a withdrawal back says that.
pub(crate) fn need_step_from(state: &NeedState, step: &NeedStep) -> String {
    match (step, state) {
        (NeedStep::Reopen, NeedState::Merged) => t!("need-step-unmerge"),
        (NeedStep::Reopen, NeedState::Withdrawn) => t!("need-step-unwithdraw"),
        _ => need_step(step),
    }
}

/// `物业也看得到这句话`: who else reads what is said with a step; empty if nobody does. The party that
/// has the need does, but not why it is given to others, merged or withdrawn.
pub(crate) fn read_by(row: &NeedRow, step: &NeedStep) -> String {
    let told = !matches!(
        step,
        NeedStep::Dispatch | NeedStep::Merge | NeedStep::Withdraw
    );
    match &row.holder {
        Some(party) if told && row.state.is_in_hand() => {
            t!("step-note-read", party = held_by(party, &row.department))
        }
        _ => String::new(),
    }
}

/// `认领`, as a button and in a timeline.
pub(crate) fn wish_step(step: &WishStep) -> String {
    match step {
        WishStep::Verify => t!("wish-step-verify"),
        WishStep::Publish => t!("wish-step-publish"),
        WishStep::Claim => t!("wish-step-claim"),
        WishStep::GiveBack => t!("wish-step-give-back"),
        WishStep::Fulfil => t!("wish-step-fulfil"),
        WishStep::Confirm => t!("wish-step-confirm"),
        WishStep::FallShort => t!("wish-step-fall-short"),
        WishStep::Reject => t!("wish-step-reject"),
        WishStep::Withdraw => t!("wish-step-withdraw"),
        WishStep::Other(word) => t!("step-other", word = word.to_string()),
    }
}

/// `可认领`: where wishes stand, without whose they are.
pub(crate) fn wish_state(state: &WishState) -> String {
    match state {
        WishState::Collected => t!("wishes-group-verify"),
        WishState::Verified => t!("wish-verified"),
        WishState::Published => t!("wishes-group-open"),
        WishState::Claimed => t!("wishes-group-claimed"),
        WishState::Fulfilled => t!("wishes-group-confirm"),
        WishState::Confirmed => t!("wish-confirmed"),
        WishState::Rejected => t!("wish-rejected"),
        WishState::Withdrawn => t!("wish-withdrawn"),
        WishState::Other(_) => t!("wish-other-state"),
    }
}

/// `11月`; with the year when it is another than that of `now`.
pub(crate) fn month_of(month: Date, now: Date) -> String {
    let name = super::time::month(month);
    if month.year() == now.year() {
        name
    } else {
        t!("month-year", year = month.year().to_string(), month = name)
    }
}
