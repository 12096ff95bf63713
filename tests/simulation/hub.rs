//! The hub as a process: the real router over the real store, which can be killed and restored.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use chuanmen_core::domain::Scope;
use chuanmen_core::merge::Record;
use chuanmen_core::protocol::{EnrolResponse, LogEntry, Moves, ScopeNumber, Transaction, limits};
use chuanmen_core::{UnixMillis, domain::StoredEvent};
use chuanmen_server::hub::{Hub, NewGrant};
use chuanmen_server::store::{CommunityKey, ReadTxn, SqliteStore, Store};
use chuanmen_server::{AppState, router};
use chuanmen_wire::Codec;
use fastrand::Rng;
use futures_util::stream;
use http_body_util::BodyExt;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use super::clock::Time;
use super::disk::Image;
use super::faulty::Faulty;
use super::town::{COMMUNITY, Person};

/// A request's body as it reaches the hub.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) token: String,
    pub(super) body: Vec<u8>,
    pub(super) form: Form,
    /// The line broke: the body ends early, and the hub can tell.
    pub(super) broken: bool,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// As phones of an older version do.
    Gzip,
    Packed,
    /// A file of unsent work, as it is.
    Bundle,
}

/// What the hub answers, as it travels.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    pub(super) packed: bool,
}

impl Reply {
    /// The answer's JSON; none if it cannot be unpacked.
    pub(super) fn json(&self) -> Option<Vec<u8>> {
        if self.packed {
            return Codec::newest()
                .unpack(&self.body, limits::DECODED_BYTES)
                .ok();
        }
        Some(self.body.clone())
    }
}

pub(super) struct HubHost {
    folder: PathBuf,
    path: PathBuf,
    generation: u32,
    time: Time,
    runtime: Rc<Runtime>,
    store: Arc<Faulty>,
    pub(super) hub: Arc<Hub>,
    app: Router,
    community: CommunityKey,
    backup: Option<(PathBuf, UnixMillis)>,
}

fn start(path: &Path, time: &Time) -> (Arc<Faulty>, Arc<Hub>, Router, CommunityKey) {
    let sqlite = SqliteStore::open(path, time.now()).expect("the hub opens its database");
    let store = Arc::new(Faulty::new(sqlite));
    let hub = Hub::new(Arc::<Faulty>::clone(&store), Arc::new(time.clone()));
    let state = AppState::new(hub).expect("the hub starts");
    let hub = Arc::clone(&state.hub);
    let read = store.read().expect("a reader");
    let community = read.community(COMMUNITY).expect("a read");
    drop(read);
    (store, hub, router(state), community.expect("the community"))
}

impl HubHost {
    pub(super) fn new(folder: &Path, image: &Image, time: &Time, runtime: &Rc<Runtime>) -> Self {
        let path = folder.join("hub-0.db");
        image.write(&path);
        let (store, hub, app, community) = start(&path, time);
        Self {
            folder: folder.to_owned(),
            path,
            generation: 0,
            time: time.clone(),
            runtime: Rc::clone(runtime),
            store,
            hub,
            app,
            community,
            backup: None,
        }
    }

