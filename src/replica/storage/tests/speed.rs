//! Measured, never asserted: `cargo test -p chuanmen-replica --release … speed -- --ignored
//! --nocapture`.

use std::time::{Duration, Instant};

use chuanmen_core::domain::{AccountId, HouseholdId, Outcome, Purpose, Visit, VisitId};
use chuanmen_core::merge::{Patch, Record, ReplicaId, Stamp};
use chuanmen_core::protocol::{Cursor, Page, Position, ScopeNumber, SyncResponse};
use uuid::Uuid;

use super::phone::{NOON, Phone, resident, response};
use crate::storage::{DatabaseKey, Store};

fn phone(directory: &tempfile::TempDir) -> Phone {
    let key = DatabaseKey::random().unwrap();
    Phone::over(Store::open_path(&directory.path().join("replica.db"), &key).unwrap())
}

/// A visit with twelve fields and some 300 bytes of text.
fn visit(number: u128) -> Record {
    let household = HouseholdId(Uuid::from_u128(0x4000_0000 + number % 10_000));
    let visit = Visit {
        id: VisitId(Uuid::from_u128(
            0x0190_0000_0000_7000_8000_0000_0000_0000 + number,
        )),
        host: household.into(),
        visitor: AccountId(Uuid::from_u128(0xa)),
        started_at: NOON,
        ended_at: NOON,
        purpose: Purpose::Routine,
        outcome: Outcome::Met,
        unchanged: true,
        answers: ["health", "power_gas", "doors", "mood"]
            .map(|item| (item.to_owned(), "normal".to_owned()))
            .into(),
        note: "老人身体尚可，子女周末回来，提醒关好煤气阀门。".to_owned(),
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    let patch = Patch::create("visit".into(), visit.id.into(), visit.fields());
    Record::from_patch(&patch, Stamp::new(NOON, 0, ReplicaId(9)))
}

#[test]
#[ignore = "prints a measurement"]
fn a_durable_save_takes() {
    let directory = tempfile::tempdir_in(".").unwrap();
    let mut phone = phone(&directory);
    let mut times: Vec<Duration> = (1..=500)
        .map(|number| {
            let began = Instant::now();
            phone.save(vec![resident(number, &"岩罕听糯康朗叫".repeat(20))]);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "save: median {:?}, 99 % {:?}, longest {:?}",
        times[250], times[495], times[499]
    );
}

#[test]
#[ignore = "prints a measurement"]
fn a_bootstrap_takes() {
    let directory = tempfile::tempdir_in(".").unwrap();
    let mut phone = phone(&directory);
    let pages: Vec<_> = (0..20_u128)
        .map(|page| Page {
            anew: false,
            cursor: Cursor {
                scope: ScopeNumber(1),
                position: Position::Log { seq: 1 },
            },
            log: Vec::new(),
            records: (0..3_000)
                .map(|number| visit(page * 3_000 + number))
                .collect(),
            events: Vec::new(),
            remaining: 1,
        })
        .collect();
    let began = Instant::now();
    let mut longest = Duration::ZERO;
    for page in pages {
        let began = Instant::now();
        let pulled = SyncResponse {
            pages: vec![page],
            more: true,
            ..response(NOON)
        };
        phone.store.apply(&[], &pulled, NOON).unwrap();
        longest = longest.max(began.elapsed());
    }
    let took = began.elapsed();
    let bytes = phone.store.stored_bytes().unwrap();
    println!("60,000 visits: {took:?}, longest page {longest:?}, {bytes} bytes");
}
