use serde::{Deserialize, Serialize};

use chuanmen_core::protocol::ErrorCode;

use super::Tries;

/// Why a command or a query did nothing. What a person typed is still in the form: nothing is
/// cleared before a save succeeded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ReplicaError {
    /// This device belongs to no account yet.
    #[error("this device is not enrolled")]
    NotEnrolled,
    /// What was typed cannot be taken; `field` says where.
    #[error("{field}: {problem}")]
    Invalid {
        /// Name of the field. In the needs and wishes of a visit: `needs/0/text`; an answer of the
        /// checklist: `answer/power_gas`; another door of the floor: `also/<household>`; a care
        /// tag: `care_tag/living_alone`; an option of a question: `options/0`.
        field: String,
        /// A stable word: `empty`, `too_long`, `check_digit`, `birth_date`, `form`, `future`,
        /// `past`; of an answer, those of [`chuanmen_core::domain::AnswerProblem`]; of a household
        /// `lived_in`, `visited`, `asked`, `elsewhere`, `all`, `apart`.
        problem: String,
    },
    /// The record is not on this device (any more).
    #[error("no such record on this device")]
    NotFound,
    /// The step does not follow from where the need or wish stands, or is not this person's.
    #[error("the step does not follow")]
    StepNotPossible,
    /// The disk is full: nothing was saved.
    #[error("the disk is full")]
    DiskFull,
    /// The database failed: nothing was saved.
    #[error("the database failed: {detail}")]
    Storage {
        /// For the log.
        detail: String,
    },
    /// The hub cannot be reached.
    #[error("the hub cannot be reached")]
    Offline,
    /// The hub said no.
    #[error("the hub refused: {code}")]
    Hub {
        /// Its word.
        code: ErrorCode,
    },
    /// Another tab holds the database.
    #[error("another tab holds the database")]
    HeldElsewhere,
    /// The device is locked: everything waits for the PIN. Also when it may not be tried now.
    #[error("this device is locked")]
    Locked {
        /// What may still be tried.
        tries: Tries,
    },
    /// The PIN is another one.
    #[error("the PIN is wrong")]
    PinWrong {
        /// What may still be tried.
        tries: Tries,
    },
    /// The replica's thread or worker is gone, or spoke nonsense.
    #[error("the replica does not answer: {detail}")]
    Gone {
        /// For the log.
        detail: String,
    },
}
