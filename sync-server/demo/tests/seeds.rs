//! What a seed makes: the same each time, at any hour, and for each community its own.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Effect, Kind, NeedState, WishState, fold_wish};
use chuanmen_core::protocol::validate;

use super::super::{Demo, DemoSpec, generate, neighbours};
use super::{Taken, spec};

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| {
        let demo = generate(&DemoSpec { seed, ..spec(60) });
        serde_json::to_vec(&demo.transactions).unwrap()
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn it_can_be_made_at_any_hour_of_any_day() {
    // In China: a Sunday at 3, 29 February at noon, New Year's Eve at midnight, 7 in the morning.
    for now in [
        1_795_287_600_000,
        1_835_409_600_000,
        1_798_732_800_000,
        1_780_009_200_000,
    ] {
        let now = UnixMillis(now);
        let taken = Taken::new(generate(&DemoSpec { now, ..spec(300) }));
        let transactions = &taken.demo.transactions;
        assert!(
            transactions
                .iter()
                .all(|(at, t)| *at <= now && validate(t).is_ok())
        );
        let mut states = BTreeSet::new();
        for id in taken.subjects(&Kind::Wish) {
            let life = fold_wish(taken.events_of(id), now);
            assert!(
                life.timeline
                    .iter()
                    .all(|line| line.effect == Effect::Applied)
            );
            states.insert(life.state);
        }
        assert_eq!(states.len(), WishState::KNOWN.len(), "{states:?}");
        let (needs, _, lines) = taken.lives();
        assert_eq!(needs.len(), NeedState::KNOWN.len(), "{needs:?}");
        assert!(lines.iter().all(|line| line.effect == Effect::Applied));
    }
}

#[test]
fn the_communities_of_a_subdistrict_share_it_and_nothing_else() {
    let first = generate(&spec(60));
    let others: Vec<_> = neighbours(spec(60), first.subdistrict, 14).collect();
    assert_eq!(others.len(), 14);
    let ids = |demo: &Demo| {
        let transactions = demo.transactions.iter();
        let patches = transactions.flat_map(|(_, one)| one.patches.iter().map(|patch| patch.id));
        patches.collect::<BTreeSet<_>>()
    };
    let mut seen = ids(&first);
    for demo in &others {
        let theirs = ids(demo);
        let both: Vec<_> = seen.intersection(&theirs).copied().collect();
        assert_eq!(both, [first.subdistrict.into()]);
        assert_eq!(demo.subdistrict, first.subdistrict);
        seen.extend(theirs);
    }
}
