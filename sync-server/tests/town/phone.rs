//! A phone that speaks the protocol, and what its owner does with it.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chuanmen_core::domain::{AccountId, Kind, Scope};
use chuanmen_core::merge::{HybridClock, Patch, RecordId, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{Cursor, SyncRequest, SyncResponse, Transaction, VERSION};
use uuid::Uuid;

use super::TestClock;
use crate::Clock;

/// Somebody's phone.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) token: String,
    pub(crate) account: AccountId,
    pub(crate) replica: ReplicaId,
    pub(crate) device: chuanmen_core::domain::DeviceId,
    pub(crate) clock: HybridClock,
    pub(super) wall: TestClock,
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
