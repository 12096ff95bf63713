//! What nobody writes on the board, and steps that nobody takes there.

use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{Patch, RecordId};

use super::super::moves::{HOME, WISH};
use super::super::town::{fields, grid, id, new, refusal};
use super::{Square, board};

#[tokio::test]
async fn nobody_but_the_hub_writes_on_the_board_or_of_a_claim() {
    let square = Square::new().await;
    let posting = square.posting().unwrap();
    for login in ["volunteer", "chief", "member", "supervisor"] {
        let mut phone = square.town().phone(login);
        let edit = Patch::create(
            Kind::Posting,
            posting.id.into(),
            fields(&[("text", "我的")]),
        );
        let saved = phone.saves(board(), vec![edit.clone()]);
        assert_eq!(refusal(&square.send(&phone, &saved).await), "read_only");
        let own = Scope::Account(phone.account);
        for kind in [Kind::Posting, Kind::Claim] {
            let forged = phone.saves(own, vec![new(kind, 0x900, &[("text", "我的")])]);
            assert_eq!(refusal(&square.send(&phone, &forged).await), "read_only");
        }
    }
}

#[tokio::test]
async fn a_step_is_asked_for_in_ones_own_scope_and_only_where_there_is_a_wish() {
    let square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let posting = RecordId::from(square.posting().unwrap().id);
    let own = Scope::Account(volunteer.account);
    let wish = RecordId(id(WISH));
    for (scope, kind, subject, step, code) in [
        (board(), Kind::Posting, posting, "claim", "read_only"),
        (grid(1), Kind::Posting, posting, "claim", "not_granted"),
        (own, Kind::Posting, posting, "confirm", "step_not_allowed"),
        (own, Kind::Posting, posting, "withdraw", "step_not_allowed"),
        (
            own,
            Kind::Posting,
            RecordId(id(77)),
            "claim",
            "unknown_subject",
        ),
        // Neither by the wish's own name nor by what it is of.
        (own, Kind::Posting, wish, "claim", "unknown_subject"),
        (
            own,
            Kind::Posting,
            RecordId(id(HOME)),
            "claim",
            "unknown_subject",
        ),
        (own, Kind::Wish, wish, "claim", "unknown_subject"),
    ] {
        let step = volunteer.takes(scope, kind, subject, step);
        assert_eq!(
            refusal(&square.send(&volunteer, &step).await),
            code,
            "{step:?}"
        );
    }
    let mut subdistrict = square.town().phone("subdistrict");
    let asked = square.asks(&mut subdistrict, "claim");
    let answer = square.send(&subdistrict, &asked).await;
    assert_eq!(refusal(&answer), "step_not_allowed");
    let mut member = square.town().phone("member");
    let asked = member.takes(grid(1), Kind::Posting, posting, "claim");
    assert_eq!(
        refusal(&square.send(&member, &asked).await),
        "unknown_subject"
    );
}
