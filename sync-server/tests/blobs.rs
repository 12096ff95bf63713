//! Photos and signatures over HTTP: who may send and see which, and what is no photo.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{BlobHash, Kind, Picture};
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};
use chuanmen_core::protocol::{BlobHeld, BlobPart, limits};
use http_body_util::BodyExt;

use super::town::{COMMUNITY, Phone, Town, accepted, area, grid, id, new, visit};
use crate::store::SqliteStore;

/// A visit that names a photo and its thumbnail.
pub(super) fn photographed(low: u128, photo: &[u8], thumb: &[u8]) -> Patch {
    let name = FieldName::member(Picture::PHOTO, &BlobHash::of(photo).to_string());
    let members = [
        (FieldName::known("type"), "image/jpeg".into()),
        (
            FieldName::known("thumb"),
            BlobHash::of(thumb).to_string().into(),
        ),
    ];
    let mut visit = visit(low);
    visit
        .set
        .insert(name.unwrap(), Value::Group(members.into()));
    visit
}

pub(super) fn photo(length: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn ask(phone: &Phone, method: Method, hash: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(format!("/v1/blobs/{hash}"))
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
}

fn put(phone: &Phone, hash: BlobHash, range: &str, bytes: &[u8]) -> Request<Body> {
    ask(phone, Method::PUT, &hash.to_string())
        .header(header::CONTENT_RANGE, range)
        .body(Body::from(bytes.to_vec()))
        .unwrap()
}

fn get(phone: &Phone, hash: BlobHash) -> Request<Body> {
    ask(phone, Method::GET, &hash.to_string())
        .body(Body::empty())
        .unwrap()
}

async fn sends(town: &Town, phone: &Phone, whole: &[u8], start: usize, length: usize) -> BlobHeld {
    let part = BlobPart::of(start, length, whole.len()).unwrap();
    let hash = BlobHash::of(whole);
    let bytes = part.cut(whole).unwrap();
    let (status, held) = town.json(put(phone, hash, &part.to_string(), bytes)).await;
    assert_eq!(status, StatusCode::OK);
    held
}

/// Sends all of it, from where the hub is.
async fn sends_all(town: &Town, phone: &Phone, whole: &[u8]) {
    let mut at = 0;
    loop {
        let held = sends(town, phone, whole, at, limits::BLOB_PART_BYTES).await;
        if held.complete {
            return;
        }
        at = held.held;
    }
}

async fn held(town: &Town, phone: &Phone, hash: BlobHash) -> (String, String) {
    let request = ask(phone, Method::HEAD, &hash.to_string());
    let response = town.call(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    let header = |name| response.headers()[name].to_str().unwrap().to_owned();
    (header("upload-offset"), header("upload-complete"))
}

async fn gives(town: &Town, phone: &Phone, hash: BlobHash) -> Vec<u8> {
    let response = town.call(get(phone, hash)).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert_eq!(
        response.headers()[header::X_CONTENT_TYPE_OPTIONS],
        "nosniff"
    );
    response
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .into()
}

/// A member's phone whose visit at grid 1, with this photo, the hub has.
async fn visited(town: &Town, photo: &[u8], thumb: &[u8]) -> Phone {
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![photographed(1, photo, thumb)]);
    accepted(&town.sync(&alice, vec![saved]).await.answers[0]);
    alice
}

#[tokio::test]
async fn a_photo_arrives_in_parts_and_goes_on_where_it_stopped() {
    let town = Town::new();
    let whole = photo(150_000);
    let hash = BlobHash::of(&whole);
    let alice = visited(&town, &whole, b"thumb").await;
    assert_eq!(held(&town, &alice, hash).await, ("0".into(), "?0".into()));
    assert_eq!(sends(&town, &alice, &whole, 0, 40_000).await.held, 40_000);
    // Its answer was lost: the same again, and one from beyond, change nothing.
    assert_eq!(sends(&town, &alice, &whole, 0, 40_000).await.held, 40_000);
    assert_eq!(
        sends(&town, &alice, &whole, 90_000, 40_000).await.held,
        40_000
    );
    assert_eq!(
        held(&town, &alice, hash).await,
        ("40000".into(), "?0".into())
    );
    assert_eq!(
        town.refused(get(&alice, hash)).await,
        (404, "blob_awaited".into())
    );
    assert!(!sends(&town, &alice, &whole, 40_000, 60_000).await.complete);
    assert!(sends(&town, &alice, &whole, 100_000, 60_000).await.complete);
    assert_eq!(
        held(&town, &alice, hash).await,
        ("150000".into(), "?1".into())
    );
    assert!(sends(&town, &alice, &whole, 0, 10).await.complete);
    assert_eq!(gives(&town, &alice, hash).await, whole);

    let range = |range: &str| {
        let request = ask(&alice, Method::GET, &hash.to_string());
        request
            .header(header::RANGE, range)
            .body(Body::empty())
            .unwrap()
    };
    let part = town.call(range("bytes=149990-")).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    let named = part.headers()[header::CONTENT_RANGE].clone();
    assert_eq!(named, "bytes 149990-149999/150000");
    let bytes = part.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(bytes, whole[149_990..]);
    assert_eq!(town.refused(range("bytes=150000-")).await.0, 416);
}

#[tokio::test]
async fn who_may_see_the_visit_may_see_its_photo_and_nobody_learns_of_others() {
    let town = Town::new();
    let (whole, thumb) = (photo(9_000), photo(500));
    let hash = BlobHash::of(&whole);
    let alice = visited(&town, &whole, &thumb).await;
    sends_all(&town, &alice, &thumb).await;
    sends_all(&town, &alice, &whole).await;
    let reads = ["member", "informant", "supervisor", "subdistrict"];
    for login in [
        "member",
        "informant",
        "neighbour",
        "chief",
        "volunteer",
        "supervisor",
        "subdistrict",
        "sister",
        "foreign",
    ] {
        let phone = town.phone(login);
        if reads.contains(&login) {
            assert_eq!(gives(&town, &phone, hash).await, whole, "{login}");
            assert_eq!(
                gives(&town, &phone, BlobHash::of(&thumb)).await,
                thumb,
                "{login}"
            );
            continue;
        }
        // What is there and what is not are told apart by nothing.
        for hash in [hash, BlobHash::of(b"nobody's")] {
            let unknown = (404, "blob_unknown".to_owned());
            assert_eq!(town.refused(get(&phone, hash)).await, unknown, "{login}");
            let sent = put(&phone, hash, "bytes 0-2/9", b"abc");
            assert_eq!(town.refused(sent).await, unknown, "{login}");
            let request = ask(&phone, Method::HEAD, &hash.to_string());
            let response = town.call(request.body(Body::empty()).unwrap()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{login}");
        }
    }
    town.hub.revoke_device(alice.device).unwrap();
    let refused = town.refused(get(&alice, hash)).await;
    assert_eq!(refused, (403, "device_revoked".into()));
}

#[tokio::test]
async fn a_photo_is_taken_after_its_visit_and_from_those_who_may_write() {
    let town = Town::new();
    let whole = photo(3_000);
    let hash = BlobHash::of(&whole);
    let range = "bytes 0-2999/3000";
    let mut alice = town.phone("member");
    let early = town.refused(put(&alice, hash, range, &whole)).await;
    assert_eq!(early, (404, "blob_unknown".into()));
    let saved = alice.saves(grid(1), vec![photographed(1, &whole, b"thumb")]);
    town.sync(&alice, vec![saved]).await;
    let looks = town.phone("subdistrict");
    let refused = town.refused(put(&looks, hash, range, &whole)).await;
    assert_eq!(refused, (403, "not_granted".into()));
    sends_all(&town, &alice, &whole).await;
}

#[tokio::test]
async fn other_bytes_than_the_hash_says_are_dropped_and_hold_nobody_up() {
    let town = Town::new();
    let whole = photo(3_000);
    let hash = BlobHash::of(&whole);
    let alice = visited(&town, &whole, b"thumb").await;
    let mallory = town.phone("informant");
    let mut other = whole.clone();
    other[2_999] ^= 1;
    for phone in [&mallory, &alice] {
        let sent = put(phone, hash, "bytes 0-1999/3000", &other[..2_000]);
        assert_eq!(town.call(sent).await.status(), StatusCode::OK);
    }
    let sent = put(&mallory, hash, "bytes 2000-2999/3000", &other[2_000..]);
    assert_eq!(town.refused(sent).await, (422, "blob_broken".into()));
    // Hers begins anew; Alice's goes on.
    assert_eq!(held(&town, &mallory, hash).await.0, "0");
    assert!(sends(&town, &alice, &whole, 2_000, 1_000).await.complete);
    assert_eq!(gives(&town, &mallory, hash).await, whole);
}

#[tokio::test]
async fn what_is_no_part_of_a_photo_is_refused_and_costs_nothing() {
    let town = Town::new();
    let whole = photo(3_000);
    let hash = BlobHash::of(&whole);
    let alice = visited(&town, &whole, b"thumb").await;
    let too_large = limits::BLOB_PART_BYTES + 1;
    let large = format!("bytes 0-{}/{}", too_large - 1, limits::BLOB_BYTES);
    let endless = format!("bytes 0-9/{}", limits::BLOB_BYTES + 1);
    let cases: [(&str, Vec<u8>, u16, &str); 8] = [
        ("", vec![1; 10], 400, "bad_request"),
        ("bytes 9-0/3000", vec![1; 10], 400, "bad_request"),
        ("bytes 0-9/*", vec![1; 10], 400, "bad_request"),
        ("bytes 0-9/3000", vec![1; 9], 400, "bad_request"),
        ("bytes 0-9/3000", Vec::new(), 400, "bad_request"),
        ("bytes 0-9/3000", vec![1; too_large], 413, "too_large"),
        (&large, vec![1; too_large], 413, "too_large"),
        (&endless, vec![1; 10], 413, "too_large"),
    ];
    for (range, bytes, status, code) in cases {
        let refused = town.refused(put(&alice, hash, range, &bytes)).await;
        assert_eq!(refused, (status, code.to_owned()), "{range}");
    }
    let mut squeezed = put(&alice, hash, "bytes 0-9/3000", &[1; 10]);
    let gzip = header::HeaderValue::from_static("gzip");
    squeezed
        .headers_mut()
        .insert(header::CONTENT_ENCODING, gzip);
    assert_eq!(
        town.refused(squeezed).await,
        (415, "unsupported_media".into())
    );
    for nonsense in [
        "x",
        "%00",
        "..%2F..%2Fetc%2Fpasswd",
        &"A".repeat(52),
        &"a".repeat(9_000),
    ] {
        let request = ask(&alice, Method::GET, nonsense)
            .body(Body::empty())
            .unwrap();
        assert_eq!(town.refused(request).await.0, 404, "{nonsense}");
    }
    assert_eq!(held(&town, &alice, hash).await.0, "0");
    // A body is not even read from who may not send it.
    let stranger = town.phone("foreign");
    let sent = put(&stranger, hash, "bytes 0-9/3000", &vec![1; 5_000_000]);
    assert_eq!(town.refused(sent).await, (404, "blob_unknown".into()));
}

#[tokio::test]
async fn too_many_photos_of_one_visit_are_refused_with_it() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let mut many = visit(1);
    for n in 0..=limits::PHOTOS {
        many.set
            .extend(photographed(1, &[u8::try_from(n).unwrap()], b"t").set);
    }
    let saved = alice.saves(grid(1), vec![many]);
    let answer = town.sync(&alice, vec![saved]).await.answers.remove(0);
    assert_eq!(super::town::refusal(&answer), "too_large");
}

#[tokio::test]
async fn erasing_a_household_takes_its_photos_the_same_day() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let (own, shared) = (photo(900), photo(700));
    let home = new(Kind::Household, 1, &[]);
    let mut first = photographed(2, &own, b"thumb");
    let household = Value::from(id(1).to_string());
    first.set.insert(FieldName::known("household"), household);
    let mut other = photographed(3, &shared, b"thumb");
    first.set.extend(photographed(2, &shared, b"thumb").set);
    other.set.insert(FieldName::known("note"), "也照了".into());
    let saved = alice.saves(grid(1), vec![home, first, other]);
    accepted(&town.sync(&alice, vec![saved]).await.answers[0]);
    for photo in [&own, &shared] {
        sends_all(&town, &alice, photo).await;
    }
    town.hub.erase(area(COMMUNITY), RecordId(id(1))).unwrap();
    let refused = town.refused(get(&alice, BlobHash::of(&own))).await;
    assert_eq!(refused, (404, "blob_unknown".into()));
    assert_eq!(gives(&town, &alice, BlobHash::of(&shared)).await, shared);
    // Nowhere in the files of the hub, either.
    for file in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(town.folder.path().join(file)).unwrap_or_default();
        let found = bytes.windows(64).any(|window| window == &own[800..864]);
        assert!(!found, "{file}");
    }
}

