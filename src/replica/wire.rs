//! What the page and its worker say to each other: one JSON text a message.
//!
//! Both come from the same build, yet neither trusts the other's words: what does not parse is
//! an error to hand on, never a panic.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::api::{Answer, Command, Notice, Outcome, Query, ReplicaError};

/// The name of the worker that owns this device's database.
#[cfg_attr(
    not(all(feature = "web", target_family = "wasm")),
    allow(dead_code, reason = "only a page names workers")
)]
pub(crate) const REPLICA: &str = "replica";
/// The name of a worker over invented people.
#[cfg_attr(
    not(target_family = "wasm"),
    allow(dead_code, reason = "only browsers have workers")
)]
pub(crate) const PRACTICE: &str = "practice";

/// From the page: answered by the [`FromWorker::Reply`] of the same number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToWorker {
    /// Counted by the page.
    pub(crate) id: u64,
    /// What it wants.
    pub(crate) call: Call,
}

/// What the page wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Call {
    /// Do.
    Command(Box<Command>),
    /// Tell.
    Query(Query),
    /// The screen that made the query of this number was left: it needs no answer. Nor does this.
    Forget,
}

/// From the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FromWorker {
    /// It listens; what is sent before this may be lost.
    Ready,
    /// The answer to a call.
    Reply {
        /// The call's number.
        id: u64,
        /// What came of it.
        result: Result<Reply, ReplicaError>,
    },
    /// Something happened.
    Notice(Notice),
    /// The worker broke and answers nothing any more. What was saved is safe in the database.
    Gone {
        /// For the log.
        detail: String,
    },
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    /// Of [`Call::Command`].
    Outcome(Outcome),
    /// Of [`Call::Query`].
    Answer(Answer),
}

/// A message as text.
///
/// # Errors
/// [`ReplicaError::Gone`] for what JSON cannot say.
pub(crate) fn encode<T: Serialize>(message: &T) -> Result<String, ReplicaError> {
    serde_json::to_string(message).map_err(|why| nonsense(&why))
}

/// The message a text holds.
///
/// # Errors
/// What is wrong with it, and the call it belongs to where that can be read.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    serde_json::from_str(text).map_err(|why| Unreadable {
        id: call_of(text),
        error: nonsense(&why),
    })
}

/// A message nobody can act on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The call it makes or answers; none if not even that is clear.
    pub(crate) id: Option<u64>,
    /// What to tell whoever waits.
    pub(crate) error: ReplicaError,
}

fn nonsense(why: &serde_json::Error) -> ReplicaError {
    ReplicaError::Gone {
        detail: format!("a message that is none: {why}"),
    }
}

/// The number in an otherwise unreadable call or reply.
fn call_of(text: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        id: u64,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Call(Numbered),
        Reply { reply: Numbered },
    }
    match serde_json::from_str(text).ok()? {
        Any::Call(Numbered { id })
        | Any::Reply {
            reply: Numbered { id },
        } => Some(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Phase, Preference, PreferencesQuery, SearchQuery, SyncView, Theme};

    fn there_and_back<T: Serialize + DeserializeOwned>(message: &T) -> T {
        decode(&encode(message).unwrap()).unwrap()
    }

    #[test]
    fn calls_arrive_as_they_were_sent() {
        let dark = Preference {
            theme: Some(Theme::Dark),
            ..Preference::default()
        };
        let search = SearchQuery {
            text: "岩罕 3-2-502 \u{0}\u{1f600}".to_owned(),
        };
        for call in [
            Call::Command(Command::Prefer(dark).into()),
            Call::Command(Command::TakeOver.into()),
            Call::Query(Query::SearchQuery(search)),
        ] {
            let message = ToWorker { id: u64::MAX, call };
            assert_eq!(there_and_back(&message), message);
        }
    }

    #[test]
    fn whatever_a_worker_says_arrives() {
        let answer = Answer::PreferencesQuery(Box::default());
        let sync = SyncView {
            delivered: 1,
            waiting: 2,
            refused: 0,
            phase: Phase::Syncing {
                received: 3,
                remaining: 1 << 60,
            },
            complete_at: None,
            bootstrapped: true,
        };
        let invalid = ReplicaError::Invalid {
            field: "name".to_owned(),
            problem: "empty".to_owned(),
        };
        let gone = FromWorker::Gone {
            detail: "a bug".to_owned(),
        };
        let reply = |result| FromWorker::Reply { id: 7, result };
        for message in [
            FromWorker::Ready,
            reply(Ok(Reply::Answer(answer))),
            reply(Ok(Reply::Outcome(Outcome::Done))),
            reply(Err(invalid)),
            FromWorker::Notice(Notice::Changed),
            FromWorker::Notice(Notice::Reports),
            FromWorker::Notice(Notice::Sync(sync)),
            gone,
        ] {
            assert_eq!(there_and_back(&message), message);
        }
    }

    #[test]
    fn an_unknown_call_is_answered_by_its_number() {
        let bad = decode::<ToWorker>(r#"{"id":9,"call":{"query":{"query":"of_next_year"}}}"#);
        assert_eq!(bad.unwrap_err().id, Some(9));
    }

    #[test]
    fn an_unknown_reply_fails_the_call_it_answers() {
        let bad = decode::<FromWorker>(r#"{"reply":{"id":9,"result":{"Perhaps":1}}}"#);
        assert_eq!(bad.unwrap_err().id, Some(9));
    }

    #[test]
    fn nonsense_is_an_error() {
        for text in [
            "",
            "ready",
            "[]",
            "{}",
            "{\"id\":-1}",
            "{\"id\":1.5}",
            "\u{0}",
        ] {
            let bad = decode::<ToWorker>(text).unwrap_err();
            assert_eq!(bad.id, None, "{text}");
            assert!(matches!(bad.error, ReplicaError::Gone { .. }), "{text}");
        }
    }

    #[test]
    fn an_empty_question_keeps_its_shape() {
        let message = ToWorker {
            id: 0,
            call: Call::Query(Query::PreferencesQuery(PreferencesQuery {})),
        };
        let text = r#"{"id":0,"call":{"query":{"query":"preferences_query"}}}"#;
        assert_eq!(encode(&message).unwrap(), text);
        assert_eq!(there_and_back(&message), message);
    }
}
