use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{Kind, StoredEvent};
use chuanmen_core::merge::{Patch, Record, RecordId, plan};
use chuanmen_core::protocol::{Cursor, Page, Position, SyncRequest, SyncResponse};

use super::town::{Phone, Town, fields, grid, id, new};

/// A replica's view, built from pages as a phone builds it.
#[derive(Default, PartialEq, Debug)]
struct View {
    records: BTreeMap<RecordId, Record>,
    events: BTreeMap<uuid::Uuid, StoredEvent>,
}

impl View {
    fn apply(&mut self, page: &Page) {
        for record in &page.records {
            let joined = self.records.get(&record.id).map(|own| own.join(record));
            self.records
                .insert(record.id, joined.unwrap_or_else(|| record.clone()));
        }
        for event in &page.events {
            self.events.insert(event.event.id.0, event.clone());
        }
        for entry in &page.log {
            let transaction = &entry.transaction;
            for patch in &transaction.patches {
                let plan = plan(self.records.get(&patch.id), patch, transaction.stamp);
                self.records.insert(patch.id, plan.record);
            }
            for (index, event) in (0..).zip(&transaction.events) {
                let stored = StoredEvent {
                    event: event.clone(),
                    author: transaction.author,
                    stamp: transaction.stamp,
                    order: chuanmen_core::domain::EventOrder::Hub {
                        seq: entry.seq,
                        index,
                        at: entry.at,
                    },
                };
                self.events.insert(event.id.0, stored);
            }
        }
    }

    fn of(pages: &[Page]) -> Self {
        let mut view = Self::default();
        pages.iter().for_each(|page| view.apply(page));
        view
    }
}

/// Needs, edits of them, and steps in their lives.
async fn live(town: &Town, phone: &mut Phone, from: u128, to: u128) {
    let mut push = Vec::new();
    for low in from..to {
        let two = vec![
            new(Kind::Need, 2 * low, &[("text", "三栋二单元的路灯不亮")]),
            new(Kind::Household, 2 * low + 1, &[("note", "门口有台阶")]),
        ];
        push.push(phone.saves(grid(1), two));
        push.push(phone.takes(grid(1), Kind::Need, RecordId(id(2 * low)), "progress"));
        if low % 3 == 0 {
            let edit = fields(&[("urgency", "urgent")]);
            let edit = Patch::create(Kind::Need, RecordId(id(2 * low)), edit);
            push.push(phone.saves(grid(1), vec![edit]));
        }
    }
    let answers = town.sync(phone, push).await.answers;
    answers.iter().for_each(|answer| {
        super::town::accepted(answer);
    });
}

#[tokio::test]
async fn a_bootstrap_in_small_pages_and_its_tail_equal_what_an_old_hand_has() {
    let town = Town::new();
    let (mut alice, mut old, mut fresh) = (
        town.phone("member"),
        town.phone("informant"),
        town.phone("informant"),
    );
    let mut followed = town.drain(&mut old, 1 << 20).await;
    live(&town, &mut alice, 1, 20).await;
    followed.extend(town.drain(&mut old, 1 << 20).await);

    // The newcomer begins, and work goes on while it pulls.
    let mut pulled = Vec::new();
    for round in 0..200 {
        let request = SyncRequest {
            take: 600,
            ..fresh.request(Vec::new())
        };
        let (_, response): (_, SyncResponse) = town.json(fresh.post(&request)).await;
        fresh.learn(&response);
        let more = response.more;
        pulled.extend(response.pages);
        if round % 10 == 3 && round < 60 {
            live(&town, &mut alice, 100 + round, 102 + round).await;
        }
        if !more {
            break;
        }
    }
    pulled.extend(town.drain(&mut fresh, 600).await);
    followed.extend(town.drain(&mut old, 1 << 20).await);
    assert!(pulled.len() > 20, "it came in {} pages", pulled.len());
    assert_eq!(View::of(&pulled), View::of(&followed));
    let hub: BTreeSet<_> = town
        .stands(grid(1))
        .into_iter()
        .map(|record| record.id)
        .collect();
    assert!(
        hub.iter()
            .all(|id| View::of(&pulled).records.contains_key(id))
    );
}

