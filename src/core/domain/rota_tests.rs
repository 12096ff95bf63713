use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Event, EventOrder, FieldsBuilder, Kind};
use crate::merge::{EventId, RecordId, ReplicaId, Stamp};

fn account(n: u8) -> AccountId {
    AccountId(Uuid::from_u128(u128::from(n) + 1))
}

/// The `seq`-th step that the hub heard of, by `by` about `about`. Its author's clock says nothing.
fn step(seq: u64, by: u8, step: &PostStep, about: u8, minutes: i64) -> StoredEvent {
    let at = UnixMillis(1_795_406_400_000 + i64::try_from(seq).unwrap());
    let fields = FieldsBuilder::new()
        .set("account", account(about).to_string())
        .set("minutes", minutes)
        .build();
    StoredEvent {
        event: Event {
            id: EventId(Uuid::from_u128(u128::from(seq) + 1)),
            kind: Kind::Post,
            subject: RecordId(Uuid::from_u128(9)),
            step: step.as_str().into(),
            fields,
        },
        author: account(by),
        stamp: Stamp::new(UnixMillis(1_795_406_400_000 - at.0 % 97), 0, ReplicaId(7)),
        order: EventOrder::Hub { seq, index: 0, at },
    }
}

fn any_steps() -> impl Strategy<Value = Vec<StoredEvent>> {
    let one = (0_u8..6, 0_usize..4, 0_u8..6, -5_i64..2000);
    prop::collection::vec(one, 0..40).prop_map(|steps| {
        let steps = steps.into_iter().zip(1..);
        let steps = steps.map(|((by, kind, about, minutes), seq)| {
            step(seq, by, &PostStep::KNOWN[kind], about, minutes)
        });
        steps.collect()
    })
}

fn states(rota: &[RotaPlace]) -> Vec<(AccountId, SignUpState)> {
    let places = rota.iter();
    places.map(|one| (one.account, one.state.clone())).collect()
}

proptest! {
    #[test]
    fn nobody_holds_a_seat_that_is_not_there_and_nobody_waits_while_one_is(
        events in any_steps(), seats in 1_i64..5,
    ) {
        let rota = fold_rota(seats, events);
        let count = |state| rota.iter().filter(|one| one.state == state).count();
        let held = i64::try_from(count(SignUpState::Held)).unwrap();
        let used = taken(&rota) - i64::try_from(count(SignUpState::Waiting)).unwrap();
        prop_assert!(held <= seats);
        prop_assert!(count(SignUpState::Waiting) == 0 || used >= seats);
        let waiting = rota.iter().filter(|one| one.state == SignUpState::Waiting);
        for (one, ahead) in waiting.zip(0..) {
            prop_assert_eq!(one.ahead, ahead);
        }
    }

    #[test]
    fn everybody_stands_once_and_only_who_served_has_minutes_of_a_day(events in any_steps()) {
        let rota = fold_rota(2, events);
        for (n, one) in rota.iter().enumerate() {
            prop_assert!(rota.iter().skip(n + 1).all(|other| other.account != one.account));
            let served = one.state == SignUpState::Served;
            prop_assert_eq!(served, (1..=RotaPlace::LONGEST).contains(&one.minutes));
            prop_assert!(served || one.minutes == 0);
        }
    }

    #[test]
    fn the_hubs_order_alone_decides_however_the_steps_arrive(
        (events, shuffled) in any_steps().prop_flat_map(|events| {
            (Just(events.clone()), Just(events).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(fold_rota(2, events), fold_rota(2, shuffled));
    }
}

#[test]
fn the_first_has_the_last_seat_and_the_next_has_it_when_it_is_given_up() {
    use SignUpState::{Held, Waiting, Withdrawn};
    let mut events = vec![
        step(1, 1, &PostStep::SignUp, 0, 0),
        step(2, 2, &PostStep::SignUp, 0, 0),
    ];
    let rota = fold_rota(1, events.clone());
    assert_eq!(states(&rota), [(account(1), Held), (account(2), Waiting)]);
    events.push(step(3, 1, &PostStep::Withdraw, 0, 0));
    let rota = fold_rota(1, events.clone());
    assert_eq!(states(&rota), [(account(1), Withdrawn), (account(2), Held)]);
    events.push(step(4, 1, &PostStep::SignUp, 0, 0));
    let rota = fold_rota(1, events);
    assert_eq!(states(&rota), [(account(2), Held), (account(1), Waiting)]);
}

#[test]
fn hours_are_put_right_by_saying_them_again() {
    let said = [(1, 90), (2, 120)];
    let events = said.map(|(seq, minutes)| step(seq, 9, &PostStep::Serve, 1, minutes));
    let rota = fold_rota(1, events.clone());
    assert_eq!((rota.len(), rota[0].minutes), (1, 120));
    let missed = step(3, 9, &PostStep::Miss, 1, 0);
    let rota = fold_rota(1, events.into_iter().chain([missed]));
    assert_eq!(states(&rota), [(account(1), SignUpState::Missed)]);
    assert_eq!(rota[0].minutes, 0);
}