#[tokio::test]
async fn a_backup_holds_photos_and_a_sweep_leaves_what_is_named() {
    let town = Town::new();
    let whole = photo(2_000);
    let alice = visited(&town, &whole, b"thumb").await;
    sends_all(&town, &alice, &whole).await;
    town.clock.pass(40 * UnixMillis::DAY);
    assert_eq!(town.hub.sweep_blobs().unwrap(), 0);
    let copy = town.folder.path().join("copy.db");
    let database = town.folder.path().join("hub.db");
    let store = SqliteStore::open(&database, town.hub.now()).unwrap();
    store.backup(&copy).unwrap();
    let copied = Town::open(&copy, &town.clock);
    let read = copied.store().read().unwrap();
    let community = read.community(area(COMMUNITY)).unwrap().unwrap();
    let kept = read.blob(community, BlobHash::of(&whole)).unwrap();
    assert_eq!(kept, Some(whole));
}

#[tokio::test]
async fn records_that_named_photos_before_the_hub_knew_of_them_count() {
    let town = Town::new();
    let whole = photo(2_000);
    visited(&town, &whole, b"thumb").await;
    let database = town.folder.path().join("hub.db");
    let old = rusqlite::Connection::open(&database).unwrap();
    old.execute_batch(
        "DROP TABLE api_token; DROP TABLE audit; DROP TABLE quarantine_blob; DROP TABLE quarantine; DROP TABLE blob; DROP TABLE blob_part; DROP TABLE blob_name;
         DROP TABLE posting; DROP TABLE imported; DROP TABLE import; DROP TABLE import_heading;
         ALTER TABLE access_grant DROP COLUMN party;
         ALTER TABLE device DROP COLUMN contact_at; ALTER TABLE device DROP COLUMN contact_app;
         DROP INDEX record_booking; DROP INDEX record_called; DROP INDEX record_correction;
         DROP INDEX record_visit; DROP INDEX record_ended;
         ALTER TABLE record DROP COLUMN at; ALTER TABLE record DROP COLUMN ended_at;
         PRAGMA user_version = 2",
    )
    .unwrap();
    drop(old);
    let hub = Town::open(&database, &town.clock);
    let read = hub.store().read().unwrap();
    let community = read.community(area(COMMUNITY)).unwrap().unwrap();
    for named in [&whole[..], b"thumb"] {
        let scopes = read.blob_scopes(community, BlobHash::of(named)).unwrap();
        assert_eq!(scopes.len(), 1);
    }
}
