use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Event, EventOrder, PointsRuleId, RewardId};
use crate::merge::{ReplicaId, Stamp};

const NOW: i64 = 1_795_406_400_000;

fn post(n: u8) -> PostId {
    PostId(Uuid::from_u128(u128::from(n) + 0x100))
}

fn stored(seq: u64, step: &PointsStep, points: i64, about: Option<RecordId>) -> StoredEvent {
    let at = UnixMillis(NOW + i64::try_from(seq).unwrap());
    let entry = PointsEntry {
        id: EventId(Uuid::from_u128(u128::from(seq) + 1)),
        account: AccountId(Uuid::from_u128(7)),
        step: step.clone(),
        points,
        about,
        name: "义务理发".into(),
        note: String::new(),
        minutes: 0,
        rate: 0,
        by: AccountId(Uuid::from_u128(8)),
        at,
    };
    event(seq, &entry)
}

fn event(seq: u64, entry: &PointsEntry) -> StoredEvent {
    let at = UnixMillis(NOW + i64::try_from(seq).unwrap());
    StoredEvent {
        event: Event {
            id: entry.id,
            kind: Kind::Ledger,
            subject: entry.account.into(),
            step: entry.step.as_str().into(),
            fields: entry.fields(),
        },
        author: entry.by,
        stamp: Stamp::new(at, 0, ReplicaId(7)),
        order: EventOrder::Hub { seq, index: 0, at },
    }
}

/// Writes what the hub would when hours are marked.
fn mark(ledger: &mut Ledger, at: PostId, minutes: i64, rate: Option<i64>) {
    if let Some((points, rate)) = ledger.due(at, minutes, rate) {
        let seq = u64::try_from(ledger.entries.len()).unwrap();
        let written = stored(seq, &PointsStep::Serve, points, Some(at.into()));
        let entry = PointsEntry::read(&written).unwrap();
        ledger.entries.push(PointsEntry {
            minutes,
            rate,
            ..entry
        });
    }
}

fn reward(price: i64, stock: Option<i64>, taken: i64) -> Terms {
    Terms::Reward(Reward {
        id: RewardId(Uuid::from_u128(3)),
        name: "洗衣液".into(),
        price,
        stock,
        taken,
        order: 1,
        retired: false,
    })
}

#[test]
fn an_entry_is_read_as_it_was_written() {
    let entry = PointsEntry {
        id: EventId(Uuid::from_u128(1)),
        account: AccountId(Uuid::from_u128(2)),
        step: PointsStep::Serve,
        points: 15,
        about: Some(post(1).into()),
        name: "义务理发".into(),
        note: "辛苦了".into(),
        minutes: 90,
        rate: 10,
        by: AccountId(Uuid::from_u128(3)),
        at: UnixMillis(NOW + 4),
    };
    assert_eq!(PointsEntry::read(&event(4, &entry)), Some(entry));
}

#[test]
fn hours_marked_again_are_credited_by_the_difference_and_by_the_rate_of_the_first_time() {
    let mut ledger = Ledger::default();
    mark(&mut ledger, post(1), 120, Some(10));
    assert_eq!(ledger.balance(), 20);
    // Meanwhile the rule says 50.
    mark(&mut ledger, post(1), 120, Some(50));
    assert_eq!((ledger.balance(), ledger.entries.len()), (20, 1));
    mark(&mut ledger, post(1), 90, Some(50));
    assert_eq!(ledger.balance(), 15);
    mark(&mut ledger, post(1), 0, None);
    assert_eq!((ledger.balance(), ledger.entries.len()), (0, 3));
    mark(&mut ledger, post(2), 60, None);
    assert_eq!(
        ledger.entries.len(),
        3,
        "where no rule holds nothing is credited"
    );
}

#[test]
fn what_is_spent_stays_spent() {
    let mut ledger = Ledger::default();
    mark(&mut ledger, post(1), 120, Some(10));
    ledger
        .entries
        .push(PointsEntry::read(&stored(9, &PointsStep::Redeem, -15, None)).unwrap());
    mark(&mut ledger, post(1), 0, Some(10));
    assert_eq!(ledger.balance(), 0);
    // They did come after all: what was left standing is not given twice.
    mark(&mut ledger, post(1), 120, Some(10));
    assert_eq!(ledger.balance(), 5);
}

