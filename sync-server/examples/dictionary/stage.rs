use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, DeviceId, Kind};
use chuanmen_core::merge::{FieldName, ReplicaId, Value};
use chuanmen_core::protocol::{SyncRequest, Transaction};
use chuanmen_server::Clock;
use chuanmen_server::demo::{Demo, DemoSpec, generate};
use chuanmen_server::hub::{Arrival, DemoCommunity, Hub, NewAccount, NewDemo, NewGrant, Session};
use chuanmen_server::store::{CommunityKey, SqliteStore};
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};
use uuid::Uuid;

use super::phone::Phone;
use super::scramble::scrambled;

/// A body that travelled.
pub(crate) struct Sample {
    pub(crate) what: &'static str,
    /// Transactions in it, for those that have some.
    pub(crate) records: usize,
    pub(crate) body: Vec<u8>,
}

/// The moment every story ends with: 2026-11-23 in China.
const NOW: UnixMillis = UnixMillis(1_795_414_800_000);
const HOUSEHOLDS: u32 = 120;
/// What grid members write about.
const WORDS: &str = include_str!("words.txt");
/// What phones take at once, at first and later.
const TAKE: [u32; 2] = [65_536, 262_144];

#[derive(Clone)]
struct StageClock(Arc<AtomicI64>);

impl Clock for StageClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}

struct Stage {
    hub: Hub,
    clock: StageClock,
    area: AreaId,
    community: CommunityKey,
    phones: BTreeMap<AccountId, Phone>,
    chance: ChaCha8Rng,
    samples: Vec<Sample>,
}

/// Three months of a community: the first part is in the hub when the phones come; the rest
/// passes between phones and hub as it would.
pub(crate) fn play(seed: u64) -> Result<Vec<Sample>, Box<dyn Error>> {
    let spec = DemoSpec {
        households: HOUSEHOLDS,
        seed,
        now: NOW,
    };
    let mut demo = generate(&spec);
    let later = demo
        .transactions
        .split_off(demo.transactions.len() * 7 / 10);
    let folder = tempfile::tempdir()?;
    let mut stage = Stage::set(demo, folder.path(), seed)?;
    for (at, transaction) in later {
        stage.act(at, transaction)?;
    }
    let everybody: Vec<_> = stage.phones.keys().copied().collect();
    for account in everybody {
        for _ in 0..4 {
            stage.sync(account)?;
        }
    }
    Ok(stage.samples)
}

impl Stage {
    fn set(demo: Demo, folder: &std::path::Path, seed: u64) -> Result<Self, Box<dyn Error>> {
        let begin = demo.transactions.last().map_or(NOW, |(at, _)| *at);
        let clock = StageClock(Arc::new(AtomicI64::new(begin.0)));
        let store = SqliteStore::open(&folder.join("hub.db"), begin)?;
        let hub = Hub::new(Arc::new(store), Arc::new(clock.clone()));
        let accounts: Vec<_> = demo.accounts.iter().map(account).collect();
        let people: Vec<_> = demo.accounts.iter().map(|account| account.id).collect();
        let arrivals = demo.transactions.into_iter();
        hub.add_demo(NewDemo {
            made_from: seed.to_string(),
            communities: vec![DemoCommunity {
                community: demo.community,
                accounts,
                arrivals: arrivals
                    .map(|(at, transaction)| Arrival { at, transaction })
                    .collect(),
            }],
        })?;
        let community = hub.store().read()?.community(demo.community)?;
        let mut stage = Self {
            hub,
            clock,
            area: demo.community,
            community: community.ok_or("no community")?,
            phones: BTreeMap::new(),
            chance: ChaCha8Rng::seed_from_u64(seed),
            samples: Vec::new(),
        };
        for account in people {
            let phone = Phone::new(stage.session(account));
            stage.phones.insert(account, phone);
        }
        Ok(stage)
    }

    fn session(&mut self, account: AccountId) -> Session {
        Session {
            community: self.community,
            area: self.area,
            device: DeviceId(Uuid::from_u128(u128::from(self.chance.next_u64()))),
            account,
            replica: ReplicaId(self.chance.next_u64()),
            contact_at: None,
        }
    }

