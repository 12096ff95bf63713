use chuanmen_core::domain::{Outcome as VisitOutcome, Relation, Urgency};
use chuanmen_core::protocol::{Answer, RefusalCode};

use super::problem;
use crate::api::{
    CallDraft, CallFormQuery, Command, DraftForm, EditResident, NeedDraft, Outcome, ReceiptQuery,
    ReplicaError, ResidentDraft, ResidentForm, ResidentFormQuery, RetryAt, VisitDraft,
    VisitFormQuery,
};
use crate::queries::tests::town::{THREE, Town};

/// The hub sends everything back.
fn refuse(town: &mut Town) -> chuanmen_core::merge::TransactionId {
    town.answer_all(|_| Answer::Refused {
        code: RefusalCode::BadValue,
        detail: String::new(),
    });
    let refused = town.ask(ReceiptQuery {}).refused;
    assert!(refused[0].amendable);
    refused[0].transaction
}

fn visit() -> VisitDraft {
    VisitDraft {
        outcome: Some(VisitOutcome::Met),
        answers: [("power_gas".to_owned(), "attention".to_owned())].into(),
        note: "煤气味".into(),
        needs: vec![NeedDraft {
            category: "public_facility".into(),
            text: "楼道灯不亮".into(),
            urgency: Urgency::Urgent,
        }],
        ..VisitDraft::default()
    }
}

#[test]
fn a_refused_visit_is_a_form_again_with_all_that_was_typed() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.act(Command::RecordVisit {
        household,
        visit: visit(),
    });
    let transaction = refuse(&mut town);
    let form = DraftForm::Visit { household };
    assert_eq!(
        town.act(Command::Amend { transaction }),
        Outcome::Form(form)
    );
    let draft = town.ask(VisitFormQuery { household }).draft.unwrap();
    assert_eq!((draft.note, draft.needs), (visit().note, visit().needs));
    assert_eq!(draft.answers, visit().answers);
    let receipt = town.ask(ReceiptQuery {});
    assert!(receipt.refused.is_empty());
    assert_eq!(receipt.drafts[0].form, form);
    // Put right and saved, it waits as any other.
    town.act(Command::RecordVisit {
        household,
        visit: visit(),
    });
    let receipt = town.ask(ReceiptQuery {});
    assert_eq!((receipt.waiting.len(), receipt.drafts.len()), (1, 0));
    let again = town.attempt(Command::Amend { transaction });
    assert_eq!(again, Err(ReplicaError::NotFound));
}

#[test]
fn an_open_form_is_never_written_over() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.act(Command::RecordVisit {
        household,
        visit: visit(),
    });
    let transaction = refuse(&mut town);
    let nobody = VisitDraft {
        outcome: Some(VisitOutcome::NobodyHome),
        retry: Some(RetryAt::Evening),
        ..VisitDraft::default()
    };
    town.act(Command::SaveDraft {
        household,
        visit: nobody.clone(),
    });
    assert_eq!(
        problem(town.attempt(Command::Amend { transaction })),
        "draft: open"
    );
    let draft = town.ask(VisitFormQuery { household }).draft;
    assert_eq!(draft.unwrap().retry, nobody.retry);
    assert_eq!(town.ask(ReceiptQuery {}).refused.len(), 1);
}

#[test]
fn a_refused_resident_is_a_form_again_whether_new_or_known() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let new = ResidentDraft {
        name: "刀新来".into(),
        phone: "13800692907".into(),
        citizen_id: "11010519491231002X".into(),
        care_tags: ["living_alone".to_owned()].into(),
        ..ResidentDraft::default()
    };
    town.act(Command::AddResident {
        household,
        resident: new.clone(),
    });
    let transaction = refuse(&mut town);
    let form = DraftForm::Newcomer { household };
    assert_eq!(
        town.act(Command::Amend { transaction }),
        Outcome::Form(form)
    );
    let resident = None;
    let left = town.ask(ResidentFormQuery {
        household,
        resident,
    });
    let Some(ResidentForm::New(left)) = left else {
        panic!("{left:?}");
    };
    assert_eq!((left.name, left.citizen_id), (new.name, new.citizen_id));
    assert_eq!((left.phone, left.care_tags), (new.phone, new.care_tags));

    let known = town.resident(household, "张三", Relation::Head, &[]);
    let edit = EditResident {
        phone: Some("13900000000".into()),
        family_doctor: Some(true),
        ..EditResident::of(known)
    };
    town.act(Command::EditResident(edit.clone()));
    let transaction = refuse(&mut town);
    town.act(Command::Amend { transaction });
    let left = town.ask(ResidentFormQuery {
        household,
        resident: Some(known),
    });
    assert_eq!(left, Some(ResidentForm::Edit(edit)));
    let receipt = town.ask(ReceiptQuery {});
    let who: Vec<_> = receipt.drafts.iter().map(|row| row.who.as_str()).collect();
    assert_eq!(who, ["张三", ""]);
}

#[test]
fn a_refused_call_at_an_organisation_is_a_form_again_with_the_needs_that_were_heard() {
    let mut town = Town::new();
    let organisation = town.organisation("曾家面馆", |_| {});
    let call = CallDraft {
        outcome: Some(VisitOutcome::Met),
        note: "后厨油烟大".into(),
        needs: visit().needs,
        ..CallDraft::default()
    };
    town.act(Command::CallAt {
        organisation,
        call: call.clone(),
    });
    let transaction = refuse(&mut town);
    let form = DraftForm::Call { organisation };
    assert_eq!(
        town.act(Command::Amend { transaction }),
        Outcome::Form(form)
    );
    let left = town.ask(CallFormQuery { organisation }).draft.unwrap();
    assert_eq!(
        (left.outcome, left.note, left.needs),
        (call.outcome, call.note, call.needs)
    );
    assert!(town.ask(ReceiptQuery {}).refused.is_empty());
}

#[test]
fn a_draft_put_away_comes_back_and_only_the_last_one_does() {
    let mut town = Town::new();
    let one = town.household(THREE, "2", 5, "502");
    let two = town.household(THREE, "2", 5, "503");
    for household in [one, two] {
        town.act(Command::SaveDraft {
            household,
            visit: visit(),
        });
    }
    let form = |household| DraftForm::Visit { household };
    let drafts = |town: &Town| town.ask(ReceiptQuery {}).drafts.len();
    town.act(Command::DiscardDraft { form: form(one) });
    assert_eq!(drafts(&town), 1);
    assert_eq!(town.ask(VisitFormQuery { household: one }).draft, None);
    town.act(Command::RestoreDraft { form: form(one) });
    let draft = town.ask(VisitFormQuery { household: one }).draft;
    assert_eq!(draft.unwrap().note, visit().note);
    town.act(Command::DiscardDraft { form: form(one) });
    town.act(Command::DiscardDraft { form: form(two) });
    town.act(Command::RestoreDraft { form: form(one) });
    town.act(Command::RestoreDraft { form: form(two) });
    assert_eq!(drafts(&town), 1);
}
