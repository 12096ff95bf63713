use chuanmen_core::UnixMillis;
use chuanmen_core::merge::Stamp;
use chuanmen_core::protocol::{Answer, Refusal, ScopeNumber};

use super::Answered;
use super::apply::Places;
use crate::store::Outcome;

/// What was decided about one transaction.
pub(super) enum Ruling {
    /// It is the n-th that this push appends to a scope.
    Accepted {
        scope: ScopeNumber,
        nth: usize,
        at: UnixMillis,
        restamped: Option<Stamp>,
        duplicate: bool,
    },
    /// It came before, in another push.
    Repeated(Outcome),
    /// Nothing of it is taken.
    Refused(Refusal),
}

impl Ruling {
    pub(super) fn answered(self, places: &Places, now: UnixMillis) -> Answered {
        let told = |at: UnixMillis| (at != now).then_some(at);
        match self {
            Self::Accepted {
                scope,
                nth,
                at,
                restamped,
                duplicate,
            } => {
                let seq = places.seq(scope, nth);
                Answered {
                    answer: Answer::Accepted {
                        seq,
                        at: told(at),
                        restamped,
                        duplicate,
                    },
                    place: Some((scope, seq)),
                }
            }
            Self::Repeated(Outcome::Accepted {
                scope,
                seq,
                at,
                restamped,
            }) => Answered {
                answer: Answer::Accepted {
                    seq,
                    at: told(at),
                    restamped,
                    duplicate: true,
                },
                place: Some((scope, seq)),
            },
            Self::Repeated(Outcome::Refused(Refusal { code, detail }))
            | Self::Refused(Refusal { code, detail }) => Answered {
                answer: Answer::Refused { code, detail },
                place: None,
            },
        }
    }
}