    /// Somebody does something; mostly it is sent at once.
    fn act(&mut self, at: UnixMillis, mut transaction: Transaction) -> Result<(), Box<dyn Error>> {
        if self.chance.random_ratio(2, 3) {
            self.note(&mut transaction);
        }
        let author = transaction.author;
        self.clock.0.store(at.0, Ordering::SeqCst);
        let edits = self.chance.random_ratio(1, 4);
        let online = self.chance.random_ratio(3, 4);
        let Some(phone) = self.phones.get_mut(&author) else {
            return Ok(());
        };
        phone.save(transaction, at);
        if edits {
            phone.edit(at.plus(1), &mut self.chance);
        }
        if online || phone.outbox.len() > 20 {
            self.sync(author)?;
        }
        if self.chance.random_ratio(1, 3) {
            let nth = self.chance.random_range(0..self.phones.len());
            let someone = self.phones.keys().nth(nth).copied().unwrap_or(author);
            self.sync(someone)?;
            self.sync(someone)?;
        }
        Ok(())
    }

    /// Gives visits a longer note, in the words of the trade.
    fn note(&mut self, transaction: &mut Transaction) {
        let words: Vec<_> = WORDS.split_whitespace().collect();
        let visits = transaction.patches.iter_mut();
        for visit in visits.filter(|patch| patch.kind == Kind::Visit) {
            let mut note = String::new();
            for _ in 0..self.chance.random_range(8..50) {
                note.push_str(words.choose(&mut self.chance).copied().unwrap_or_default());
                match self.chance.random_range(0..20) {
                    0..4 => note.push('，'),
                    4 => note.push('。'),
                    _ => {}
                }
            }
            visit
                .set
                .insert(FieldName::known("note"), Value::from(note));
        }
    }

    /// Round trips until nothing is left, each a sample.
    fn sync(&mut self, account: AccountId) -> Result<(), Box<dyn Error>> {
        let Some(phone) = self.phones.get_mut(&account) else {
            return Ok(());
        };
        loop {
            let take = TAKE[usize::from(self.chance.random_bool(0.5))];
            let request = phone.request(take);
            let pushed = request.push.len();
            let sent = serde_json::to_vec(&request)?;
            let asked = name_of(&request);
            let reply = serde_json::to_vec(&self.hub.sync(&phone.session, request)?)?;
            let response: chuanmen_core::protocol::SyncResponse = serde_json::from_slice(&reply)?;
            let pulled = response.pages.iter();
            let pulled: usize = pulled
                .map(|page| page.log.len() + page.records.len() + page.events.len())
                .sum();
            let answered = if pulled > 1 { "page" } else { asked.1 };
            for (what, records, body) in [(asked.0, pushed, sent), (answered, pulled, reply)] {
                let body = scrambled(&body, &mut self.chance);
                self.samples.push(Sample {
                    what,
                    records,
                    body,
                });
            }
            let more = response.more;
            phone.learn(response);
            if !more {
                return Ok(());
            }
        }
    }
}

/// What a request is, and the answer to it.
fn name_of(request: &SyncRequest) -> (&'static str, &'static str) {
    match &*request.push {
        [] => ("nothing, asked", "nothing, answered"),
        [one] if one.patches.iter().any(|patch| patch.kind.is_immutable()) => {
            ("lone visit", "lone visit, answered")
        }
        [one] if one.patches.is_empty() => ("lone step", "lone step, answered"),
        [_] => ("lone edit", "lone edit, answered"),
        _ => ("several", "several, answered"),
    }
}

fn account(account: &chuanmen_server::demo::DemoAccount) -> NewAccount {
    NewAccount {
        id: Some(account.id),
        login: account.login.clone(),
        password: None,
        name: account.name.clone(),
        role: account.role.clone(),
        grants: vec![NewGrant {
            id: None,
            role: account.role.clone(),
            area: account.area,
            party: None,
        }],
    }
}
