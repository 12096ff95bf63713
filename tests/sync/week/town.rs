//! A demo community at a real hub on a port, and phones whose clock the test turns.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Role;
use chuanmen_core::protocol::Credential;
use chuanmen_core::report::{Overview, ReportName, Table};
use chuanmen_replica::actor::{Clock, Engine};
use chuanmen_replica::api::{Ask, Command, Outcome, ReportRequest};
use chuanmen_replica::storage::{DatabaseKey, Store};
use chuanmen_replica::sync::HttpTransport;
use chuanmen_server::auth::PasswordHash;
use chuanmen_server::demo::{DemoAccount, DemoSpec, generate};
use chuanmen_server::hub::{Arrival, DemoCommunity, Hub, NewAccount, NewDemo, NewGrant};
use chuanmen_server::store::SqliteStore;
use chuanmen_server::{AppState, serve_on};
use jiff::civil::Date;
use tempfile::TempDir;
use tokio::net::TcpListener;

/// What time it is for everybody.
#[derive(Debug, Clone)]
pub(super) struct Hands(Arc<AtomicI64>);

impl Hands {
    pub(super) fn at(now: UnixMillis) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    pub(super) fn pass(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }

    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::Relaxed))
    }
}

impl chuanmen_server::Clock for Hands {
    fn now(&self) -> UnixMillis {
        Self::now(self)
    }
}

impl Clock for Hands {
    fn wall(&self) -> UnixMillis {
        self.now()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now().0).unwrap_or_default())
    }

    async fn sleep(&self, pause: Duration) {
        tokio::time::sleep(pause).await;
    }
}

/// The hub and who may sign in.
pub(super) struct Town {
    pub(super) hands: Hands,
    address: String,
    accounts: Vec<DemoAccount>,
    folder: TempDir,
}

impl Town {
    /// A demo of `households`, at `now`.
    pub(super) async fn at(now: UnixMillis, households: u32) -> Self {
        let (folder, hands) = (tempfile::tempdir().unwrap(), Hands::at(now));
        let store = SqliteStore::open(&folder.path().join("hub.db"), now).unwrap();
        let hub = Hub::new(Arc::new(store), Arc::new(hands.clone()));
        let demo = generate(&DemoSpec {
            households,
            seed: 7,
            now,
        });
        let arrivals = demo.transactions.into_iter();
        let arrivals = arrivals.map(|(at, transaction)| Arrival { at, transaction });
        hub.add_demo(NewDemo {
            made_from: "{}".to_owned(),
            communities: vec![DemoCommunity {
                community: demo.community,
                accounts: demo.accounts.iter().map(account).collect(),
                arrivals: arrivals.collect(),
            }],
        })
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = AppState::new(hub).unwrap();
        tokio::spawn(serve_on(listener, None, state, std::future::pending()));
        Self {
            hands,
            address,
            accounts: demo.accounts,
            folder,
        }
    }

    /// The first `count` who have this role.
    pub(super) fn people(&self, role: &Role, count: usize) -> Vec<&DemoAccount> {
        let people = self.accounts.iter().filter(|one| one.role == *role);
        let people: Vec<_> = people.take(count).collect();
        assert_eq!(people.len(), count, "{role}");
        people
    }

    /// A phone of somebody's, on a file of its own, with everything granted to it.
    pub(super) async fn phone(&self, owner: &DemoAccount, number: usize) -> Phone {
        let path = self.folder.path().join(format!("phone-{number}.db"));
        let phone = Phone::open(&path, self.hands.clone());
        let enrol = Command::Enrol {
            hub: self.address.clone(),
            credential: Credential::Password {
                login: owner.login.clone(),
                password: owner.password.clone(),
            },
            device_name: format!("{}的手机", owner.name),
        };
        phone.send(enrol).await;
        phone.sync().await;
        phone
    }
}

fn account(of: &DemoAccount) -> NewAccount {
    NewAccount {
        id: Some(of.id),
        login: of.login.clone(),
        password: Some(PasswordHash::new(&of.password).unwrap()),
        name: of.name.clone(),
        role: of.role.clone(),
        grants: vec![NewGrant {
            id: None,
            role: of.role.clone(),
            area: of.area,
            party: None,
        }],
    }
}

/// A real replica on a real file, and a line to the hub that is used when the test says so.
pub(super) struct Phone(Engine<HttpTransport, Hands>);

impl Phone {
    fn open(path: &Path, hands: Hands) -> Self {
        // Replicas speak TLS with a provider of their choice. A second choice is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let key = DatabaseKey::random().unwrap();
        let store = Store::open_path(path, &key).unwrap();
        Self(Engine::new(store, HttpTransport::new().unwrap(), hands))
    }

    pub(super) async fn send(&self, command: Command) -> Outcome {
        let said = format!("{command:?}");
        self.0.handle(command).await.expect(&said)
    }

    pub(super) fn ask<Q: Ask>(&self, query: Q) -> Q::View {
        let answer = self.0.answer(query.into_query()).unwrap();
        Q::from_answer(answer).expect("its own answer")
    }

    pub(super) async fn sync(&self) {
        self.0.synchronise(true).await.unwrap();
    }

    pub(super) async fn overview(&self, month: Date) -> Overview {
        match self
            .send(Command::PullOverview {
                community: None,
                grid: None,
                month,
            })
            .await
        {
            Outcome::Overview(overview) => *overview,
            other => panic!("an overview, not {other:?}"),
        }
    }

    pub(super) async fn table(&self, name: ReportName, month: Date) -> Table {
        let request = ReportRequest {
            shape: Default::default(),
            community: None,
            only: Default::default(),
            name,
            grid: None,
            month,
        };
        match self.send(Command::PullTable(request)).await {
            Outcome::Table(table) => *table,
            other => panic!("a table, not {other:?}"),
        }
    }
}
