//! The last delivery of a revoked phone, and a supervisor's word on it.

use std::slice::from_ref;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::domain::{BlobHash, Kind};
use chuanmen_core::merge::{RecordId, TransactionId};
use chuanmen_core::protocol::{
    BlobHeld, DecisionRequest, DecisionResponse, Deed, LeftBehind, QuarantineResponse, RefusalCode,
    Transaction, VERSION,
};

use super::audit::of;
use super::blobs::{photo, photographed};
use super::bundles::bundle;
use super::town::{COMMUNITY, Phone, Town, area, community, grid, id, new, refusal, visit};

fn asks(phone: &Phone, method: Method, path: &str, body: Vec<u8>) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap()
}

fn leaves(phone: &Phone, push: Vec<Transaction>) -> Request<Body> {
    asks(phone, Method::POST, "/v1/quarantine", bundle(phone, push))
}

async fn left(town: &Town, phone: &Phone, push: Vec<Transaction>) -> LeftBehind {
    let (status, left) = town.json(leaves(phone, push)).await;
    assert_eq!(status, StatusCode::OK);
    left
}

async fn waiting(town: &Town, supervisor: &Phone) -> Vec<TransactionId> {
    let (status, seen): (_, QuarantineResponse) = town.json(supervisor.get("/v1/quarantine")).await;
    assert_eq!(status, StatusCode::OK);
    let saves = seen.left.into_iter().flat_map(|of| of.saves);
    saves.map(|save| save.id).collect()
}

fn word(by: &Phone, about: &Phone, saves: &[Transaction], take: bool) -> Request<Body> {
    let request = DecisionRequest {
        v: VERSION,
        device: about.device,
        transactions: saves.iter().map(|save| save.id).collect(),
        take,
    };
    let body = serde_json::to_vec(&request).unwrap();
    asks(by, Method::POST, "/v1/quarantine/decision", body)
}

async fn decided(town: &Town, request: Request<Body>) -> DecisionResponse {
    let (status, done) = town.json(request).await;
    assert_eq!(status, StatusCode::OK);
    done
}

#[tokio::test]
async fn what_a_revoked_phone_leaves_is_taken_on_a_supervisors_word_and_not_before() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let sent = alice.saves(grid(1), vec![visit(1)]);
    town.sync(&alice, vec![sent.clone()]).await;
    let late = alice.saves(grid(1), vec![visit(2)]);
    let unwanted = alice.saves(grid(1), vec![visit(3)]);
    town.hub.revoke_device(alice.device).unwrap();

    // The answer to what it sent in time was lost; the delivery itself is made twice.
    let all = vec![sent, late.clone(), unwanted.clone()];
    let answer = LeftBehind {
        kept: 2,
        already: 1,
    };
    assert_eq!(left(&town, &alice, all.clone()).await, answer);
    assert_eq!(left(&town, &alice, all).await, answer);
    assert_eq!(town.stands(grid(1)).len(), 1);
    assert_eq!(waiting(&town, &supervisor).await, [late.id, unwanted.id]);

    let late = [late];
    let done = decided(&town, word(&supervisor, &alice, &late, true)).await;
    assert_eq!((done.taken, done.dropped, done.refused.len()), (1, 0, 0));
    let taken = town.stands(grid(1));
    assert!(taken.iter().any(|record| record.id.0 == id(2)));
    let done = decided(&town, word(&supervisor, &alice, from_ref(&unwanted), false)).await;
    assert_eq!((done.taken, done.dropped, done.refused.len()), (0, 1, 0));
    assert_eq!(waiting(&town, &supervisor).await, []);

    // A word given twice, and a phone that never heard the answer, change nothing.
    let again = decided(&town, word(&supervisor, &alice, from_ref(&unwanted), true)).await;
    assert_eq!((again.taken, again.dropped), (0, 0));
    left(&town, &alice, vec![unwanted]).await;
    assert_eq!(waiting(&town, &supervisor).await, []);
    assert_eq!(town.stands(grid(1)).len(), 2);
}

