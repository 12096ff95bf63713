//! What went wrong, in three sentences: what happened, what is kept, what to do.

use chuanmen_core::domain::{AnswerProblem, Asks, ChecklistItem};
use chuanmen_core::protocol::ErrorCode;
use chuanmen_replica::api::ReplicaError;

use super::t;

/// An error as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorWords {
    /// What happened.
    pub(crate) what: String,
    /// What is kept.
    pub(crate) kept: String,
    /// What to do.
    pub(crate) advice: String,
    /// The stable code, in small print.
    pub(crate) code: String,
}

/// An error in words. Nothing saved is ever lost by one: each says so.
pub(crate) fn error_words(error: &ReplicaError) -> ErrorWords {
    let (what, advice, code) = match error {
        ReplicaError::NotEnrolled => (
            t!("error-not-enrolled"),
            t!("advice-enrol"),
            "not_enrolled".to_owned(),
        ),
        ReplicaError::Invalid { field, problem } => (
            field_problem(field, problem),
            t!("advice-correct"),
            format!("{field}/{problem}"),
        ),
        ReplicaError::NotFound => (
            t!("error-not-found"),
            t!("advice-back"),
            "not_found".to_owned(),
        ),
        ReplicaError::StepNotPossible => (
            t!("error-step"),
            t!("advice-look-again"),
            "step_not_possible".to_owned(),
        ),
        ReplicaError::DiskFull => (
            t!("error-disk-full"),
            t!("advice-free-space"),
            "disk_full".to_owned(),
        ),
        ReplicaError::Storage { .. } => (
            t!("error-storage"),
            t!("advice-reopen"),
            "storage".to_owned(),
        ),
        ReplicaError::Offline => (
            t!("error-offline"),
            t!("advice-network"),
            "offline".to_owned(),
        ),
        ReplicaError::Hub { code } => {
            let (what, advice) = hub_words(code);
            (what, advice, code.as_str().to_owned())
        }
        ReplicaError::HeldElsewhere => (
            t!("error-elsewhere"),
            t!("advice-take-over"),
            "held_elsewhere".to_owned(),
        ),
        ReplicaError::Locked { .. } => (t!("locked"), t!("pin-type"), "locked".to_owned()),
        ReplicaError::PinWrong { tries } => (
            t!("pin-wrong", count = tries.left),
            t!("pin-type"),
            "pin_wrong".to_owned(),
        ),
        ReplicaError::Gone { .. } => (t!("error-gone"), t!("advice-reopen"), "gone".to_owned()),
    };
    let kept = match error {
        // Screens that are only read say it too: nothing was filled in there.
        ReplicaError::Hub {
            code: ErrorCode::NotGranted,
        } => t!("kept-only"),
        _ => t!("error-kept"),
    };
    ErrorWords {
        what,
        kept,
        advice,
        code,
    }
}

fn hub_words(code: &ErrorCode) -> (String, String) {
    match code {
        ErrorCode::EnrolmentCodeInvalid => (t!("hub-code-invalid"), t!("advice-new-code")),
        ErrorCode::LoginInvalid => (t!("hub-login-invalid"), t!("advice-login")),
        ErrorCode::DeviceRevoked => (t!("hub-revoked"), t!("advice-enrol")),
        ErrorCode::Unauthorized => (t!("hub-unauthorized"), t!("advice-enrol")),
        ErrorCode::NotGranted => (t!("hub-not-granted"), t!("advice-ask-community")),
        ErrorCode::UnsupportedVersion => (t!("hub-version"), t!("advice-update")),
        ErrorCode::TooManyRequests => (t!("hub-too-many"), t!("advice-wait")),
        ErrorCode::TooLarge => (t!("hub-too-large"), t!("advice-ask-community")),
        ErrorCode::BundleUnknown => (t!("hub-bundle-unknown"), t!("advice-ask-community")),
        ErrorCode::BundleBroken => (t!("hub-bundle-broken"), t!("advice-bundle-again")),
        ErrorCode::BundleRevoked => (t!("hub-bundle-revoked"), t!("advice-ask-community")),
        ErrorCode::BlobUnknown => (t!("hub-blob-unknown"), t!("advice-ask-community")),
        ErrorCode::BlobAwaited => (t!("hub-blob-awaited"), t!("advice-wait")),
        ErrorCode::BlobBroken => (t!("hub-blob-broken"), t!("advice-wait")),
        ErrorCode::ImportBusy => (t!("hub-import-busy"), t!("advice-wait")),
        ErrorCode::OwnGrant => (t!("hub-own-grant"), t!("advice-own-grant")),
        ErrorCode::NotFound => (t!("hub-not-found"), t!("advice-anew")),
        ErrorCode::Internal | ErrorCode::Unavailable => (t!("hub-failing"), t!("advice-wait")),
        _ => (t!("hub-other"), t!("advice-ask-community")),
    }
}

