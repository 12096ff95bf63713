//! The wire as it is: over a real port, counted in bytes, and golden.

use std::io::{Read, Write};
use std::net::TcpStream;

use chuanmen_core::domain::{Area, AreaId, AreaLevel, Role};
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{SyncRequest, SyncResponse};
use chuanmen_wire::{Codec, Effort};
use serde_json::json;
use tokio::net::TcpListener;

use super::town::{Town, grid, id, visit};
use crate::hub::{NewAccount, NewGrant};
use crate::serve_on;

/// What the phone's own HTTP client sends: see `replica/sync/packing.rs`.
fn as_the_app_sends(address: std::net::SocketAddr, token: &str, body: &[u8]) -> Vec<u8> {
    let body = Codec::newest().pack(body, Effort::Hard).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\ncontent-type: application/cmz1\r\n\
         accept: application/cmz1\r\nauthorization: Bearer {token}\r\n\
         host: {address}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), &body].concat()
}

fn exchange(address: std::net::SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request).unwrap();
    let mut response = Vec::new();
    let mut part = [0; 1024];
    loop {
        let read = stream.read(&mut part).unwrap();
        response.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&response);
        let Some((head, _)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.unwrap().parse().unwrap();
        if read == 0 || response.len() >= head.len() + 4 + length {
            return response;
        }
    }
}

/// Serves a town's hub on a port of its own while `meanwhile` runs.
async fn serving<T>(town: &Town, meanwhile: impl AsyncFnOnce(std::net::SocketAddr) -> T) -> T {
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
    let done = meanwhile(address).await;
    stop.send(()).unwrap();
    served.await.unwrap().unwrap();
    assert!(
        TcpStream::connect(address).is_err(),
        "the port is free again"
    );
    done
}

/// A community of ten grids, and the login of its supervisor: fourteen scopes, some with much in
/// them.
fn ten_grids(town: &Town) -> &'static str {
    let community = AreaId(id(0x800));
    let area = |number, level, parent| Area {
        id: AreaId(id(0x800 + u128::try_from(number).unwrap())),
        level,
        name: format!("第 {number} 网格"),
        parent,
        number,
    };
    let mut areas = vec![area(0, AreaLevel::Community, None)];
    areas.extend((1..=10).map(|number| area(number, AreaLevel::Grid, Some(community))));
    town.hub.add_community(&areas).unwrap();
    let role = Role::CommunitySupervisor;
    let grant = |area| NewGrant {
        id: None,
        role: role.clone(),
        area,
        party: None,
    };
    let account = NewAccount {
        id: None,
        login: "wide".into(),
        password: None,
        name: "管十个网格的人".into(),
        role: role.clone(),
        grants: vec![grant(community)],
    };
    town.hub.add_account(community, account).unwrap();
    "wide"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_with_nothing_to_do_is_one_round_trip_of_at_most_five_hundred_bytes() {
    let town = Town::new();
    for login in ["member", ten_grids(&town)] {
        let mut phone = town.phone(login);
        town.drain(&mut phone, 1 << 20).await;
        let scopes = phone.cursors.len();
        let request = SyncRequest {
            take: 262_144,
            ..phone.request(Vec::new())
        };
        let body = serde_json::to_vec(&request).unwrap();
        let both = serving(&town, async |address| {
            let request = as_the_app_sends(address, &phone.token, &body);
            let sent = request.len();
            let exchange = move || exchange(address, &request);
            let response = tokio::task::spawn_blocking(exchange).await.unwrap();
            assert!(response.starts_with(b"HTTP/1.1 200 OK"));
            println!(
                "{login}, {scopes} scopes: {sent} bytes there, {} back",
                response.len()
            );
            sent + response.len()
        });
        let both = both.await;
        assert!(both <= 500, "{login}: {both} bytes");
    }
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
