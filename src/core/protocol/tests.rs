use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::UnixMillis;
use crate::domain::{AccountId, AreaId, Event, Kind, Scope};
use crate::merge::{
    EventId, FieldName, Patch, RecordId, ReplicaId, Scalar, Stamp, TransactionId, Value,
};

fn uuid(low: u128) -> Uuid {
    Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0000 | low)
}

fn stamp(wall: i64) -> Stamp {
    Stamp::new(UnixMillis(wall), 0, ReplicaId(2))
}

fn visit() -> Transaction {
    let set = BTreeMap::from([
        (FieldName::known("outcome"), Value::from("met")),
        (FieldName::known("note"), Value::from("插座松，冒过火花")),
    ]);
    Transaction {
        id: TransactionId(uuid(1)),
        scope: Scope::Grid(AreaId(uuid(2))),
        author: AccountId(uuid(3)),
        stamp: stamp(1_764_000_000_000),
        patches: vec![Patch::create(Kind::Visit, RecordId(uuid(4)), set)],
        events: Vec::new(),
    }
}

fn with_field(name: &'static str, value: Value) -> Transaction {
    let mut transaction = visit();
    transaction.patches[0]
        .set
        .insert(FieldName::known(name), value);
    transaction
}

fn code(transaction: &Transaction) -> Option<RefusalCode> {
    validate(transaction).err().map(|refusal| refusal.code)
}

#[test]
fn a_request_with_nothing_to_say_is_small_and_reads_as_it_always_did() {
    let request = SyncRequest {
        v: VERSION,
        app: "0.1.0".into(),
        replica: ReplicaId(2),
        epoch: 1,
        cursors: vec![
            Cursor {
                scope: ScopeNumber(3),
                position: Position::Log { seq: 1204 },
            },
            Cursor {
                scope: ScopeNumber(4),
                position: Position::Snapshot {
                    head: 9,
                    after: SnapshotKey::Event { seq: 7, index: 1 },
                },
            },
        ],
        push: Vec::new(),
        take: 65_536,
    };
    let golden = r#"{"v":1,"app":"0.1.0","replica":"0000000000000002","epoch":1,"cursors":[[3,1204],[4,9,"e/7/1"]],"take":65536}"#;
    assert_eq!(serde_json::to_string(&request).unwrap(), golden);
    assert_eq!(
        serde_json::from_str::<SyncRequest>(golden).unwrap(),
        request
    );
}

#[test]
fn a_transaction_reads_as_it_always_did() {
    let golden = r#"{"id":"0192f0c1-7b1a-7000-8000-000000000001","scope":"grid/0192f0c1-7b1a-7000-8000-000000000002","author":"0192f0c1-7b1a-7000-8000-000000000003","stamp":"019ab697e800-0000-0000000000000002","patches":[{"kind":"visit","id":"0192f0c1-7b1a-7000-8000-000000000004","set":{"note":"插座松，冒过火花","outcome":"met"}}]}"#;
    assert_eq!(serde_json::to_string(&visit()).unwrap(), golden);
    assert_eq!(
        serde_json::from_str::<Transaction>(golden).unwrap(),
        visit()
    );
}

#[test]
fn answers_read_as_they_always_did() {
    let answers = vec![
        Answer::Accepted {
            seq: 7,
            at: None,
            restamped: None,
            duplicate: false,
            elsewhere: false,
        },
        Answer::Refused {
            code: RefusalCode::ReadOnly,
            detail: "scope".into(),
        },
    ];
    let golden = r#"[{"outcome":"accepted","seq":7},{"outcome":"refused","code":"read_only","detail":"scope"}]"#;
    assert_eq!(serde_json::to_string(&answers).unwrap(), golden);
    assert_eq!(
        serde_json::from_str::<Vec<Answer>>(golden).unwrap(),
        answers
    );
}

