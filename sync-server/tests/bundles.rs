//! Files of unsent work, handed over by somebody else.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chuanmen_core::protocol::{
    Answer, BundleContent, BundleHeader, BundleId, TakenIn, Transaction, limits,
};
use chuanmen_seal::TokenDigest;
use chuanmen_wire::{Codec, Effort};

use super::town::{NOON, Phone, Town, accepted, grid, id, refusal, visit};

/// The file that a phone makes of what it has not sent.
pub(super) fn bundle(maker: &Phone, push: Vec<Transaction>) -> Vec<u8> {
    let codec = Codec::newest();
    let header = BundleHeader {
        codec: codec.number(),
        id: BundleId(id(1)),
        device: maker.device,
        made_at: NOON,
    };
    let app = "0.1.0".to_owned();
    let json = serde_json::to_vec(&BundleContent { app, push }).unwrap();
    sealed(maker, header, &codec.pack(&json, Effort::Hard).unwrap())
}

fn sealed(maker: &Phone, header: BundleHeader, packed: &[u8]) -> Vec<u8> {
    let key = TokenDigest::of(&maker.token).key_for(BundleHeader::PURPOSE);
    let about = header.to_bytes();
    [&about[..], &key.seal(packed, &about).unwrap()].concat()
}

fn hands_over(carrier: &Phone, file: Vec<u8>) -> Request<Body> {
    Request::post("/v1/bundle")
        .header(header::AUTHORIZATION, format!("Bearer {}", carrier.token))
        .body(Body::from(file))
        .unwrap()
}

async fn taken_in(town: &Town, carrier: &Phone, file: Vec<u8>) -> [u32; 3] {
    let (status, done): (_, TakenIn) = town.json(hands_over(carrier, file)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(done.author, "member 的名字");
    [done.accepted, done.already, done.refused]
}

#[tokio::test]
async fn what_a_neighbour_carries_is_there_once_and_its_author_gets_a_receipt() {
    let town = Town::new();
    let (mut alice, neighbour) = (town.phone("member"), town.phone("neighbour"));
    let push: Vec<_> = (1..=3)
        .map(|n| alice.saves(grid(1), vec![visit(n)]))
        .collect();
    let file = bundle(&alice, push.clone());
    // The neighbour answers for another grid; the grants that count are the author's.
    assert_eq!(taken_in(&town, &neighbour, file.clone()).await, [3, 0, 0]);
    let before = town.fingerprint();
    assert_eq!(taken_in(&town, &neighbour, file).await, [0, 3, 0]);

    // Her modem is mended: she sends the same, and one more.
    let mut again = push;
    again.push(alice.saves(grid(1), vec![visit(4)]));
    let answers = town.sync(&alice, again[..3].to_vec()).await.answers;
    for (answer, seq) in answers.iter().zip(1..) {
        assert_eq!(accepted(answer), seq);
        assert!(matches!(
            answer,
            Answer::Accepted {
                duplicate: true,
                ..
            }
        ));
    }
    assert_eq!(town.fingerprint(), before);
    let answers = town.sync(&alice, again).await.answers;
    assert_eq!(accepted(&answers[3]), 4);
    assert_eq!(town.stands(grid(1)).len(), 4);
}

#[tokio::test]
async fn what_was_synchronised_before_its_bundle_came_is_known_already() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    let push = vec![alice.saves(grid(1), vec![visit(1)])];
    let file = bundle(&alice, push.clone());
    town.sync(&alice, push).await;
    let before = town.fingerprint();
    assert_eq!(taken_in(&town, &bob, file).await, [0, 1, 0]);
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_colleague_receives_what_came_by_bundle_like_anything_else() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    town.drain(&mut bob, 1 << 20).await;
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let file = bundle(&alice, vec![saved]);
    assert_eq!(taken_in(&town, &bob, file).await, [1, 0, 0]);
    let pages = town.drain(&mut bob, 1 << 20).await;
    let records = pages.iter().flat_map(|page| &page.records);
    assert_eq!(records.count(), 1);
}

