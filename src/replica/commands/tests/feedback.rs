use chuanmen_core::domain::FeedbackSort;

use super::problem;
use crate::api::{Command, FeedbackDraft, FeedbackQuery, Outcome, ReceiptQuery};
use crate::queries::tests::town::Town;

fn complaint(text: &str) -> FeedbackDraft {
    FeedbackDraft {
        sort: FeedbackSort::Complaint,
        text: text.into(),
        contact: String::new(),
        about: "串门 0.1.0 / 今日 / Android Chrome".into(),
    }
}

#[test]
fn what_is_said_waits_is_delivered_and_is_told_of() {
    let mut town = Town::new();
    town.days_later(1);
    let said = town.act(Command::SendFeedback(complaint(" 字太小 ")));
    assert!(matches!(said, Outcome::Saved { .. }));
    let rows = town.ask(FeedbackQuery {});
    assert_eq!(
        (rows[0].text.as_str(), rows[0].delivered),
        ("字太小", false)
    );
    assert_eq!(town.ask(ReceiptQuery {}).waiting[0].summary.feedback, 1);
    assert_eq!(town.deliver(), 1);
    assert!(town.ask(FeedbackQuery {})[0].delivered);
}

#[test]
fn nothing_is_no_complaint_and_a_contact_is_short() {
    let mut town = Town::new();
    assert_eq!(
        problem(town.attempt(Command::SendFeedback(complaint("\n ")))),
        "text: empty"
    );
    let long = FeedbackDraft {
        contact: "1".repeat(101),
        ..complaint("慢")
    };
    assert_eq!(
        problem(town.attempt(Command::SendFeedback(long))),
        "contact: too_long"
    );
    let unknown = FeedbackDraft {
        sort: FeedbackSort::from("spam"),
        ..complaint("慢")
    };
    assert_eq!(
        problem(town.attempt(Command::SendFeedback(unknown))),
        "sort: form"
    );
}