#[test]
fn the_desk_gives_by_rules_corrects_with_reasons_and_redeems_what_there_is() {
    let mut ledger = Ledger::default();
    mark(&mut ledger, post(1), 180, Some(10));
    let volunteer = Role::Volunteer;
    let redeem =
        |points, terms: Terms| ledger.admit(&volunteer, &PointsStep::Redeem, points, "", &terms);
    assert_eq!(redeem(-30, reward(30, Some(1), 0)), Ok(()));
    assert_eq!(redeem(-30, reward(30, None, 99)), Ok(()));
    assert_eq!(redeem(-30, reward(30, Some(1), 1)), Err(Unfit::Changed));
    assert_eq!(redeem(-20, reward(30, None, 0)), Err(Unfit::Changed));
    assert_eq!(redeem(30, reward(30, None, 0)), Err(Unfit::Changed));
    assert_eq!(redeem(-31, reward(31, None, 0)), Err(Unfit::Short));
    let rule = |by, retired| {
        Terms::Rule(PointsRule {
            id: PointsRuleId(Uuid::from_u128(4)),
            name: "培训".into(),
            by,
            points: 5,
            order: 1,
            retired,
        })
    };
    let give = |role: &Role, points, terms: Terms| {
        ledger.admit(role, &PointsStep::Give, points, "", &terms)
    };
    assert_eq!(give(&volunteer, 5, rule(EarnedBy::Desk, false)), Ok(()));
    assert_eq!(
        give(&volunteer, 6, rule(EarnedBy::Desk, false)),
        Err(Unfit::Changed)
    );
    assert_eq!(
        give(&volunteer, 5, rule(EarnedBy::Desk, true)),
        Err(Unfit::Changed)
    );
    assert_eq!(
        give(&volunteer, 5, rule(EarnedBy::Wish, false)),
        Err(Unfit::Changed)
    );
    for role in [Role::GridMember, Role::Informant, Role::Party] {
        assert_eq!(
            give(&role, 5, rule(EarnedBy::Desk, false)),
            Err(Unfit::Nobody)
        );
    }
    let correct = |points, note| {
        ledger.admit(
            &volunteer,
            &PointsStep::Correct,
            points,
            note,
            &Terms::Reason,
        )
    };
    assert_eq!(correct(-30, "记错了"), Ok(()));
    assert_eq!(correct(-31, "记错了"), Err(Unfit::Short));
    assert_eq!(correct(5, " "), Err(Unfit::Form));
    assert_eq!(correct(0, "记错了"), Err(Unfit::Form));
}

#[test]
fn of_two_rules_for_one_thing_the_first_in_the_list_holds() {
    let rule = |id, order, retired| PointsRule {
        id: PointsRuleId(Uuid::from_u128(id)),
        name: "岗位服务".into(),
        by: EarnedBy::Service,
        points: order,
        order,
        retired,
    };
    let rules = [rule(1, 3, false), rule(2, 1, true), rule(3, 2, false)];
    let held = PointsRule::in_force(&rules, &EarnedBy::Service);
    assert_eq!(held.map(|rule| rule.points), Some(2));
    assert_eq!(PointsRule::in_force(&rules, &EarnedBy::Wish), None);
}

fn any_entries() -> impl Strategy<Value = Vec<StoredEvent>> {
    let one = (0_usize..5, -50_i64..50);
    prop::collection::vec(one, 0..40).prop_map(|steps| {
        let steps = steps.into_iter().zip(1..);
        let steps =
            steps.map(|((step, points), seq)| stored(seq, &PointsStep::KNOWN[step], points, None));
        steps.collect()
    })
}

proptest! {
    #[test]
    fn a_balance_is_the_sum_of_the_entries_in_whatever_order_and_however_often_they_come(
        events in any_entries(),
        turn in 0_usize..40,
    ) {
        let sum: i64 = events.iter().filter_map(PointsEntry::read).map(|it| it.points).sum();
        let straight = Ledger::fold(events.clone());
        prop_assert_eq!(straight.balance(), sum);
        let mut turned = events.clone();
        turned.rotate_left(turn.min(events.len()));
        turned.extend(events);
        prop_assert_eq!(Ledger::fold(turned), straight);
    }

    #[test]
    fn hours_marked_any_number_of_times_come_to_those_of_the_last_mark(
        marks in prop::collection::vec((0_u8..3, 0_i64..1440, 1_i64..20), 1..30),
    ) {
        let mut ledger = Ledger::default();
        let mut first = BTreeMap::new();
        let mut last = BTreeMap::new();
        for (at, minutes, rate) in marks {
            mark(&mut ledger, post(at), minutes, Some(rate));
            if minutes > 0 {
                first.entry(at).or_insert(rate);
            }
            last.insert(at, minutes);
        }
        let due = last.iter().map(|(at, minutes)| {
            Ledger::for_minutes(*minutes, first.get(at).copied().unwrap_or(0))
        });
        prop_assert_eq!(ledger.balance(), due.sum::<i64>());
    }

    #[test]
    fn no_balance_falls_below_nothing_whatever_the_desk_asks_for(
        steps in prop::collection::vec((0_u8..4, 0_i64..600, 1_i64..80), 1..40),
    ) {
        let mut ledger = Ledger::default();
        for (what, minutes, points) in steps {
            if what < 2 {
                mark(&mut ledger, post(what), minutes, Some(10));
                prop_assert!(ledger.balance() >= 0);
                continue;
            }
            let step = if what == 2 { PointsStep::Redeem } else { PointsStep::Correct };
            let terms = if what == 2 { reward(points, None, 0) } else { Terms::Reason };
            let fits = ledger.admit(&Role::Volunteer, &step, -points, "记错了", &terms);
            prop_assert_eq!(fits.is_ok(), ledger.balance() >= points);
            if fits.is_ok() {
                let seq = u64::try_from(ledger.entries.len()).unwrap();
                let written = stored(seq, &step, -points, None);
                ledger.entries.extend(PointsEntry::read(&written));
            }
            prop_assert!(ledger.balance() >= 0);
        }
    }
}
