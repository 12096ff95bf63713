//! Each gets a clear error with a stable code, and changes nothing.

use std::io::Write;

use axum::body::Body;
use axum::http::{Request, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{HybridClock, ReplicaId, Stamp};
use chuanmen_core::protocol::{SyncRequest, limits};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::town::{Phone, Town, fields, grid, refusal, visit};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn body_of(phone: &mut Phone) -> Vec<u8> {
    let saved = phone.saves(grid(1), vec![visit(1)]);
    serde_json::to_vec(&phone.request(vec![saved])).unwrap()
}

/// Sends bodies that must all be refused with one status and code, and looks for changes.
async fn all_refused(bodies: Vec<(Vec<u8>, Option<&str>)>, status: u16, code: &str) {
    let town = Town::new();
    let phone = town.phone("member");
    let before = town.fingerprint();
    for (body, encoding) in bodies {
        let start = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        let refused = town.refused(phone.post_bytes(body, encoding)).await;
        assert_eq!(refused, (status, code.to_owned()), "{encoding:?} {start}");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_body_cut_at_any_byte_is_a_bad_request_and_changes_nothing() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let plain = body_of(&mut phone);
    let gzip = gzip(&plain);
    let zstd = zstd::bulk::compress(&plain, 3).unwrap();
    let before = town.fingerprint();
    for (body, encoding) in [(&plain, None), (&gzip, Some("gzip")), (&zstd, Some("zstd"))] {
        for length in 0..body.len() {
            let cut = phone.post_bytes(body[..length].to_vec(), encoding);
            let refused = town.refused(cut).await;
            assert_eq!(
                refused,
                (400, "bad_request".into()),
                "{encoding:?} cut at {length}"
            );
        }
    }
    assert_eq!(town.fingerprint(), before);
    for (body, encoding) in [(plain, None), (gzip, Some("gzip")), (zstd, Some("zstd"))] {
        let response = town.call(phone.post_bytes(body, encoding)).await;
        assert_eq!(response.status(), 200, "{encoding:?} whole");
    }
}

#[tokio::test]
async fn a_body_over_four_mebibytes_is_too_large() {
    let spaces = vec![b' '; limits::BODY_BYTES + 1];
    all_refused(
        vec![(spaces.clone(), None), (spaces, Some("gzip"))],
        413,
        "too_large",
    )
    .await;
}

#[tokio::test]
async fn a_small_body_that_grows_beyond_its_bound_is_too_large() {
    let spaces = vec![b' '; limits::DECODED_BYTES + 1];
    let mut twice = gzip(&spaces[..limits::DECODED_BYTES]);
    twice.extend(gzip(b" "));
    let bombs = vec![
        (gzip(&spaces), Some("gzip")),
        (twice, Some("gzip")),
        (zstd::bulk::compress(&spaces, 3).unwrap(), Some("zstd")),
    ];
    assert!(bombs.iter().all(|(body, _)| body.len() < 64 * 1024));
    all_refused(bombs, 413, "too_large").await;
}

#[tokio::test]
async fn what_is_no_json_of_a_sync_is_a_bad_request() {
    let deep = "[".repeat(200_000);
    let lone =
        r#"{"v":1,"app":"\ud800","replica":"0000000000000001","epoch":0,"cursors":[],"take":0}"#;
    let bodies = [
        "",
        "null",
        "{}",
        "[]",
        "{\"v\":1}",
        &deep,
        lone,
        "{\"v\":1,\"v\":1}",
    ];
    let mut bodies: Vec<_> = bodies.map(|text| (text.as_bytes().to_vec(), None)).into();
    bodies.push((b"{\"v\":1,\"app\":\"\xff\xfe\"}".to_vec(), None));
    bodies.push((b"not gzip".to_vec(), Some("gzip")));
    bodies.push((b"not zstd".to_vec(), Some("zstd")));
    all_refused(bodies, 400, "bad_request").await;
}

#[tokio::test]
async fn numbers_that_are_none_are_a_bad_request() {
    let cursors = [
        "[[3,-1]]",
        "[[-3,1]]",
        "[[3,1.5]]",
        "[[3]]",
        "[[3,99999999999999999999]]",
    ];
    let bodies = cursors.map(|cursors| {
        let body = format!(
            r#"{{"v":1,"app":"1","replica":"0000000000000001","epoch":0,"cursors":{cursors},"take":0}}"#
        );
        (body.into_bytes(), None)
    });
    all_refused(bodies.into(), 400, "bad_request").await;
}

#[tokio::test]
async fn an_encoding_or_type_that_the_hub_does_not_read_is_unsupported() {
    let body = b"{}".to_vec();
    let unknown = ["br", "deflate", "gzip, gzip", "dictionary-7"];
    let bodies = unknown.map(|encoding| (body.clone(), Some(encoding)));
    all_refused(bodies.into(), 415, "unsupported_media").await;

    let town = Town::new();
    let phone = town.phone("member");
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let request = Request::post("/v1/sync")
            .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from("{}"))
            .unwrap();
        assert_eq!(
            town.refused(request).await,
            (415, "unsupported_media".into())
        );
    }
}

