use uuid::Uuid;

use super::*;
use crate::UnixMillis;
use crate::domain::{AccountId, EventOrder, NeedState, fold_need};
use crate::merge::{EventId, Patch, RecordId, ReplicaId, Stamp};

/// Event number `seq` of a need.
fn event(seq: u64, step: &NeedStep, fields: FieldsBuilder) -> StoredEvent {
    let at = UnixMillis(i64::try_from(seq).unwrap() * 1000);
    StoredEvent {
        event: Event {
            id: EventId(Uuid::from_u128(u128::from(seq))),
            kind: Kind::Need,
            subject: RecordId(Uuid::from_u128(99)),
            step: step.as_str().into(),
            fields: fields.build(),
        },
        author: AccountId(Uuid::from_u128(7)),
        stamp: Stamp::new(at, 0, ReplicaId(1)),
        order: EventOrder::Hub { seq, index: 0, at },
    }
}

fn to(party: &Party) -> FieldsBuilder {
    FieldsBuilder::new().set("party", party.as_str())
}

fn saying(note: &str) -> FieldsBuilder {
    FieldsBuilder::new().text("note", note)
}

fn words(errand: &Errand) -> Vec<(String, String)> {
    let word = |event: &StoredEvent| {
        let note = Fields(&event.event.fields).string("note");
        (event.event.step.to_string(), note)
    };
    errand.steps.iter().map(word).collect()
}

#[test]
fn a_party_is_told_of_a_need_from_when_it_got_it_until_it_lost_it_and_of_no_words_before_or_after()
{
    let company = Party::PropertyCompany;
    let life = fold_need([
        event(1, &NeedStep::Progress, saying("老人独居")),
        event(
            2,
            &NeedStep::Dispatch,
            to(&company).text("note", "请今天去"),
        ),
        event(3, &NeedStep::Start, to(&company)),
        event(4, &NeedStep::Progress, saying("配件到了")),
        event(
            5,
            &NeedStep::Dispatch,
            to(&Party::OwnersCommittee).text("note", "物业不管"),
        ),
        event(6, &NeedStep::Progress, saying("业委会的话")),
    ]);
    let errand = Errand::of(&life, &company).unwrap();
    assert!(!errand.in_hand);
    let told = [
        ("dispatch", "请今天去"),
        ("start", ""),
        ("progress", "配件到了"),
        ("dispatch", ""),
    ];
    let told = told.map(|(step, note)| (step.to_owned(), note.to_owned()));
    assert_eq!(words(&errand), told);
    assert_eq!(Errand::of(&life, &Party::GridUnit), None);
}

#[test]
fn a_department_is_told_by_which_name_it_was_asked_and_another_party_is_not() {
    let office = || to(&Party::Department).text(NeedStep::DEPARTMENT, "城管局");
    let life = fold_need([
        event(1, &NeedStep::Dispatch, to(&Party::PropertyCompany)),
        event(2, &NeedStep::Dispatch, office()),
    ]);
    let named = |party: &Party| {
        let steps = Errand::of(&life, party).unwrap().steps;
        let last = steps.last().unwrap();
        Fields(&last.event.fields).string(NeedStep::DEPARTMENT)
    };
    assert_eq!(named(&Party::Department), "城管局");
    assert_eq!(named(&Party::PropertyCompany), "");
}

#[test]
fn a_need_that_was_taken_back_and_dispatched_again_is_in_its_partys_hands() {
    let company = Party::PropertyCompany;
    for gone in [NeedStep::Merge, NeedStep::Withdraw] {
        let back = FieldsBuilder::new().set(NeedStep::TAKES_BACK, true);
        let life = fold_need([
            event(1, &NeedStep::Dispatch, to(&company)),
            event(2, &gone, saying("并错了")),
            event(3, &NeedStep::Reopen, back),
            event(4, &NeedStep::Dispatch, to(&company)),
        ]);
        let errand = Errand::of(&life, &company).unwrap();
        assert!(errand.in_hand);
        let own = fold_need(errand.steps);
        assert_eq!((own.state, own.holder), (life.state, life.holder));
    }
}

#[test]
fn what_a_party_is_told_folds_to_where_the_need_stands_as_long_as_it_has_it() {
    let company = Party::PropertyCompany;
    let life = fold_need([
        event(1, &NeedStep::Accept, FieldsBuilder::new()),
        event(2, &NeedStep::Dispatch, to(&company)),
        event(3, &NeedStep::Start, to(&company)),
    ]);
    let errand = Errand::of(&life, &company).unwrap();
    assert!(errand.in_hand);
    let own = fold_need(errand.steps);
    assert_eq!((own.state, own.holder), (life.state, life.holder));
}

#[test]
fn whom_to_ask_for_is_told_only_if_the_dispatcher_said_so_and_only_while_it_is_in_hand() {
    let company = Party::PropertyCompany;
    let known = to(&company).set(NeedStep::CONTACT, true);
    let mut steps = vec![event(1, &NeedStep::Dispatch, to(&company))];
    let told = |steps: &[StoredEvent]| {
        let life = fold_need(steps.to_vec());
        Errand::of(&life, &company).unwrap().may_call
    };
    assert!(!told(&steps));
    steps.push(event(2, &NeedStep::Dispatch, known));
    assert!(told(&steps));
    steps.push(event(3, &NeedStep::Resolve, to(&company)));
    assert!(!told(&steps));
}

#[test]
fn a_party_answers_only_what_it_has_in_its_hands() {
    let life = fold_need([
        event(1, &NeedStep::Dispatch, to(&Party::PropertyCompany)),
        event(2, &NeedStep::Dispatch, to(&Party::GridUnit)),
        event(3, &NeedStep::Resolve, to(&Party::PropertyCompany)),
    ]);
    assert_eq!(life.state, NeedState::Dispatched);
    assert_eq!(life.holder, Some(Party::GridUnit));
    assert_ne!(life.timeline[2].effect, Effect::Applied);
}

#[test]
fn a_task_is_read_as_it_was_written() {
    let task = Task {
        id: TaskId(Uuid::from_u128(1)),
        need: NeedId(Uuid::from_u128(2)),
        grid: AreaId(Uuid::from_u128(3)),
        party: Party::PropertyCompany,
        category: "public_facility".into(),
        text: "路灯不亮".into(),
        urgency: Urgency::Urgent,
        due_on: Some(jiff::civil::date(2026, 11, 30)),
        whereabouts: Whereabouts {
            compound: "花卉园小区".into(),
            building: "3 栋".into(),
            ..Whereabouts::default()
        },
        phone: String::new(),
    };
    let id = RecordId(task.id.0);
    let patch = Patch::create(Kind::Task, id, task.fields());
    let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
    assert_eq!(Task::read(&Record::from_patch(&patch, stamp)), Some(task));
}