    /// Has it carry out a request, and returns what it answers.
    pub(super) fn deliver(&self, letter: &Letter) -> Reply {
        let packed = Codec::newest().media_type();
        let route = match letter.form {
            Form::Bundle => "/v1/bundle",
            _ => "/v1/sync",
        };
        let mut request =
            Request::post(route).header(header::AUTHORIZATION, format!("Bearer {}", letter.token));
        request = match letter.form {
            Form::Json => request.header(header::CONTENT_TYPE, "application/json"),
            Form::Gzip => request
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::CONTENT_ENCODING, "gzip"),
            Form::Packed => request
                .header(header::CONTENT_TYPE, packed)
                .header(header::ACCEPT, packed),
            Form::Bundle => request.header(header::CONTENT_TYPE, "application/octet-stream"),
        };
        let body = letter.body.clone();
        let body = if letter.broken {
            let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
            Body::from_stream(stream::iter([Ok(body), Err(broken)]))
        } else {
            Body::from(body)
        };
        let request = request.body(body).expect("a request");
        let app = self.app.clone();
        self.runtime.block_on(async move {
            let response = app.oneshot(request).await.expect("an answer");
            let status = response.status().as_u16();
            let kind = response.headers().get(header::CONTENT_TYPE);
            let packed = kind.is_some_and(|kind| kind.as_bytes() == packed.as_bytes());
            let body = response.into_body().collect().await.expect("a body");
            Reply {
                status,
                body: body.to_bytes().to_vec(),
                packed,
            }
        })
    }

    /// The same, with the power going somewhere in the middle of what it writes meanwhile.
    pub(super) fn deliver_and_fail(&mut self, letter: &Letter, chance: &mut Rng) {
        let before = Image::of(&self.path);
        self.deliver(letter);
        let after = Image::of(&self.path);
        let torn = Image::torn(&before, &after, false, chance);
        self.start_from(|path| torn.write(path));
    }

    /// Kills it and starts it again on what its files hold.
    pub(super) fn restart(&mut self) {
        let image = Image::of(&self.path);
        self.start_from(|path| image.write(path));
    }

    fn start_from(&mut self, lay: impl FnOnce(&Path)) {
        self.generation += 1;
        let path = self.folder.join(format!("hub-{}.db", self.generation));
        lay(&path);
        self.path = path;
        (self.store, self.hub, self.app, self.community) = start(&self.path, &self.time);
    }

    /// Its disk fails at the n-th write from now; 0: not at all.
    pub(super) fn fail_at(&self, n: u32) {
        self.store.fail_at(n);
    }

    /// Keeps a backup in place of the last one.
    pub(super) fn back_up(&mut self) {
        let path = self.folder.join(format!("backup-{}.db", self.generation));
        let _ = std::fs::remove_file(&path);
        self.store.sqlite().backup(&path).expect("a backup");
        self.backup = Some((path, self.time.now()));
    }

    /// Whether there is one that phones can make up for: they keep what they delivered for a month.
    pub(super) fn has_backup(&self) -> bool {
        let now = self.time.now();
        let backup = self.backup.as_ref();
        backup.is_some_and(|(_, made)| now.since(*made) < 29 * UnixMillis::DAY)
    }

    /// Begins anew from the last backup.
    pub(super) fn restore(&mut self) {
        let Some((backup, _)) = self.backup.clone() else {
            return;
        };
        let now = self.time.now();
        self.start_from(|path| {
            SqliteStore::restore(&backup, path, now).expect("a restored hub");
        });
    }

    /// Enrols a device of somebody's.
    pub(super) fn enrol(&self, person: Person) -> EnrolResponse {
        let code = self.hub.enrolment_code(person.login, UnixMillis::DAY);
        let code = code.expect("a code").to_string();
        self.hub.enrol_by_code(&code, "手机").expect("a device")
    }

    /// Takes somebody's grant away, or gives it back.
    pub(super) fn grant(&self, person: Person, given: bool) {
        if given {
            let grant = person.grant();
            let fresh = NewGrant { id: None, ..grant };
            self.hub.grant(person.login, fresh).expect("a grant");
        } else {
            for grant in self.hub.grants_of(person.login).expect("a read") {
                self.hub.withdraw(person.login, grant.id).expect("a write");
            }
        }
    }

    fn look<T>(&self, look: impl FnOnce(&dyn ReadTxn) -> T) -> T {
        look(&*self.store.read().expect("a reader"))
    }

    pub(super) fn epoch(&self) -> u64 {
        self.look(|read| read.epoch().expect("a read"))
    }

    /// Every scope with its number and head.
    pub(super) fn scopes(&self) -> Vec<(ScopeNumber, Scope, u64)> {
        let rows = self.look(|read| read.scopes(self.community).expect("a read"));
        rows.into_iter()
            .map(|row| (row.number, row.scope, row.head))
            .collect()
    }

    /// A scope's log after `after`.
    pub(super) fn log(&self, scope: ScopeNumber, after: u64) -> Vec<LogEntry> {
        let mut log = Vec::new();
        self.look(|read| {
            read.log_after(self.community, scope, after, &mut |row| {
                let transaction: Transaction =
                    serde_json::from_str(row.body).expect("a transaction");
                let moves: Moves = serde_json::from_str(row.body).expect("what moved");
                log.push(LogEntry {
                    seq: row.seq,
                    at: row.at,
                    transaction,
                    moves,
                });
                std::ops::ControlFlow::Continue(())
            })
            .expect("a read");
        });
        log
    }

    /// A scope's records and events as they stand.
    pub(super) fn stands(&self, scope: Scope) -> (Vec<Record>, Vec<StoredEvent>) {
        let facts = self.look(|read| read.facts(self.community, &[scope].into()).expect("a read"));
        let records = facts.records.into_iter().map(|(_, record)| record);
        let events = facts.events.into_iter().map(|(_, event)| event);
        (records.collect(), events.collect())
    }
}
