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
        elsewhere: bool,
    },
    /// It came before, in another push.
    Repeated { outcome: Outcome, elsewhere: bool },
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
                elsewhere,
            } => {
                let seq = places.seq(scope, nth);
                Answered {
                    answer: Answer::Accepted {
                        seq,
                        at: told(at),
                        restamped,
                        duplicate,
                        elsewhere,
                    },
                    place: (!elsewhere).then_some((scope, seq)),
                }
            }
            Self::Repeated {
                outcome:
                    Outcome::Accepted {
                        scope,
                        seq,
                        at,
                        restamped,
                    },
                elsewhere,
            } => Answered {
                answer: Answer::Accepted {
                    seq,
                    at: told(at),
                    restamped,
                    duplicate: true,
                    elsewhere,
                },
                place: (!elsewhere).then_some((scope, seq)),
            },
            Self::Repeated {
                outcome: Outcome::Refused(Refusal { code, detail }),
                ..
            }
            | Self::Refused(Refusal { code, detail }) => Answered {
                answer: Answer::Refused { code, detail },
                place: None,
            },
        }
    }
}
