//! Words about organisations and calls at them.

use chuanmen_core::domain::{Outcome, Trade};

use super::t;

/// `餐饮`.
pub(crate) fn trade(trade: &Trade) -> String {
    match trade {
        Trade::Shop => t!("trade-shop"),
        Trade::Restaurant => t!("trade-restaurant"),
        Trade::Lodging => t!("trade-lodging"),
        Trade::Company => t!("trade-company"),
        Trade::School => t!("trade-school"),
        Trade::Clinic => t!("trade-clinic"),
        Trade::Government => t!("trade-government"),
        Trade::PropertyCompany => t!("trade-property"),
        Trade::Unsorted | Trade::Other(_) => t!("trade-other"),
    }
}

/// `没开门`: how a call at an organisation went.
pub(crate) fn call_outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Met => t!("outcome-met"),
        Outcome::NobodyHome => t!("call-nobody"),
        Outcome::Refused => t!("call-refused"),
        Outcome::MovedAway => t!("call-moved"),
        Outcome::Other(_) => t!("outcome-other"),
    }
}