/// What is wrong with what was typed, to be said at the field.
pub(crate) fn field_problem(field: &str, problem: &str) -> String {
    // A need inside a visit's form is `needs/0/text`.
    let name = field.rsplit('/').next().unwrap_or(field);
    match (name, problem) {
        ("bundle", problem) => bundle_problem(problem),
        ("draft", "open") => t!("problem-draft-open"),
        ("photo", "too_large") => t!("photo-too-large"),
        ("photo", _) => t!("photo-broken"),
        ("photos", _) => t!("photos-too-many"),
        ("signature", "too_large") => t!("signature-too-large"),
        ("phone" | "contact_phone", "form") => t!("problem-phone"),
        ("to", "hour_early") => t!("post-to-early"),
        ("seats", "form") => t!("post-seats-form"),
        ("minutes", "form") => t!("rota-hours-form"),
        ("to" | "until", "early") => t!("campaign-to-early"),
        ("systolic", "range") => t!("health-systolic-range"),
        ("diastolic", "range") => t!("health-diastolic-range"),
        ("pulse", "range") => t!("health-pulse-range"),
        ("glucose", "range") => t!("health-glucose-range"),
        ("glucose", "form") => t!("health-glucose-form"),
        ("systolic" | "glucose", "unusual") => t!("health-unusual"),
        ("doctors", "too_long") => t!("health-doctors-many"),
        ("weeks", "form") => t!("health-weeks-form"),
        ("number", "taken") => t!("wish-number-taken"),
        ("login", "taken") => t!("problem-login-taken"),
        ("login", "form") => t!("problem-login"),
        ("points", "short") => t!("points-short"),
        ("points", "gone") => t!("points-gone"),
        ("points", "form") => t!("points-form"),
        ("by", "twice") => t!("points-rule-twice"),
        (_, "empty") => t!("problem-empty"),
        (_, "too_long") => t!("problem-too-long"),
        (_, "check_digit") => t!("problem-check-digit"),
        (_, "birth_date") => t!("problem-birth-date"),
        (_, "form") => t!("problem-form"),
        (_, "future") => t!("problem-future"),
        (_, "past") => t!("problem-past"),
        (_, "option") => t!("problem-option"),
        (_, "number") => t!("problem-number"),
        (_, "range") => t!("problem-range"),
        (_, "day") => t!("problem-day"),
        (_, "order") => t!("problem-order"),
        ("name" | "title", "twice") => t!("problem-name-twice"),
        ("number", "twice") => t!("problem-number-twice"),
        (_, "twice") => t!("problem-twice"),
        (_, "too_few") => t!("problem-too-few"),
        (_, "too_many") => t!("problem-too-many"),
        (_, "circle") => t!("problem-circle"),
        ("area", "in_use") => t!("problem-in-use"),
        ("building", "elsewhere") => t!("problem-elsewhere"),
        ("household" | "residents", "apart") => t!("problem-apart"),
        ("household", "lived_in" | "visited" | "asked") => t!("home-remove-not"),
        ("residents", "all") => t!("split-all"),
        _ => t!("problem-other"),
    }
}

/// What is wrong with an answer of the checklist, to be said at the question.
pub(crate) fn answer_problem(item: &ChecklistItem, problem: AnswerProblem) -> String {
    match (&item.asks, problem) {
        (_, AnswerProblem::Missing) => t!("problem-missing"),
        (Asks::Number(numbers), AnswerProblem::OutOfRange) => t!(
            "problem-out-of-range",
            least = numbers.range.least(),
            most = numbers.range.most()
        ),
        _ => field_problem(&item.code, problem.as_str()),
    }
}

/// What people read of `file.empty: 表格是空的。`
pub(crate) fn file_fault(message: &str) -> &str {
    message.split_once(": ").map_or(message, |(_, said)| said)
}

/// What is wrong with a file of unsent work.
fn bundle_problem(problem: &str) -> String {
    match problem {
        "nothing" => t!("problem-bundle-nothing"),
        "own" => t!("problem-bundle-own"),
        "newer" => t!("problem-bundle-newer"),
        "cut" => t!("problem-bundle-cut"),
        "too_large" => t!("problem-bundle-too-large"),
        _ => t!("problem-bundle-form"),
    }
}
