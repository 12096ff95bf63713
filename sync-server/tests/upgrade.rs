//! What earlier versions left behind: a hub's database, and phones that have not been updated.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{Answer, Cursor, Position, ScopeNumber, SyncRequest, SyncResponse};
use rusqlite::Connection;
use serde_json::json;

use super::town::{NOON, Recounted, TestClock, Town, id};
use crate::{AppState, router};

/// A town over the database that version 0.1.0 left.
fn old_town() -> Town {
    let town = Town::new();
    let path = town.folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    old.execute_batch(include_str!("golden/schema-1.sql"))
        .unwrap();
    drop(old);
    let clock = TestClock::at(NOON);
    let state = AppState::new(Town::open(&path, &clock)).unwrap();
    Town {
        hub: state.hub.clone(),
        _recounted: Recounted(state.hub.clone()),
        app: router(state),
        clock,
        folder: town.folder,
    }
}

fn post(body: serde_json::Value) -> Request<Body> {
    Request::post("/v1/sync")
        .header(header::AUTHORIZATION, "Bearer an-old-phones-token")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// What a phone of version 0.1.0 says, to the letter.
fn old_request() -> serde_json::Value {
    json!({
        "v": 1, "app": "0.1.0", "replica": "0000000000000007", "epoch": 3_101_640,
        "cursors": [[1, 1], [2, 0], [3, 0], [4, 0]],
        "push": [{
            "id": id(2),
            "scope": format!("grid/{}", id(0x101)),
            "author": id(0xa),
            "stamp": "019ab697ebe8-0000-0000000000000007",
            "patches": [{"kind": "visit", "id": id(1),
                "set": {"note": "插座松，冒过火花", "outcome": "met"}}],
        }],
        "take": 65_536,
    })
}

#[tokio::test]
async fn an_old_database_opens_and_remembers_what_it_answered() {
    let town = old_town();
    let (status, response): (_, SyncResponse) = town.json(post(old_request())).await;
    assert_eq!(status, StatusCode::OK);
    let again = matches!(
        response.answers[0],
        Answer::Accepted {
            seq: 1,
            duplicate: true,
            elsewhere: false,
            ..
        }
    );
    assert!(again, "{:?}", response.answers);
    let page = &response.pages[0];
    assert_eq!(page.cursor.scope, ScopeNumber(3));
    assert_eq!(page.records[0].id.0, id(1));
    let caught_up = SyncRequest {
        v: 1,
        app: "0.1.0".into(),
        replica: ReplicaId(7),
        epoch: response.epoch,
        cursors: (1..=5)
            .map(|number| Cursor {
                scope: ScopeNumber(number),
                position: Position::Log {
                    seq: u64::from(number == 1 || number == 3),
                },
            })
            .collect(),
        push: Vec::new(),
        take: 65_536,
    };
    let caught_up = serde_json::to_value(caught_up).unwrap();
    let (_, response): (_, SyncResponse) = town.json(post(caught_up)).await;
    assert!(response.pages.is_empty() && !response.more);
}
