//! The wire as it is: over a real port, counted in bytes, and golden.

use std::io::{Read, Write};
use std::net::TcpStream;

use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{SyncRequest, SyncResponse};
use serde_json::json;
use tokio::net::TcpListener;

use super::town::{Town, grid, id, visit};
use crate::serve_on;

/// What the phone's own HTTP client sends around a body.
fn as_the_app_sends(address: std::net::SocketAddr, token: &str, body: &str) -> String {
    format!(
        "POST /v1/sync HTTP/1.1\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\naccept: */*\r\naccept-encoding: gzip\r\n\
         host: {address}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn exchange(address: std::net::SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = Vec::new();
    let mut part = [0; 1024];
    loop {
        let read = stream.read(&mut part).unwrap();
        response.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&response);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if read == 0 || body.len() >= length.unwrap().parse().unwrap() {
            return text.into_owned();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_with_nothing_to_do_is_one_round_trip_of_at_most_five_hundred_bytes() {
    let town = Town::new();
    let mut phone = town.phone("member");
    town.drain(&mut phone, 1 << 20).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let state = crate::AppState {
        hub: town.hub.clone(),
        ..crate::AppState::new(Town::open(&town.folder.path().join("hub.db"), &town.clock)).unwrap()
    };
    let served = tokio::spawn(serve_on(listener, None, state, async {
        let _ = stopped.await;
    }));
    let request = SyncRequest {
        take: 262_144,
        ..phone.request(Vec::new())
    };
    let body = serde_json::to_string(&request).unwrap();
    let request = as_the_app_sends(address, &phone.token, &body);
    let sent = request.len();
    let response = tokio::task::spawn_blocking(move || exchange(address, &request))
        .await
        .unwrap();
    assert!(response.starts_with("HTTP/1.1 200 OK"));
    let both = sent + response.len();
    assert!(
        both <= 500,
        "{sent} bytes there, {} back:\n{response}",
        response.len()
    );
    println!("nothing to do: {sent} bytes there, {} back", response.len());

    stop.send(()).unwrap();
    served.await.unwrap().unwrap();
    assert!(
        TcpStream::connect(address).is_err(),
        "the port is free again"
    );
}

#[tokio::test]
async fn a_request_and_its_response_read_as_they_always_did() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let mut saved = alice.saves(grid(1), vec![visit(1)]);
    saved.id.0 = id(2);
    let mut informant = town.phone("informant");
    town.drain(&mut informant, 1 << 20).await;
    let body = json!({
        "v": 1, "app": "0.1.0", "replica": alice.replica, "epoch": 0, "cursors": [],
        "push": [{
            "id": id(2), "scope": grid(1), "author": alice.account, "stamp": saved.stamp,
            "patches": [{"kind": "visit", "id": id(1),
                "set": {"note": "插座松，冒过火花", "outcome": "met"}}],
        }],
        "take": 0,
    });
    let post = alice.post_bytes(body.to_string().into_bytes(), None);
    let (_, response): (_, serde_json::Value) = town.json(post).await;
    assert_eq!(
        response["answers"],
        json!([{"outcome": "accepted", "seq": 1}])
    );

    // A colleague gets the record as it stands, then, once it follows, the log.
    let request = SyncRequest {
        take: 1 << 20,
        ..informant.request(Vec::new())
    };
    let (_, response): (_, serde_json::Value) = town.json(informant.post(&request)).await;
    let page = response["pages"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(
        page,
        json!({
            "cursor": [page["cursor"][0], 1], "anew": true,
            "records": [{
                "kind": "visit", "id": id(1),
                "fields": {"note": "插座松，冒过火花", "outcome": "met"},
                "clocks": {"at": saved.stamp},
            }],
        })
    );
    let typed: SyncResponse = serde_json::from_value(response).unwrap();
    informant.learn(&typed);
    let second = alice.saves(grid(1), vec![visit(3)]);
    town.sync(&alice, vec![second.clone()]).await;
    let (_, response): (_, serde_json::Value) = town
        .json(informant.post(&informant.request(Vec::new())))
        .await;
    let mut entry = serde_json::to_value(&second).unwrap();
    entry["seq"] = json!(2);
    entry["at"] = response["time"].clone();
    assert_eq!(
        response,
        json!({
            "time": super::town::NOON.0,
            "epoch": informant.epoch,
            "pages": [{"cursor": [page["cursor"][0], 2], "log": [entry]}],
        })
    );
    assert_ne!(alice.replica, ReplicaId::HUB);
}

#[tokio::test]
async fn an_answer_with_much_in_it_travels_compressed_as_the_phone_can_read_it() {
    let town = Town::new();
    let phone = town.phone("member");
    for (accept, encoding) in [
        ("gzip", Some("gzip")),
        ("gzip, zstd", Some("zstd")),
        ("br", None),
        ("gzip;q=0", None),
    ] {
        let mut request = phone.post(&phone.request(Vec::new()));
        request
            .headers_mut()
            .insert("accept-encoding", accept.parse().unwrap());
        let response = town.call(request).await;
        let got = response
            .headers()
            .get("content-encoding")
            .map(|v| v.to_str().unwrap());
        assert_eq!(got, encoding, "{accept}");
    }
}