#[tokio::test]
async fn a_save_that_no_longer_fits_stays_with_the_reason() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let elsewhere = alice.saves(grid(2), vec![visit(1)]);
    let good = alice.saves(grid(1), vec![visit(2)]);
    town.hub.revoke_device(alice.device).unwrap();
    left(&town, &alice, vec![elsewhere.clone(), good.clone()]).await;
    let both = [elsewhere.clone(), good];
    let done = decided(&town, word(&supervisor, &alice, &both, true)).await;
    assert_eq!(done.taken, 1);
    assert_eq!(done.refused, [(elsewhere.id, RefusalCode::NotGranted)]);
    assert_eq!(waiting(&town, &supervisor).await, [elsewhere.id]);
}

#[tokio::test]
async fn what_somebody_leaves_whose_grants_were_all_taken_is_taken_on_the_supervisors_own() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    for grant in town.hub.grants_of("member").unwrap() {
        town.hub.withdraw("member", grant.id).unwrap();
    }
    let late = alice.saves(grid(1), vec![visit(1)]);
    town.hub.revoke_device(alice.device).unwrap();
    left(&town, &alice, vec![late.clone()]).await;
    let done = decided(&town, word(&supervisor, &alice, &[late], true)).await;
    assert_eq!((done.taken, done.refused.len()), (1, 0));
    assert_eq!(town.stands(grid(1)).len(), 1);
}

#[tokio::test]
async fn only_a_revoked_phone_leaves_anything_and_only_its_own() {
    let town = Town::new();
    let (mut alice, mut bob) = (town.phone("member"), town.phone("informant"));
    let save = alice.saves(grid(1), vec![visit(1)]);
    let refused = town.refused(leaves(&alice, vec![save.clone()])).await;
    assert_eq!(refused, (403, "not_granted".into()));
    town.hub.revoke_device(alice.device).unwrap();
    let theirs = bob.saves(grid(1), vec![visit(2)]);
    let theirs = bundle(&bob, vec![theirs]);
    let request = asks(&alice, Method::POST, "/v1/quarantine", theirs);
    assert_eq!(town.refused(request).await, (404, "bundle_unknown".into()));
    let mut broken = bundle(&alice, vec![save]);
    let last = broken.len() - 1;
    broken[last] ^= 1;
    let request = asks(&alice, Method::POST, "/v1/quarantine", broken);
    assert_eq!(town.refused(request).await, (422, "bundle_broken".into()));
    let supervisor = town.phone("supervisor");
    assert_eq!(waiting(&town, &supervisor).await, []);
}

#[tokio::test]
async fn only_the_communitys_own_supervisor_sees_and_decides() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let save = alice.saves(grid(1), vec![visit(1)]);
    town.hub.revoke_device(alice.device).unwrap();
    left(&town, &alice, vec![save.clone()]).await;
    let save = [save];
    for login in [
        "member",
        "informant",
        "neighbour",
        "chief",
        "volunteer",
        "subdistrict",
        "sister",
        "foreign",
    ] {
        let somebody = town.phone(login);
        let word = town.refused(word(&somebody, &alice, &save, true)).await;
        assert_eq!(word, (403, "not_granted".into()), "{login}");
        // Who supervises another community sees what was left there: nothing.
        if town.call(somebody.get("/v1/quarantine")).await.status() == StatusCode::OK {
            assert!(matches!(login, "sister" | "foreign"), "{login}");
            assert_eq!(waiting(&town, &somebody).await, [], "{login}");
            continue;
        }
        let seen = town.refused(somebody.get("/v1/quarantine")).await;
        assert_eq!(seen, (403, "not_granted".into()), "{login}");
    }
    assert_eq!(waiting(&town, &supervisor).await, [save[0].id]);
}

