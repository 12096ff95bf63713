//! `application/cmz1`: JSON in one zstd frame with a trained dictionary, over the real router.

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use chuanmen_core::protocol::{SyncResponse, limits};
use chuanmen_wire::{Codec, Effort};
use http_body_util::BodyExt;

use super::town::{Phone, Town, grid, visit};

const PACKED: &str = "application/cmz1";

fn codec() -> Codec {
    Codec::named(PACKED).unwrap()
}

fn packed(body: &[u8]) -> Vec<u8> {
    codec().pack(body, Effort::Hard).unwrap()
}

fn post(phone: &Phone, media_type: &str, body: Vec<u8>) -> Request<Body> {
    let mut request = phone.post_bytes(body, None);
    let value = HeaderValue::from_str(media_type).unwrap();
    request.headers_mut().insert(header::CONTENT_TYPE, value);
    request
}

fn accepting(mut request: Request<Body>, accept: &'static str) -> Request<Body> {
    let value = HeaderValue::from_static(accept);
    request.headers_mut().insert(header::ACCEPT, value);
    request
}

fn visit_of(phone: &mut Phone) -> Vec<u8> {
    let saved = phone.saves(grid(1), vec![visit(1)]);
    serde_json::to_vec(&phone.request(vec![saved])).unwrap()
}

/// The id of its dictionary stands in a frame after magic (4) and descriptor.
fn of_the_next_dictionary(mut frame: Vec<u8>) -> Vec<u8> {
    frame[5] += 1;
    frame
}

#[tokio::test]
async fn a_packed_request_is_answered_packed_and_says_what_json_says() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let json = visit_of(&mut phone);
    let request = post(&phone, PACKED, packed(&json));
    let response = town.call(accepting(request, PACKED)).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], PACKED);
    assert!(!response.headers().contains_key("content-encoding"));
    let frame = response.into_body().collect().await.unwrap().to_bytes();
    let body = codec().unpack(&frame, 1 << 20).unwrap();
    let first: SyncResponse = serde_json::from_slice(&body).unwrap();

    let (status, again): (_, SyncResponse) = town.json(phone.post_bytes(json, None)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(again.epoch, first.epoch);
    assert_eq!(again.granted, first.granted);
    assert_eq!(
        super::town::accepted(&again.answers[0]),
        super::town::accepted(&first.answers[0]),
        "the hub took the packed transaction for the one in JSON"
    );
}

#[tokio::test]
async fn an_answer_is_packed_as_the_phone_accepts_and_the_hub_knows() {
    let town = Town::new();
    let phone = town.phone("member");
    let json = serde_json::to_vec(&phone.request(Vec::new())).unwrap();
    for (accept, answered) in [
        (PACKED, PACKED),
        (
            "application/json, application/cmz9, application/cmz1",
            PACKED,
        ),
        ("application/cmz9", "application/json"),
        ("*/*", "application/json"),
    ] {
        for (media_type, body) in [("application/json", json.clone()), (PACKED, packed(&json))] {
            let response = town
                .call(accepting(post(&phone, media_type, body), accept))
                .await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers()["content-type"], answered, "{accept}");
        }
    }
}

#[tokio::test]
async fn a_frame_cut_at_any_byte_or_with_a_tail_is_a_bad_request_and_changes_nothing() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let frame = packed(&visit_of(&mut phone));
    let before = town.fingerprint();
    let cuts = (0..frame.len()).map(|length| frame[..length].to_vec());
    let tails = [b"x".to_vec(), frame.clone()].map(|tail| [&*frame, &*tail].concat());
    for body in cuts.chain(tails) {
        let length = body.len();
        let refused = town.refused(post(&phone, PACKED, body)).await;
        assert_eq!(refused, (400, "bad_request".into()), "{length} bytes");
    }
    assert_eq!(town.fingerprint(), before);
    assert_eq!(town.call(post(&phone, PACKED, frame)).await.status(), 200);
}

#[tokio::test]
async fn a_changed_byte_never_becomes_another_visit() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let frame = packed(&visit_of(&mut phone));
    let before = town.fingerprint();
    for at in 0..frame.len() {
        let mut changed = frame.clone();
        changed[at] ^= 0x55;
        let (status, code) = town.refused(post(&phone, PACKED, changed)).await;
        let told = matches!(
            (status, code.as_str()),
            (400, "bad_request") | (413, "too_large") | (415, "unsupported_media")
        );
        assert!(told, "byte {at}: {status} {code}");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_dictionary_or_encoding_that_the_hub_does_not_know_is_unsupported() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let json = visit_of(&mut phone);
    let frame = packed(&json);
    let plain = zstd::bulk::compress(&json, 3).unwrap();
    let next = of_the_next_dictionary(frame.clone());
    let before = town.fingerprint();
    for (media_type, body) in [
        ("application/cmz2", frame.clone()),
        ("application/cmz", frame.clone()),
        ("application/cmz01", frame.clone()),
        (PACKED, next),
        (PACKED, plain),
    ] {
        let refused = town.refused(post(&phone, media_type, body)).await;
        assert_eq!(refused, (415, "unsupported_media".into()), "{media_type}");
    }
    let mut twice = post(&phone, PACKED, frame);
    let gzip = HeaderValue::from_static("gzip");
    twice.headers_mut().insert(header::CONTENT_ENCODING, gzip);
    let refused = town.refused(twice).await;
    assert_eq!(refused, (415, "unsupported_media".into()));
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_small_frame_of_a_large_body_is_too_large_and_one_that_lies_about_it_is_broken() {
    let town = Town::new();
    let phone = town.phone("member");
    let spaces = vec![b' '; limits::DECODED_BYTES + 1];
    let bomb = packed(&spaces);
    assert!(bomb.len() < 4096);
    let mut lying = bomb.clone();
    let length = u32::try_from(spaces.len()).unwrap().to_le_bytes();
    let at = lying.windows(4).position(|four| four == length).unwrap();
    lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    for (body, refused) in [(bomb, (413, "too_large")), (lying, (400, "bad_request"))] {
        let told = town.refused(post(&phone, PACKED, body)).await;
        assert_eq!(told, (refused.0, refused.1.to_owned()));
    }
}

#[tokio::test]
async fn strangers_are_turned_away_before_a_frame_is_looked_at() {
    let town = Town::new();
    let bomb = packed(&vec![b' '; limits::DECODED_BYTES + 1]);
    for body in [bomb, b"no frame".to_vec()] {
        let request = Request::post("/v1/sync")
            .header(header::AUTHORIZATION, "Bearer nobody")
            .header(header::CONTENT_TYPE, PACKED)
            .body(Body::from(body))
            .unwrap();
        let refused = town.refused(request).await;
        assert_eq!(refused, (401, "unauthorized".into()));
    }
}
