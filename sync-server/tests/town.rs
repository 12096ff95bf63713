//! A town to test in: two communities of one subdistrict and one of another, people in every
//! role, and phones that speak the protocol.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Account, AccountId, Area, AreaId, AreaLevel, Kind, Party, Role, Scope,
};
use chuanmen_core::merge::{
    FieldName, HybridClock, Patch, RecordId, ReplicaId, Stamp, TransactionId, Value,
};
use chuanmen_core::protocol::{
    Answer, Cursor, Page, SyncRequest, SyncResponse, Transaction, VERSION,
};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::json;
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use crate::hub::{Hub, NewAccount, NewGrant};
use crate::store::SqliteStore;
use crate::{AppState, Clock, router};

/// 2026-11-23 14:20 in China.
pub(crate) const NOON: UnixMillis = UnixMillis(1_795_414_800_000);

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn at(now: UnixMillis) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    pub(crate) fn pass(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}

/// An id that a test can name: `id(7)`.
pub(crate) fn id(low: u128) -> Uuid {
    Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0000 | low)
}

/// A community's areas: itself and grids 1 and 2, numbered from `base`.
fn areas(base: u128, subdistrict: AreaId) -> Vec<Area> {
    let area = |offset, level, name: &str, parent| Area {
        id: AreaId(id(base + offset)),
        level,
        name: name.into(),
        parent,
        number: i64::try_from(offset).unwrap().max(1),
    };
    let community = AreaId(id(base));
    let subdistrict = Area {
        id: subdistrict,
        ..area(0, AreaLevel::Subdistrict, "允景洪街道", None)
    };
    vec![
        area(0, AreaLevel::Community, "花卉园社区", Some(subdistrict.id)),
        area(1, AreaLevel::Grid, "第 1 网格", Some(community)),
        area(2, AreaLevel::Grid, "第 2 网格", Some(community)),
        subdistrict,
    ]
}

pub(crate) const SUBDISTRICT: u128 = 0x9000;
pub(crate) const OTHER_SUBDISTRICT: u128 = 0x9001;
pub(crate) const COMMUNITY: u128 = 0x100;
pub(crate) const SISTER: u128 = 0x200;
pub(crate) const STRANGER: u128 = 0x300;

pub(crate) fn area(low: u128) -> AreaId {
    AreaId(id(low))
}

pub(crate) fn grid(number: u128) -> Scope {
    Scope::Grid(area(COMMUNITY + number))
}

pub(crate) fn community() -> Scope {
    Scope::Community(area(COMMUNITY))
}

/// Who answers for what. One login per line.
const PEOPLE: [(&str, &str, u128, u128); 10] = [
    ("member", "grid_member", COMMUNITY, COMMUNITY + 1),
    ("informant", "informant", COMMUNITY, COMMUNITY + 1),
    ("neighbour", "grid_member", COMMUNITY, COMMUNITY + 2),
    ("chief", "building_chief", COMMUNITY, COMMUNITY + 1),
    ("volunteer", "volunteer", COMMUNITY, COMMUNITY),
    ("company", "party", COMMUNITY, COMMUNITY),
    ("supervisor", "community_supervisor", COMMUNITY, COMMUNITY),
    (
        "subdistrict",
        "subdistrict_supervisor",
        COMMUNITY,
        SUBDISTRICT,
    ),
    ("sister", "community_supervisor", SISTER, SISTER),
    (
        "foreign",
        "subdistrict_supervisor",
        STRANGER,
        OTHER_SUBDISTRICT,
    ),
];

pub(crate) struct Town {
    pub(crate) app: Router,
    pub(crate) hub: Arc<Hub>,
    pub(crate) clock: TestClock,
    pub(crate) _recounted: Recounted,
    pub(crate) folder: TempDir,
}

/// Whatever a test did, the reports are what a plain recount says.
pub(crate) struct Recounted(pub(crate) Arc<Hub>);

impl Drop for Recounted {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            super::recount::check(&self.0);
        }
    }
}

impl Town {
    pub(crate) fn new() -> Self {
        Self::with(|state| state)
    }