#[tokio::test]
async fn another_protocol_version_is_said_so_whatever_its_body_looks_like() {
    let town = Town::new();
    let phone = town.phone("member");
    let ours = SyncRequest {
        v: 2,
        ..phone.request(Vec::new())
    };
    let ours = serde_json::to_vec(&ours).unwrap();
    let bodies = vec![
        (ours, None),
        (br#"{"v":0}"#.to_vec(), None),
        (br#"{"v":70000,"hello":["there"]}"#.to_vec(), None),
    ];
    all_refused(bodies, 426, "unsupported_version").await;
}

#[tokio::test]
async fn strangers_are_turned_away_before_their_body_is_looked_at() {
    let town = Town::new();
    let bomb = gzip(&vec![b' '; limits::DECODED_BYTES + 1]);
    for token in [
        None,
        Some("Bearer "),
        Some("Bearer nobody"),
        Some("Basic YTpi"),
        Some("x"),
    ] {
        let mut request = Request::post("/v1/sync")
            .header(header::CONTENT_TYPE, "text/plain")
            .header(header::CONTENT_ENCODING, "gzip");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, token);
        }
        let request = request.body(Body::from(bomb.clone())).unwrap();
        assert_eq!(
            town.refused(request).await,
            (401, "unauthorized".into()),
            "{token:?}"
        );
    }
}

#[tokio::test]
async fn a_revoked_phone_is_told_so_and_nothing_of_it_is_taken() {
    let town = Town::new();
    let mut phone = town.phone("member");
    assert!(town.hub.revoke_device(phone.device).unwrap());
    assert!(!town.hub.revoke_device(phone.device).unwrap());
    let before = town.fingerprint();
    let body = body_of(&mut phone);
    let refused = town.refused(phone.post_bytes(body, None)).await;
    assert_eq!(refused, (403, "device_revoked".into()));
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_token_goes_with_its_own_replica_only() {
    let town = Town::new();
    let (alice, bob) = (town.phone("member"), town.phone("informant"));
    for replica in [bob.replica, ReplicaId::HUB, ReplicaId(7)] {
        let request = SyncRequest {
            replica,
            ..alice.request(Vec::new())
        };
        let refused = town.refused(alice.post(&request)).await;
        assert_eq!(refused, (409, "replica_mismatch".into()));
    }
}

#[tokio::test]
async fn too_many_things_in_one_request_are_too_large() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let one = phone.saves(grid(1), vec![visit(1)]);
    let many = phone.request(vec![one; limits::TRANSACTIONS + 1]);
    assert_eq!(
        town.refused(phone.post(&many)).await,
        (413, "too_large".into())
    );
}

#[tokio::test]
async fn values_and_stamps_that_cannot_be_are_refused_one_by_one() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let before = town.fingerprint();
    let stamped = |wall: UnixMillis| Stamp::new(wall, 0, phone.replica);
    let stamps = [
        UnixMillis(253_370_764_800_000), // the year 9999
        HybridClock::EARLIEST.plus(-1),
        UnixMillis(0),
    ]
    .map(stamped);
    let mut push = Vec::new();
    for stamp in stamps {
        let mut transaction = phone.saves(grid(1), vec![visit(1)]);
        transaction.stamp = stamp;
        push.push(transaction);
    }
    for text in ["甲\0乙".to_owned(), "长".repeat(400_000)] {
        let mut transaction = phone.saves(grid(1), vec![visit(1)]);
        transaction.patches[0]
            .set
            .extend(fields(&[("note", &text)]));
        push.push(transaction);
    }
    let mut large = phone.saves(grid(1), vec![visit(1)]);
    large.patches[0].set.insert(
        chuanmen_core::merge::FieldName::known("count"),
        (limits::INTEGER + 1).into(),
    );
    push.push(large);
    let response = town.sync(&phone, push).await;
    let codes: Vec<_> = response.answers.iter().map(refusal).collect();
    assert_eq!(
        codes,
        [
            "stamp_out_of_range",
            "stamp_out_of_range",
            "stamp_out_of_range",
            "bad_value",
            "too_large",
            "bad_value",
        ]
    );
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn what_an_error_says_never_quotes_what_somebody_wrote() {
    let town = Town::new();
    let phone = town.phone("member");
    let body =
        json!({"v": 1, "app": "1", "replica": "赵秀兰", "epoch": 0, "cursors": [], "take": 1});
    let request = phone.post_bytes(body.to_string().into_bytes(), None);
    let (_, answer): (_, serde_json::Value) = town.json(request).await;
    assert!(!answer.to_string().contains("赵秀兰"), "{answer}");
}