#[tokio::test]
async fn rules_hold_in_a_bundle_as_in_a_sync_and_the_author_hears_of_it() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let elsewhere = alice.saves(grid(2), vec![visit(1)]);
    // Bob's own save in Alice's file is still not hers.
    let foreign = bob.saves(grid(1), vec![visit(2)]);
    let good = alice.saves(grid(1), vec![visit(3)]);
    let push = vec![elsewhere, foreign, good];
    assert_eq!(
        taken_in(&town, &bob, bundle(&alice, push.clone())).await,
        [1, 0, 2]
    );
    let answers = town.sync(&alice, push).await.answers;
    let answers: Vec<_> = answers.iter().map(refusal).collect();
    assert_eq!(answers, ["not_granted", "foreign_author", "accepted"]);
}

#[tokio::test]
async fn a_bundle_changed_or_cut_at_any_byte_is_refused_and_changes_nothing() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let file = bundle(&alice, vec![saved]);
    let before = town.fingerprint();
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        let (status, code) = town.refused(hands_over(&bob, changed)).await;
        let expected: &[_] = match at {
            0..8 => &["bad_request"],
            8..10 => &["unsupported_version", "bad_request"],
            28..44 => &["bundle_unknown"],
            _ => &["bundle_broken"],
        };
        assert!(expected.contains(&&*code), "byte {at}: {status} {code}");
        let (status, code) = town.refused(hands_over(&bob, file[..at].to_vec())).await;
        let expected = if at <= BundleHeader::BYTES {
            (400, "bad_request")
        } else {
            (422, "bundle_broken")
        };
        assert_eq!((status, &*code), expected, "{at} bytes");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn what_is_no_bundle_for_this_hub_is_told_apart() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    let stranger = Town::new().phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let good = bundle(&alice, vec![saved]);
    let mut newer = good.clone();
    newer[9] = 9;
    let mut large = good.clone();
    large.resize(50_000_000, 0);
    let header = BundleHeader::read(&good).unwrap().0;
    let spaces = vec![b' '; limits::DECODED_BYTES + 1];
    let bomb = Codec::newest().pack(&spaces, Effort::Light).unwrap();
    let before = town.fingerprint();
    let cases = [
        ("empty", Vec::new(), 400, "bad_request"),
        ("a text", "今天走访了 502".into(), 400, "bad_request"),
        ("newer", newer, 426, "unsupported_version"),
        ("50 MB", large, 413, "too_large"),
        (
            "another hub's",
            bundle(&stranger, Vec::new()),
            404,
            "bundle_unknown",
        ),
        ("a bomb", sealed(&alice, header, &bomb), 413, "too_large"),
        (
            "sealed nonsense",
            sealed(&alice, header, b"nonsense"),
            422,
            "bundle_broken",
        ),
        (
            "in another's name",
            sealed(&bob, header, b"nonsense"),
            422,
            "bundle_broken",
        ),
    ];
    for (what, file, status, code) in cases {
        let refused = town.refused(hands_over(&bob, file)).await;
        assert_eq!(refused, (status, code.to_owned()), "{what}");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn nothing_is_taken_from_a_revoked_author_nor_by_a_revoked_carrier() {
    let town = Town::new();
    let (mut alice, bob) = (town.phone("member"), town.phone("informant"));
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let file = bundle(&alice, vec![saved]);
    town.hub.revoke_device(alice.device).unwrap();
    let before = town.fingerprint();
    let refused = town.refused(hands_over(&bob, file.clone())).await;
    assert_eq!(refused, (403, "bundle_revoked".to_owned()));
    let refused = town.refused(hands_over(&alice, file)).await;
    assert_eq!(refused, (403, "device_revoked".to_owned()));
    assert_eq!(town.fingerprint(), before);
}
