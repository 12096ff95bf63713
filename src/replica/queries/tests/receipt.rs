use chuanmen_core::domain::{
    FieldsBuilder, Kind, NeedStep, Outcome as VisitOutcome, Party, Role, Urgency, WishKind,
    WishStep, WithoutEffect,
};
use chuanmen_core::protocol::{Answer, RefusalCode};

use super::town::{THREE, Town};
use crate::api::{
    Command, DraftForm, NeedDraft, NeedQuery, NeedsQuery, Outcome, ReceiptQuery, SyncQuery,
    TakeNeedStep, TakeWishStep, VisitDraft, WishDraft, WishesQuery,
};

fn met() -> VisitDraft {
    VisitDraft {
        outcome: Some(VisitOutcome::Met),
        unchanged: true,
        ..VisitDraft::default()
    }
}

#[test]
fn the_receipt_tells_what_waits_and_then_what_was_delivered() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.act(Command::RecordVisit {
        household,
        visit: met(),
    });
    town.act(Command::SaveDraft {
        household,
        visit: met(),
    });
    let receipt = town.ask(ReceiptQuery {});
    assert_eq!((receipt.waiting.len(), receipt.delivered.len()), (1, 0));
    let summary = &receipt.waiting[0].summary;
    assert_eq!((summary.place.as_str(), summary.visits), ("3-2-502", 1));
    let drafts: Vec<_> = receipt
        .drafts
        .iter()
        .map(|it| (it.form, &*it.place))
        .collect();
    assert_eq!(drafts, [(DraftForm::Visit { household }, "3-2-502")]);
    assert!(receipt.stored_bytes > 0);
    assert_eq!(town.deliver(), 1);
    let receipt = town.ask(ReceiptQuery {});
    assert_eq!((receipt.waiting.len(), receipt.delivered.len()), (0, 1));
    assert_eq!(receipt.delivered[0].delivered_at, Some(town.wall));
    assert_eq!(town.ask(SyncQuery {}).delivered, 1);
}

#[test]
fn what_was_refused_stays_with_its_reason_and_can_be_sent_again() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.act(Command::RecordVisit {
        household,
        visit: met(),
    });
    let code = RefusalCode::ReadOnly;
    town.answer_all(|_| Answer::Refused {
        code: code.clone(),
        detail: String::new(),
    });
    let refused = town.ask(ReceiptQuery {}).refused;
    assert_eq!(refused[0].refused, Some(code));
    let transaction = refused[0].transaction;
    assert_eq!(town.act(Command::Resend { transaction }), Outcome::Done);
    let receipt = town.ask(ReceiptQuery {});
    assert_eq!((receipt.refused.len(), receipt.waiting.len()), (0, 1));
}

#[test]
fn a_claim_that_came_second_is_told_of() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let wish = WishDraft {
        resident: None,
        kind: WishKind::Goods,
        text: "冬被".into(),
        needed_by: None,
    };
    town.act(Command::RaiseWish { household, wish });
    town.deliver();
    let wish = town.ask(WishesQuery {})[0].id;
    for step in ["verify", "publish"] {
        town.colleague_steps(Kind::Wish, wish.into(), step, Default::default());
    }
    let (step, note) = (WishStep::Claim, String::new());
    let claim = TakeWishStep {
        wish,
        step,
        note,
        satisfaction: None,
        number: None,
        text: String::new(),
    };
    let Outcome::Saved { transaction } = town.act(Command::TakeWishStep(claim)) else {
        panic!("saved");
    };
    town.colleague_steps(Kind::Wish, wish.into(), "claim", Default::default());
    assert!(town.ask(ReceiptQuery {}).without_effect.is_empty());
    town.deliver();
    let told = town.ask(ReceiptQuery {}).without_effect;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].transaction, told[0].summary.subject.as_str()),
        (transaction, "冬被")
    );
}

#[test]
fn a_dispatch_of_what_another_party_has_by_then_is_told_of() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let household = town.household(THREE, "2", 5, "502");
    let need = NeedDraft {
        category: "public_facility".into(),
        text: "灯不亮".into(),
        urgency: Urgency::Normal,
    };
    town.act(Command::RaiseNeed { household, need });
    town.deliver();
    let need = town.ask(NeedsQuery {})[0].id;
    town.act(Command::TakeNeedStep(TakeNeedStep {
        need,
        step: NeedStep::Dispatch,
        note: String::new(),
        party: Some(Party::OwnersCommittee),
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    }));
    let party = Party::PropertyCompany;
    let fields = FieldsBuilder::new()
        .set(NeedStep::PARTY, party.as_str())
        .build();
    town.colleague_steps(Kind::Need, need.into(), "dispatch", fields);
    town.deliver();
    let view = town.ask(NeedQuery { need });
    assert_eq!(view.row.holder, Some(party.clone()));
    let late = WithoutEffect::AlreadyWith {
        party,
        department: String::new(),
    };
    assert_eq!(view.timeline[0].without_effect, Some(late));
    let told = town.ask(ReceiptQuery {}).without_effect;
    assert_eq!(told[0].summary.need_steps, ["dispatch"]);
}