#[tokio::test]
async fn pages_shrink_to_what_a_phone_takes_but_never_split_a_transaction_nor_stop() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    live(&town, &mut alice, 1, 2).await;
    town.drain(&mut bob, 1 << 20).await;
    live(&town, &mut alice, 10, 30).await;
    let pages = town.drain(&mut bob, 0).await;
    assert!(
        pages.iter().all(|page| page.log.len() == 1),
        "one at a time"
    );
    for page in &pages {
        let transaction = &page.log[0].transaction;
        assert!(transaction.patches.len() != 1 || transaction.patches[0].set.len() == 1);
    }
    let left: Vec<_> = pages.iter().map(|page| page.remaining).collect();
    assert!(left.windows(2).all(|pair| pair[0] == pair[1] + 1) && left.last() == Some(&0));
}

#[tokio::test]
async fn what_remains_of_a_bootstrap_counts_down_to_nothing() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    live(&town, &mut alice, 1, 10).await;
    let pages = town.drain(&mut bob, 500).await;
    let grid_pages = pages.iter().filter(|page| {
        page.records.iter().any(|record| record.kind == Kind::Need) || !page.events.is_empty()
    });
    let left: Vec<_> = grid_pages.map(|page| page.remaining).collect();
    assert!(left.len() > 3 && left.windows(2).all(|pair| pair[0] > pair[1]));
    assert_eq!(left.last(), Some(&0));
}

#[tokio::test]
async fn cursors_that_cannot_be_served_begin_anew_and_forged_ones_do_no_harm() {
    let town = Town::new();
    let mut alice = town.phone("member");
    live(&town, &mut alice, 1, 5).await;
    let told = town.sync(&alice, Vec::new()).await;
    let scope = told
        .granted
        .iter()
        .find(|granted| granted.scope == Some(grid(1)));
    let scope = scope.unwrap().number;
    town.drain(&mut alice, 1 << 20).await;
    let own = alice.cursors.clone();
    for position in [
        Position::Log { seq: 10_000 },
        Position::Log { seq: u64::MAX },
        Position::Snapshot {
            head: u64::MAX,
            after: chuanmen_core::protocol::SnapshotKey::Event {
                seq: u64::MAX,
                index: 7,
            },
        },
    ] {
        alice.cursors = vec![Cursor { scope, position }];
        let response = town.sync(&alice, Vec::new()).await;
        let page = response
            .pages
            .iter()
            .find(|page| page.cursor.scope == scope)
            .unwrap();
        assert_eq!(page.records.len(), 8, "{position:?}");
    }
    // A number that is nobody's, or of a scope that is not held, is withdrawn, not explained.
    alice.cursors = own;
    alice.cursors.push(Cursor {
        scope: chuanmen_core::protocol::ScopeNumber(4_000_000_000),
        position: Position::Log { seq: 1 },
    });
    let response = town.sync(&alice, Vec::new()).await;
    assert_eq!(response.withdrawn.len(), 1);
}

#[tokio::test]
async fn under_another_epoch_everything_granted_is_told_again() {
    let town = Town::new();
    let mut alice = town.phone("member");
    live(&town, &mut alice, 1, 5).await;
    town.drain(&mut alice, 1 << 20).await;
    let quiet = town.sync(&alice, Vec::new()).await;
    assert!(quiet.granted.is_empty() && quiet.pages.is_empty() && !quiet.more);
    alice.epoch -= 1;
    let response = town.sync(&alice, Vec::new()).await;
    assert_eq!(response.granted.len(), 5);
    assert!(response.withdrawn.is_empty());
    assert!(response.pages.iter().any(|page| page.records.len() == 8));
}