#[tokio::test]
async fn a_photo_comes_after_the_save_that_names_it_and_is_there_when_that_is_taken() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let whole = photo(3_000);
    let hash = BlobHash::of(&whole);
    let save = alice.saves(grid(1), vec![photographed(1, &whole, b"thumb")]);
    town.hub.revoke_device(alice.device).unwrap();
    let path = format!("/v1/quarantine/blobs/{hash}");
    let part = |bytes: &[u8]| {
        let mut request = asks(&alice, Method::PUT, &path, bytes.to_vec());
        let range = header::HeaderValue::from_static("bytes 0-2999/3000");
        request.headers_mut().insert(header::CONTENT_RANGE, range);
        request
    };
    let early = town.refused(part(&whole)).await;
    assert_eq!(early, (404, "blob_unknown".into()));
    left(&town, &alice, vec![save.clone()]).await;
    let other = town.refused(part(&photo(3_001)[1..])).await;
    assert_eq!(other, (422, "blob_broken".into()));
    let (status, held): (_, BlobHeld) = town.json(part(&whole)).await;
    assert_eq!((status, held.complete), (StatusCode::OK, true));
    // It is nobody's to see yet, and is not swept away meanwhile.
    let get = format!("/v1/blobs/{hash}");
    assert_eq!(town.refused(supervisor.get(&get)).await.0, 404);
    town.clock.pass(40 * 86_400_000);
    town.hub.sweep_blobs().unwrap();
    decided(&town, word(&supervisor, &alice, &[save], true)).await;
    assert_eq!(
        town.call(supervisor.get(&get)).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn what_is_erased_on_request_is_forgotten_in_quarantine_too() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let sent = alice.saves(grid(1), vec![visit(1)]);
    assert_eq!(
        refusal(&town.sync(&alice, vec![sent]).await.answers[0]),
        "accepted"
    );
    let about_it = alice.saves(grid(1), vec![visit(1)]);
    let other = alice.saves(grid(1), vec![visit(2)]);
    town.hub.revoke_device(alice.device).unwrap();
    left(&town, &alice, vec![about_it, other.clone()]).await;
    town.hub.erase(area(COMMUNITY), RecordId(id(1))).unwrap();
    assert_eq!(waiting(&town, &supervisor).await, [other.id]);
}

#[tokio::test]
async fn who_took_or_threw_away_what_a_phone_left_stands_in_the_audit() {
    let town = Town::new();
    let (mut alice, supervisor) = (town.phone("member"), town.phone("supervisor"));
    let elsewhere = alice.saves(grid(2), vec![visit(1)]);
    let good = alice.saves(grid(1), vec![visit(2)]);
    let unwanted = alice.saves(grid(1), vec![visit(3)]);
    town.hub.revoke_device(alice.device).unwrap();
    let all = vec![elsewhere.clone(), good.clone(), unwanted.clone()];
    left(&town, &alice, all).await;
    // What is refused stays, and what was decided on before is passed over.
    for _ in 0..2 {
        let both = [elsewhere.clone(), good.clone()];
        decided(&town, word(&supervisor, &alice, &both, true)).await;
        decided(&town, word(&supervisor, &alice, from_ref(&unwanted), false)).await;
    }
    for deed in [Deed::LeavingsTaken, Deed::LeavingsDropped] {
        let noted = of(&town, &deed).await;
        assert_eq!(noted.len(), 1, "{deed}");
        assert_eq!(noted[0].name, "supervisor 的名字");
        assert_eq!(noted[0].about, "member 的名字 · 测试机 · 1 条记录");
        assert_eq!(noted[0].subject, Some(alice.account.into()));
    }
}

#[tokio::test]
async fn a_catalogue_that_is_taken_out_of_quarantine_is_noted_under_whoever_changed_it() {
    let town = Town::new();
    let (mut lost, supervisor) = (town.phone("supervisor"), town.phone("supervisor"));
    let tag = [("code", "alone"), ("name", "独居老人")];
    let save = lost.saves(community(), vec![new(Kind::CareTag, 0x61, &tag)]);
    town.hub.revoke_device(lost.device).unwrap();
    left(&town, &lost, vec![save.clone()]).await;
    decided(&town, word(&supervisor, &lost, &[save], true)).await;
    let changed = of(&town, &Deed::CatalogueChanged).await;
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].subject_name, "独居老人");
    assert_eq!(changed[0].name, "supervisor 的名字");
}
