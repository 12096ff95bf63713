//! A demo as the hub has it, and what must be true of it.

mod homes;
mod lives;
mod organisations;
mod overview;
mod seeds;
mod transactions;
mod visits;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    EventOrder, Kind, NeedState, Scope, StoredEvent, TimelineEntry, WishState, fold_need, fold_wish,
};
use chuanmen_core::merge::{Record, RecordId};

use super::{Demo, DemoSpec, generate};

/// 2026-11-23 14:20 in China, a Monday.
const NOW: UnixMillis = UnixMillis(1_795_414_800_000);

fn spec(households: u32) -> DemoSpec {
    DemoSpec {
        households,
        seed: 7,
        now: NOW,
    }
}

/// A demo as the hub has it once it has taken everything in.
struct Taken {
    demo: Demo,
    records: Vec<(Scope, Record)>,
    events: BTreeMap<RecordId, Vec<StoredEvent>>,
}

impl Taken {
    fn new(demo: Demo) -> Self {
        let (mut records, mut events) = (Vec::new(), BTreeMap::<_, Vec<_>>::new());
        let mut heads = BTreeMap::<Scope, u64>::new();
        for (at, transaction) in &demo.transactions {
            let seq = heads.entry(transaction.scope).or_default();
            *seq += 1;
            for patch in &transaction.patches {
                let record = Record::from_patch(patch, transaction.stamp);
                records.push((transaction.scope, record));
            }
            for (index, event) in (0..).zip(&transaction.events) {
                let event = StoredEvent {
                    event: event.clone(),
                    author: transaction.author,
                    stamp: transaction.stamp,
                    order: EventOrder::Hub {
                        seq: *seq,
                        index,
                        at: *at,
                    },
                };
                events.entry(event.event.subject).or_default().push(event);
            }
        }
        Self {
            demo,
            records,
            events,
        }
    }

    fn all<T>(&self, kind: &Kind, read: impl Fn(&Record) -> Option<T>) -> Vec<(Scope, T)> {
        let of_kind = self
            .records
            .iter()
            .filter(|(_, record)| record.kind == *kind);
        of_kind
            .map(|(scope, record)| (*scope, read(record).expect("it reads")))
            .collect()
    }

    fn events_of(&self, id: RecordId) -> Vec<StoredEvent> {
        self.events.get(&id).cloned().unwrap_or_default()
    }

    fn subjects(&self, kind: &Kind) -> impl Iterator<Item = RecordId> {
        let of_kind = self
            .records
            .iter()
            .filter(|(_, record)| record.kind == *kind);
        of_kind.map(|(_, record)| record.id)
    }

    /// Each need's and each wish's state, and every line of every timeline.
    fn lives(&self) -> (BTreeSet<NeedState>, BTreeSet<WishState>, Vec<TimelineEntry>) {
        let (mut needs, mut wishes, mut lines) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for id in self.subjects(&Kind::Need) {
            let life = fold_need(self.events_of(id));
            needs.insert(life.state);
            lines.extend(life.timeline);
        }
        for id in self.subjects(&Kind::Wish) {
            let life = fold_wish(self.events_of(id), NOW);
            wishes.insert(life.state);
            lines.extend(life.timeline);
        }
        (needs, wishes, lines)
    }
}

/// The demo that `make run` shows; made once for all tests.
fn big() -> &'static Taken {
    static BIG: OnceLock<Taken> = OnceLock::new();
    BIG.get_or_init(|| Taken::new(generate(&spec(3000))))
}