    pub(crate) fn with(serve: impl FnOnce(AppState) -> AppState) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(NOON);
        let hub = Self::open(&folder.path().join("hub.db"), &clock);
        for (base, subdistrict) in [
            (COMMUNITY, SUBDISTRICT),
            (SISTER, SUBDISTRICT),
            (STRANGER, OTHER_SUBDISTRICT),
        ] {
            hub.add_community(&areas(base, area(subdistrict))).unwrap();
        }
        for (login, role, home, place) in PEOPLE {
            let role = Role::from(role);
            let account = NewAccount {
                id: None,
                login: login.into(),
                password: None,
                name: format!("{login} 的名字"),
                role: role.clone(),
                grants: vec![NewGrant {
                    id: None,
                    area: area(place),
                    party: (role == Role::Party).then_some(Party::PropertyCompany),
                    role,
                }],
            };
            hub.add_account(area(home), account).unwrap();
        }
        let state = serve(AppState::new(hub).unwrap());
        Self {
            hub: Arc::clone(&state.hub),
            _recounted: Recounted(Arc::clone(&state.hub)),
            app: router(state),
            clock,
            folder,
        }
    }

    pub(crate) fn open(database: &Path, clock: &TestClock) -> Hub {
        let store = SqliteStore::open(database, clock.now()).unwrap();
        Hub::new(Arc::new(store), Arc::new(clock.clone()))
    }

    /// An enrolled phone of somebody's.
    pub(crate) fn phone(&self, login: &str) -> Phone {
        let code = self.hub.enrolment_code(login, UnixMillis::DAY).unwrap();
        let enrolled = self.hub.enrol_by_code(&code.to_string(), "测试机").unwrap();
        Phone {
            token: enrolled.token,
            account: enrolled.account,
            replica: enrolled.replica,
            device: enrolled.device,
            clock: HybridClock::new(enrolled.replica),
            wall: self.clock.clone(),
            epoch: 0,
            cursors: Vec::new(),
        }
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Response<Body> {
        self.app.clone().oneshot(request).await.unwrap()
    }

    /// A body as JSON, with its status.
    pub(crate) async fn json<T: DeserializeOwned>(
        &self,
        request: Request<Body>,
    ) -> (StatusCode, T) {
        let response = self.call(request).await;
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body);
        let parsed = serde_json::from_slice(&body);
        (
            status,
            parsed.unwrap_or_else(|error| panic!("{status} {error}: {text}")),
        )
    }

    /// The code of a failed request.
    pub(crate) async fn refused(&self, request: Request<Body>) -> (u16, String) {
        let (status, body): (_, serde_json::Value) = self.json(request).await;
        (status.as_u16(), body["code"].as_str().unwrap().to_owned())
    }

    pub(crate) async fn sync(&self, phone: &Phone, push: Vec<Transaction>) -> SyncResponse {
        let (status, response) = self.json(phone.post(&phone.request(push))).await;
        assert_eq!(status, StatusCode::OK);
        response
    }

    /// Syncs until nothing is left, and returns every page.
    pub(crate) async fn drain(&self, phone: &mut Phone, take: u32) -> Vec<Page> {
        let mut pages = Vec::new();
        loop {
            let request = SyncRequest {
                take,
                ..phone.request(Vec::new())
            };
            let (status, response): (_, SyncResponse) = self.json(phone.post(&request)).await;
            assert_eq!(status, StatusCode::OK);
            phone.learn(&response);
            pages.extend(response.pages);
            if !response.more {
                return pages;
            }
        }
    }

    /// What stands in a scope of the first community.
    pub(crate) fn stands(&self, scope: Scope) -> Vec<chuanmen_core::merge::Record> {
        let read = self.hub.store().read().unwrap();
        let key = read.community(area(COMMUNITY)).unwrap().unwrap();
        let facts = read.facts(key, &[scope].into()).unwrap();
        facts
            .records
            .into_iter()
            .map(|(_, record)| record)
            .collect()
    }

    /// Everything that is stored, to see that nothing changed: heads and records of all scopes.
    pub(crate) fn fingerprint(&self) -> String {
        let read = self.hub.store().read().unwrap();
        let mut all = String::new();
        for (key, _) in read.communities().unwrap() {
            let scopes = read.scopes(key).unwrap();
            let names = scopes.iter().map(|row| row.scope).collect();
            let facts = read.facts(key, &names).unwrap();
            // A scope that was only given a number holds nothing.
            let used = scopes.iter().filter(|row| row.head > 0);
            let heads: Vec<_> = used.map(|row| (row.scope, row.head)).collect();
            let mut devices = read.devices(key).unwrap();
            // That a phone was heard of is no change of what it holds.
            devices.iter_mut().for_each(|device| device.contact = None);
            all += &format!("{heads:?}{facts:?}{devices:?}");
        }
        all
    }
}

