//! Merging over generated histories: several replicas write the same few fields, seeing now more
//! and now less of each other, with Chinese text, emoji, equal values and equal times.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::UnixMillis;
use crate::domain::Kind;

const FIELDS: [&str; 4] = ["name", "phone", "care_tag/living_alone", "note"];

/// Writes, in the order they were made or arrive.
type Writes = Vec<(Stamp, Patch)>;

fn id() -> RecordId {
    RecordId(Uuid::from_u128(1))
}

fn record(write: &(Stamp, Patch)) -> Record {
    Record::from_patch(&write.1, write.0)
}

fn fields(set: &[(&'static str, Value)]) -> BTreeMap<FieldName, Value> {
    set.iter()
        .map(|(name, value)| (FieldName::known(name), value.clone()))
        .collect()
}

/// What one person does next: which replica, how much the wall clock moves, what they set, and
/// whether they first hear of everybody else's work.
#[derive(Debug, Clone)]
struct Act {
    replica: u64,
    pass: i64,
    set: BTreeMap<FieldName, Value>,
    hear: bool,
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(vec![
        "赵秀兰",
        "玉应罕",
        "𠮷田",
        "👵🏼 家",
        "13800002907",
        "",
        "e\u{301}",
        "é",
    ]);
    prop_oneof![
        4 => text.prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => (-2i64..3).prop_map(Value::from),
        1 => Just(Value::NULL),
        1 => ("[一-龥]{0,3}", 0i64..3).prop_map(|(room, floor)| {
            Value::Group(BTreeMap::from([
                (FieldName::known("room"), room.into()),
                (FieldName::known("floor"), floor.into()),
            ]))
        }),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let field = prop::sample::select(FIELDS.to_vec()).prop_map(FieldName::known);
    let deleted = prop::sample::select(vec![Record::DELETED]).prop_map(FieldName::known);
    let set = prop_oneof![
        6 => prop::collection::btree_map(field, value(), 1..4),
        1 => prop::collection::btree_map(deleted, any::<bool>().prop_map(Value::from), 1),
    ];
    (1u64..4, 0i64..3, set, any::<bool>()).prop_map(|(replica, pass, set, hear)| Act {
        replica,
        pass,
        set,
        hear,
    })
}

/// Plays the acts and returns every write made, in the order they were made.
fn history() -> impl Strategy<Value = Writes> {
    prop::collection::vec(act(), 1..14).prop_map(|acts| {
        let mut writes: Writes = Vec::new();
        let mut known: BTreeMap<u64, Record> = BTreeMap::new();
        let mut clocks: BTreeMap<u64, HybridClock> = BTreeMap::new();
        let mut wall = UnixMillis(1_764_000_000_000);
        for Act {
            replica,
            pass,
            set,
            hear,
        } in acts
        {
            wall = wall.plus(pass);
            let clock = clocks
                .entry(replica)
                .or_insert_with(|| HybridClock::new(ReplicaId(replica)));
            let mut mine = known.remove(&replica);
            if hear {
                for write in &writes {
                    clock.see(write.0);
                    let theirs = record(write);
                    mine = Some(mine.map_or_else(|| theirs.clone(), |mine| mine.join(&theirs)));
                }
            }
            let patch = match &mine {
                Some(seen) => Patch::edit(seen, set),
                None => Patch::create(Kind::Resident, id(), set),
            };
            if !patch.is_empty() {
                let stamp = clock.tick(wall);
                mine = Some(plan(mine.as_ref(), &patch, stamp).record);
                writes.push((stamp, patch));
            }
            known.extend(mine.map(|mine| (replica, mine)));
        }
        writes
    })
}

/// A history and the same writes shuffled.
fn shuffled() -> impl Strategy<Value = (Writes, Writes)> {
    history().prop_flat_map(|writes| (Just(writes.clone()), Just(writes).prop_shuffle()))
}

fn merged(writes: &[(Stamp, Patch)]) -> Option<Record> {
    writes.iter().fold(None, |record, (stamp, patch)| {
        Some(plan(record.as_ref(), patch, *stamp).record)
    })
}

proptest! {
    #[test]
    fn any_order_gives_the_same_record_byte_for_byte((played, shuffled) in shuffled()) {
        let (a, b) = (merged(&played), merged(&shuffled));
        prop_assert_eq!(serde_json::to_string(&a).unwrap(), serde_json::to_string(&b).unwrap());
    }

    #[test]
    fn joining_is_commutative_associative_and_idempotent((a, b) in shuffled(), cut in 0usize..14) {
        let (left, right) = b.split_at(cut.min(b.len()));
        let parts: Vec<_> = [merged(left), merged(right), merged(&a[..1])]
            .into_iter()
            .flatten()
            .collect();
        let [x, y, z] = [0, 1, 2].map(|i| parts[i % parts.len()].clone());
        prop_assert_eq!(x.join(&y), y.join(&x));
        prop_assert_eq!(x.join(&y).join(&z), x.join(&y.join(&z)));
        prop_assert_eq!(x.join(&x), x);
    }

    #[test]
    fn hearing_a_write_again_changes_nothing((writes, again) in shuffled()) {
        let once = merged(&writes);
        let twice = writes.iter().chain(&again).cloned().collect::<Vec<_>>();
        prop_assert_eq!(merged(&twice), once);
    }

    #[test]
    fn the_largest_stamp_of_a_field_shows(writes in history()) {
        let Some(record) = merged(&writes) else { return Ok(()) };
        for (field, value) in &record.fields {
            let last = writes.iter().filter(|(_, p)| p.set.contains_key(field)).max_by_key(|w| w.0);
            prop_assert_eq!(Some(value), last.and_then(|(_, patch)| patch.set.get(field)));
        }
    }

    #[test]
    fn no_write_vanishes_unless_somebody_saw_it(writes in history()) {
        let Some(record) = merged(&writes) else { return Ok(()) };
        for (stamp, patch) in &writes {
            for field in patch.set.keys() {
                let seen = writes.iter().any(|(_, later)| {
                    later.base.get(field).is_some_and(|base| base.contains(stamp))
                });
                prop_assert!(seen || record.leaves(field).contains(stamp));
            }
        }
    }

    #[test]
    fn a_write_that_saw_everything_settles_every_conflict(writes in history()) {
        let Some(record) = merged(&writes) else { return Ok(()) };
        let all = FIELDS.map(|name| (FieldName::known(name), Value::from("定了"))).into();
        let patch = Patch::edit(&record, all);
        let stamp = HybridClock::resume(record.latest(), 0).tick(UnixMillis(0));
        let settled = plan(Some(&record), &patch, stamp);
        prop_assert_eq!(settled.record.conflicts().filter(|c| FIELDS.contains(&c.field.as_str())).count(), 0);
        prop_assert!(settled.opened.is_empty());
    }

    #[test]
    fn a_record_survives_json((writes, _) in shuffled()) {
        let record = merged(&writes);
        let text = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(serde_json::from_str::<Option<Record>>(&text).unwrap(), record);
    }

    #[test]
    fn stamps_sort_as_their_texts_do(a in stamp(), b in stamp()) {
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        prop_assert_eq!(a.to_string().parse(), Ok(a));
    }
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (0..(1i64 << 48), any::<u16>(), any::<u64>()).prop_map(|(wall, counter, replica)| {
        Stamp::new(UnixMillis(wall), counter, ReplicaId(replica))
    })
}

fn at(millis: i64, replica: u64) -> Stamp {
    Stamp::new(
        UnixMillis(1_764_000_000_000 + millis),
        0,
        ReplicaId(replica),
    )
}

/// 赵秀兰 as the hub has her, and a way for two people to edit her offline.
fn resident() -> Record {
    let set = fields(&[("name", "赵秀兰".into()), ("phone", "13800002907".into())]);
    Record::from_patch(&Patch::create(Kind::Resident, id(), set), at(0, 1))
}

#[test]
fn edits_of_different_fields_both_survive_without_a_conflict() {
    let base = resident();
    let alice = Patch::edit(&base, fields(&[("phone", "13900005581".into())]));
    let bob = Patch::edit(&base, fields(&[("note", "耳背，敲门重些".into())]));
    let merged = plan(
        Some(&plan(Some(&base), &alice, at(5, 2)).record),
        &bob,
        at(3, 3),
    );
    assert_eq!(
        merged.record.fields.get("phone"),
        Some(&"13900005581".into())
    );
    assert_eq!(
        merged.record.fields.get("note"),
        Some(&"耳背，敲门重些".into())
    );
    assert_eq!(merged.record.conflicts().count(), 0);
}

#[test]
fn edits_of_one_field_show_the_later_and_keep_the_other() {
    let base = resident();
    let alice = Patch::edit(&base, fields(&[("phone", "13900005581".into())]));
    let bob = Patch::edit(&base, fields(&[("phone", "13700001111".into())]));
    let after_alice = plan(Some(&base), &alice, at(5, 2)).record;
    let merged = plan(Some(&after_alice), &bob, at(3, 3));
    assert_eq!(merged.opened, [FieldName::known("phone")]);
    assert!(merged.changed.is_empty());
    let conflict = merged.record.conflict(&FieldName::known("phone")).unwrap();
    assert_eq!(conflict.shown.0, &"13900005581".into());
    assert_eq!(conflict.others[0].value, "13700001111".into());
}

#[test]
fn the_same_value_written_twice_is_no_conflict() {
    let base = resident();
    let edit = Patch::edit(&base, fields(&[("phone", "13900005581".into())]));
    let once = plan(Some(&base), &edit, at(5, 2)).record;
    assert!(plan(Some(&once), &edit, at(3, 3)).opened.is_empty());
}

#[test]
fn keeping_what_shows_settles_a_conflict() {
    let base = resident();
    let edit = |phone: &str| Patch::edit(&base, fields(&[("phone", phone.into())]));
    let once = plan(Some(&base), &edit("13900005581"), at(5, 2)).record;
    let disputed = plan(Some(&once), &edit("13700001111"), at(3, 3)).record;
    let keep = Patch::edit(&disputed, fields(&[("phone", "13900005581".into())]));
    let settled = plan(Some(&disputed), &keep, at(9, 2));
    assert_eq!(settled.settled, [FieldName::known("phone")]);
    assert!(settled.changed.is_empty());
}

#[test]
fn an_edit_of_a_deleted_record_does_not_bring_it_back_and_comes_to_light() {
    let base = resident();
    let delete = Patch::edit(&base, fields(&[(Record::DELETED, true.into())]));
    let edit = Patch::edit(&base, fields(&[("phone", "13900005581".into())]));
    let merged = plan(
        Some(&plan(Some(&base), &delete, at(3, 2)).record),
        &edit,
        at(5, 3),
    )
    .record;
    assert!(merged.is_deleted());
    assert_eq!(
        merged.edited_unseen_by_deleter(),
        [&FieldName::known("phone")]
    );

    let restored = Patch::edit(&merged, fields(&[(Record::DELETED, false.into())]));
    let restored = plan(Some(&merged), &restored, at(9, 2)).record;
    assert!(!restored.is_deleted());
    assert_eq!(restored.fields.get("phone"), Some(&"13900005581".into()));
}

#[test]
fn fields_kinds_and_words_of_a_newer_version_survive_a_round_trip() {
    let text = r#"{"kind":"hologram","id":"0192f0c1-7b1a-7000-8000-000000000001","fields":{"colour":"青","mood/calm":true},"clocks":{"at":"0198d2f3a1b2-0000-0000000000000002"}}"#;
    let record: Record = serde_json::from_str(text).unwrap();
    let patch = Patch {
        kind: record.kind.clone(),
        ..Patch::edit(&record, fields(&[("note", "记".into())]))
    };
    let edited = plan(Some(&record), &patch, at(9, 2)).record;
    assert_eq!(edited.kind, Kind::Other("hologram".into()));
    assert_eq!(edited.fields.get("colour"), Some(&"青".into()));
    assert_eq!(serde_json::to_string(&record).unwrap(), text);
}
