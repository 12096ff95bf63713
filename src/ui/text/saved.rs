//! What a save was about, in words.

use chuanmen_core::domain::{NeedStep, PointsStep, PostStep, WishStep};
use chuanmen_core::protocol::RefusalCode;
use chuanmen_replica::api::Summary;

use super::{need_step, points_step, post_step, t, wish_step};

/// `走访 3-2-504、诉求 1 件`, `认领 一副老花镜`.
pub(crate) fn summary(summary: &Summary) -> String {
    let mut parts = Vec::new();
    let place = summary.place.clone();
    if summary.visits > 1 {
        parts.push(t!(
            "saved-visits",
            place = place.clone(),
            count = summary.visits
        ));
    } else if summary.visits > 0 {
        parts.push(t!("saved-visit", place = place.clone()));
    }
    if summary.needs > 0 {
        parts.push(t!("saved-needs", count = summary.needs));
    }
    if summary.wishes > 0 {
        parts.push(t!("saved-wishes", count = summary.wishes));
    }
    if summary.feedback > 0 {
        parts.push(t!("feedback"));
    }
    if summary.edits > 0 {
        parts.push(t!(
            "saved-edits",
            place = place,
            who = summary.subject.clone()
        ));
    }
    if summary.health > 0 {
        parts.push(t!(
            "saved-health",
            place = summary.place.clone(),
            who = summary.subject.clone()
        ));
    }
    if summary.questions > 0 {
        parts.push(t!("saved-question", name = summary.subject.clone()));
    }
    let steps = summary.need_steps.iter().map(|step| match step.as_str() {
        NeedStep::TAKES_BACK => t!("need-taken-back"),
        step => need_step(&NeedStep::from(step)),
    });
    let steps = steps.chain(
        summary
            .wish_steps
            .iter()
            .map(|step| wish_step(&WishStep::from(step.as_str()))),
    );
    let steps = steps.chain(
        summary
            .post_steps
            .iter()
            .map(|step| post_step(&PostStep::from(step.as_str()))),
    );
    let steps = steps.chain(
        summary
            .points_steps
            .iter()
            .map(|step| points_step(&PointsStep::from(step.as_str()))),
    );
    parts.extend(steps.map(|step| t!("saved-step", step = step, what = summary.subject.clone())));
    if parts.is_empty() {
        t!("saved-something")
    } else {
        parts.join("、")
    }
}

/// Why the hub refused a save, and what to do: `社区退回：…`.
pub(crate) fn refusal(code: &RefusalCode) -> String {
    match code {
        RefusalCode::NotGranted => t!("refused-not-granted"),
        RefusalCode::ReadOnly => t!("refused-read-only"),
        RefusalCode::StampOutOfRange | RefusalCode::BadBase => t!("refused-clock"),
        RefusalCode::Immutable => t!("refused-immutable"),
        RefusalCode::BadValue | RefusalCode::WrongKind | RefusalCode::Empty => t!("refused-value"),
        RefusalCode::TooLarge => t!("refused-too-large"),
        RefusalCode::StepNotAllowed => t!("refused-step"),
        RefusalCode::UnknownSubject => t!("refused-subject"),
        RefusalCode::Moved => t!("refused-moved"),
        RefusalCode::Erased => t!("refused-erased"),
        RefusalCode::InUse => t!("refused-in-use"),
        RefusalCode::IdReused | RefusalCode::ForeignAuthor => t!("refused-copied"),
        RefusalCode::TargetNotOpen => t!("refused-target-not-open"),
        RefusalCode::NotEnoughPoints => t!("refused-not-enough-points"),
        RefusalCode::TermsChanged => t!("refused-terms-changed"),
        RefusalCode::Other(_) => t!("refused-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_with_a_need_says_both() {
        let saved = Summary {
            place: "3-2-504".into(),
            visits: 1,
            needs: 1,
            ..Summary::default()
        };
        assert_eq!(summary(&saved), "走访 3-2-504、诉求 1 件");
    }

    #[test]
    fn a_claim_says_what_was_claimed() {
        let saved = Summary {
            subject: "一副老花镜".into(),
            wish_steps: vec!["claim".into()],
            ..Summary::default()
        };
        assert_eq!(summary(&saved), "认领：一副老花镜");
    }
}