/// Somebody's phone.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) token: String,
    pub(crate) account: AccountId,
    pub(crate) replica: ReplicaId,
    pub(crate) device: chuanmen_core::domain::DeviceId,
    pub(crate) clock: HybridClock,
    wall: TestClock,
    pub(crate) epoch: u64,
    pub(crate) cursors: Vec<Cursor>,
}

impl Phone {
    pub(crate) fn request(&self, push: Vec<Transaction>) -> SyncRequest {
        SyncRequest {
            v: VERSION,
            app: "0.1.0".into(),
            replica: self.replica,
            epoch: self.epoch,
            cursors: self.cursors.clone(),
            push,
            take: 1 << 20,
        }
    }

    pub(crate) fn post(&self, request: &SyncRequest) -> Request<Body> {
        self.post_bytes(serde_json::to_vec(request).unwrap(), None)
    }

    pub(crate) fn post_bytes(&self, body: Vec<u8>, encoding: Option<&str>) -> Request<Body> {
        let mut request = Request::post("/v1/sync")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(encoding) = encoding {
            request = request.header(header::CONTENT_ENCODING, encoding);
        }
        request.body(Body::from(body)).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Request<Body> {
        Request::builder()
            .method(Method::GET)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .body(Body::empty())
            .unwrap()
    }

    /// Takes note of cursors, as a replica does after it applied the pages.
    pub(crate) fn learn(&mut self, response: &SyncResponse) {
        if self.epoch != response.epoch {
            self.epoch = response.epoch;
            self.cursors.clear();
        }
        self.cursors
            .retain(|cursor| !response.withdrawn.contains(&cursor.scope));
        let granted = response.granted.iter().map(|granted| Cursor {
            scope: granted.number,
            position: chuanmen_core::protocol::Position::Log { seq: 0 },
        });
        self.cursors.extend(granted);
        for page in &response.pages {
            let own = self
                .cursors
                .iter_mut()
                .find(|own| own.scope == page.cursor.scope);
            *own.unwrap() = page.cursor;
        }
    }

    pub(crate) fn stamp(&mut self) -> Stamp {
        self.clock.tick(self.wall.now())
    }

    /// One user action.
    pub(crate) fn saves(&mut self, scope: Scope, patches: Vec<Patch>) -> Transaction {
        Transaction {
            id: TransactionId(Uuid::now_v7()),
            scope,
            author: self.account,
            stamp: self.stamp(),
            patches,
            events: Vec::new(),
        }
    }

    /// A step that this phone's owner takes.
    pub(crate) fn takes(
        &mut self,
        scope: Scope,
        kind: Kind,
        subject: RecordId,
        step: &str,
    ) -> Transaction {
        let event = chuanmen_core::domain::Event {
            id: chuanmen_core::merge::EventId(Uuid::now_v7()),
            kind,
            subject,
            step: step.into(),
            fields: Default::default(),
        };
        Transaction {
            events: vec![event],
            ..self.saves(scope, Vec::new())
        }
    }
}

/// A new record with text fields.
pub(crate) fn new(kind: Kind, low: u128, set: &[(&'static str, &str)]) -> Patch {
    Patch::create(kind, RecordId(id(low)), fields(set))
}

pub(crate) fn fields(set: &[(&'static str, &str)]) -> std::collections::BTreeMap<FieldName, Value> {
    set.iter()
        .map(|(name, value)| (FieldName::known(name), Value::from(*value)))
        .collect()
}

pub(crate) fn visit(low: u128) -> Patch {
    new(
        Kind::Visit,
        low,
        &[("outcome", "met"), ("note", "插座松，冒过火花")],
    )
}

pub(crate) fn accepted(answer: &Answer) -> u64 {
    match answer {
        Answer::Accepted { seq, .. } => *seq,
        Answer::Refused { code, detail } => panic!("refused: {code}: {detail}"),
    }
}

pub(crate) fn refusal(answer: &Answer) -> &str {
    match answer {
        Answer::Refused { code, .. } => code.as_str(),
        Answer::Accepted { .. } => "accepted",
    }
}

pub(crate) fn enrol(credential: serde_json::Value) -> Request<Body> {
    let body =
        json!({"v": VERSION, "app": "0.1.0", "device_name": "手机", "credential": credential});
    Request::post("/v1/enrol")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// What colleagues' phones know of accounts.
pub(crate) fn accounts(town: &Town) -> Vec<Account> {
    let records = town.stands(community());
    let accounts = records.iter().filter(|record| record.kind == Kind::Account);
    accounts.filter_map(Account::read).collect()
}