#[test]
fn a_scope_of_a_newer_sort_is_left_alone() {
    let granted: GrantedScope =
        serde_json::from_str(r#"{"number":5,"scope":"street/abc","access":"read"}"#).unwrap();
    assert_eq!(granted.scope, None);
}

#[test]
fn a_good_transaction_is_taken() {
    assert_eq!(validate(&visit()), Ok(()));
}

#[test]
fn stamps_before_2020_and_in_the_year_9999_are_refused() {
    for wall in [0, 1_577_836_799_999, 4_102_444_800_000, 253_370_764_800_000] {
        let transaction = Transaction {
            stamp: stamp(wall),
            ..visit()
        };
        assert_eq!(
            code(&transaction),
            Some(RefusalCode::StampOutOfRange),
            "{wall}"
        );
    }
}

#[test]
fn values_that_some_store_or_browser_cannot_hold_are_refused() {
    assert_eq!(
        code(&with_field("note", "甲\0乙".into())),
        Some(RefusalCode::BadValue)
    );
    assert_eq!(
        code(&with_field("count", (1i64 << 53).into())),
        Some(RefusalCode::BadValue)
    );
    assert_eq!(
        code(&with_field("count", i64::MIN.into())),
        Some(RefusalCode::BadValue)
    );
    let group = BTreeMap::from([(FieldName::known("room"), Scalar::from("5\x0002"))]);
    assert_eq!(
        code(&with_field("place", Value::Group(group))),
        Some(RefusalCode::BadValue)
    );
}

#[test]
fn a_note_of_ten_thousand_characters_is_taken_and_a_megabyte_is_not() {
    assert_eq!(code(&with_field("note", "长".repeat(10_000).into())), None);
    let long = "长".repeat(400_000);
    assert_eq!(
        code(&with_field("note", long.into())),
        Some(RefusalCode::TooLarge)
    );
}

#[test]
fn an_empty_transaction_is_refused() {
    let transaction = Transaction {
        patches: Vec::new(),
        ..visit()
    };
    assert_eq!(code(&transaction), Some(RefusalCode::Empty));
}

#[test]
fn a_hundred_thousand_operations_are_refused() {
    let mut transaction = visit();
    transaction.patches = vec![transaction.patches[0].clone(); 100_000];
    assert_eq!(code(&transaction), Some(RefusalCode::TooLarge));
}

#[test]
fn a_base_must_be_older_than_the_write_and_of_a_field_that_is_written() {
    let mut later = visit();
    later.patches[0]
        .base
        .insert(FieldName::known("note"), vec![later.stamp]);
    assert_eq!(code(&later), Some(RefusalCode::BadBase));
    let mut stray = visit();
    stray.patches[0]
        .base
        .insert(FieldName::known("phone"), vec![stamp(1_700_000_000_000)]);
    assert_eq!(code(&stray), Some(RefusalCode::BadBase));
}

#[test]
fn a_nil_id_is_refused() {
    let mut transaction = visit();
    transaction.patches[0].id = RecordId(Uuid::nil());
    assert_eq!(code(&transaction), Some(RefusalCode::BadValue));
}

#[test]
fn events_belong_to_needs_and_wishes_only() {
    let mut transaction = visit();
    transaction.events.push(Event {
        id: EventId(uuid(5)),
        kind: Kind::Visit,
        subject: RecordId(uuid(4)),
        step: "accept".into(),
        fields: BTreeMap::new(),
    });
    assert_eq!(code(&transaction), Some(RefusalCode::WrongKind));
}

#[test]
fn fractions_signs_and_odd_spellings_do_not_parse() {
    for text in [
        r#"{"a":1.5}"#,
        r#"{"A":1}"#,
        r#"{"":1}"#,
        r#"{"a":[1]}"#,
        r#"{"a":{"b":{"c":1}}}"#,
        r#"{"a":"\ud800"}"#,
    ] {
        assert!(
            serde_json::from_str::<BTreeMap<FieldName, Value>>(text).is_err(),
            "{text}"
        );
    }
    for stamp in [
        "",
        "+19ab69c2800-0000-0000000000000002",
        "019AB697E800-0000-0000000000000002",
    ] {
        assert!(stamp.parse::<Stamp>().is_err(), "{stamp}");
    }
    for cursor in ["[3,-1]", "[3]", "[-3,1]", r#"[3,1,"x/1"]"#, "[3,1.5]"] {
        assert!(serde_json::from_str::<Cursor>(cursor).is_err(), "{cursor}");
    }
}

#[test]
fn a_reveal_of_a_device_that_knows_numbers_alone_reads_and_is_written_as_it_was() {
    let old = r#"{"id":"00000000-0000-0000-0000-000000000004","subject":"00000000-0000-0000-0000-000000000009","at":7}"#;
    let reveal: Reveal = serde_json::from_str(old).unwrap();
    assert_eq!(reveal.what, Sight::Numbers);
    assert_eq!(serde_json::to_string(&reveal).unwrap(), old);
    let seen = Reveal {
        what: Sight::Health,
        ..reveal
    };
    let sent = serde_json::to_string(&seen).unwrap();
    assert!(sent.ends_with(r#""at":7,"what":"health"}"#), "{sent}");
}
