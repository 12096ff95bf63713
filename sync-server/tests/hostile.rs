//! What a client sends who means harm, or whose app is broken, over the real router.
//!
//! Where each bad input of `SYNC.md` §8 is tested, in this folder unless another is named:
//!
//! | bad input | test |
//! | --- | --- |
//! | body cut at any byte, plain, gzip, zstd | `bad_input`: `a_body_cut_at_any_byte…` |
//! | oversized body | `bad_input`: `a_body_over_four_mebibytes…` |
//! | decompression bombs, gzip and zstd | `bad_input`: `a_small_body_that_grows…`; below: `a_bomb_of_many_frames…`, `a_window_that_no_phone_needs…` |
//! | authentication before decompression | `bad_input`: `strangers_are_turned_away…` |
//! | invalid UTF-8, wrong types, no JSON | `bad_input`: `what_is_no_json_of_a_sync…` |
//! | NUL, 1 MB field values, integers above 2^53, times before 2020 and after 2099 | `bad_input`: `values_and_stamps_that_cannot_be…` |
//! | integers above 2^63, fractions, exponents | below: `numbers_that_no_field_holds…` |
//! | deep nesting | `bad_input`: `what_is_no_json_of_a_sync…`; below: `nesting_anywhere…` |
//! | lone surrogates, in values and in names | below: `lone_surrogates…` |
//! | unknown versions | `bad_input`: `another_protocol_version…` |
//! | far-future times | `restamp`: all; negative ones below: `times_before_1970…` |
//! | ids reused for another kind | `rules`: `an_id_keeps_its_kind`; for other content `delivery`: `the_same_id_with_other_content…` |
//! | forged, negative, foreign cursors | `bad_input`: `numbers_that_are_none…`; `pages`: `cursors_that_cannot_be_served…`; below: `cursors_of_scopes_that_are_not_held…`, `one_scope_named_twice…` |
//! | ids that exist in another scope | `rules`: `an_id_of_another_scope…`, `scopes_that_are_not_held…` |
//! | 100,000-op batches | below: `a_hundred_thousand_operations…`; transactions `bad_input`: `too_many_things…` |
//! | encodings nobody reads | `bad_input`: `an_encoding_or_type…` |
//! | slow heads, slow bodies, clients that never read | `slow`: all |
//! | anything else | `tests/fuzz` |

use std::fmt::Write;

use chuanmen_core::merge::Stamp;
use chuanmen_core::protocol::{Cursor, Position, ScopeNumber, SyncRequest, limits};
use serde_json::{Value, json};

use super::town::{COMMUNITY, Phone, Town, accepted, area, grid, id, new, refusal, visit};

/// A request that saves a visit, as JSON to be spoilt.
fn saving(phone: &mut Phone) -> Value {
    let saved = phone.saves(grid(1), vec![visit(1)]);
    serde_json::to_value(phone.request(vec![saved])).unwrap()
}

/// Each of these in the place of the visit's note.
async fn notes_are_bad_requests(notes: &[&str]) {
    let town = Town::new();
    let mut phone = town.phone("member");
    let before = town.fingerprint();
    let whole = saving(&mut phone).to_string();
    for note in notes {
        let body = whole.replace("\"插座松，冒过火花\"", note);
        assert_ne!(body, whole);
        let refused = town.refused(phone.post_bytes(body.into_bytes(), None));
        let start: String = note.chars().take(40).collect();
        assert_eq!(refused.await, (400, "bad_request".into()), "{start}");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn numbers_that_no_field_holds_are_a_bad_request() {
    let numbers = [
        "18446744073709551615",
        "-9223372036854775809",
        "1e2",
        "1.0",
        "1e999999",
        "-0.0",
        "NaN",
        "0x10",
    ];
    notes_are_bad_requests(&numbers).await;
}

#[tokio::test]
async fn lone_surrogates_are_a_bad_request() {
    notes_are_bad_requests(&[r#""\ud800""#, r#""\udc00\ud800""#, r#"{"\ud800":1}"#]).await;
}

#[tokio::test]
async fn nesting_anywhere_is_a_bad_request_or_left_alone() {
    let deep = 100_000;
    let lists = format!("{}{}", "[".repeat(deep), "]".repeat(deep));
    let groups = format!("{}1{}", r#"{"a":"#.repeat(deep), "}".repeat(deep));
    notes_are_bad_requests(&[&lists, &groups]).await;

    let town = Town::new();
    let phone = town.phone("member");
    let request = serde_json::to_string(&phone.request(Vec::new())).unwrap();
    for deep in [&lists, &groups] {
        let cursors = request.replace("\"cursors\":[]", &format!("\"cursors\":[{deep}]"));
        let refused = town.refused(phone.post_bytes(cursors.into_bytes(), None));
        assert_eq!(refused.await, (400, "bad_request".into()));
        // A field of a newer version is nobody's business, however it looks.
        let newer = request.replacen('{', &format!("{{\"newer\":{deep},"), 1);
        let response = town.call(phone.post_bytes(newer.into_bytes(), None)).await;
        assert!(matches!(response.status().as_u16(), 200 | 400));
    }
}

#[tokio::test]
async fn times_before_1970_are_refused_in_stamps_and_harmless_in_fields() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let whole = saving(&mut phone);
    for stamp in ["-00000000001-0000-0000000000000001", "-1", "", "0"] {
        let mut body = whole.clone();
        body["push"][0]["stamp"] = json!(stamp);
        let refused = town.refused(phone.post_bytes(body.to_string().into_bytes(), None));
        assert_eq!(refused.await, (400, "bad_request".into()), "{stamp}");
    }
    for (low, time) in [(10, -1), (11, -limits::INTEGER), (12, limits::INTEGER)] {
        let mut saved = phone.saves(grid(1), vec![visit(low)]);
        for field in ["started_at", "ended_at"] {
            let name = chuanmen_core::merge::FieldName::known(field);
            saved.patches[0].set.insert(name, time.into());
        }
        let known = [("household", id(low)), ("visitor", phone.account.0)];
        for (field, value) in known {
            let name = chuanmen_core::merge::FieldName::known(field);
            saved.patches[0].set.insert(name, value.to_string().into());
        }
        accepted(&town.sync(&phone, vec![saved]).await.answers[0]);
    }
    let supervisor = town.phone("supervisor");
    for report in ["overview", "visits", "care"] {
        for month in ["2026-11", "-9999-01", "9999-12", "0000-00"] {
            let about = format!("/v1/reports/{report}?month={month}");
            let status = town.call(supervisor.get(&about)).await.status().as_u16();
            assert!(matches!(status, 200 | 400), "{about}: {status}");
        }
    }
}

#[tokio::test]
async fn a_bomb_of_many_frames_is_too_large() {
    let town = Town::new();
    let phone = town.phone("member");
    let spaces = vec![b' '; limits::DECODED_BYTES / 64 + 1];
    let bomb = zstd::bulk::compress(&spaces, 3).unwrap().repeat(64);
    let refused = town.refused(phone.post_bytes(bomb, Some("zstd"))).await;
    assert_eq!(refused, (413, "too_large".into()));
}

#[tokio::test]
async fn a_window_that_no_phone_needs_is_not_made_room_for() {
    let town = Town::new();
    let phone = town.phone("member");
    // RFC 8878, §3.1.1.1: a frame without content size whose window is 2^(10 + 31) × 15/8 bytes.
    let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 0x01, 0x00, 0x00];
    let refused = town
        .refused(phone.post_bytes(frame.to_vec(), Some("zstd")))
        .await;
    assert_eq!(refused, (400, "bad_request".into()));
}

#[tokio::test]
async fn cursors_of_scopes_that_are_not_held_tell_nothing() {
    let town = Town::new();
    // Numbers every scope there is, and writes into both grids.
    let mut supervisor = town.phone("supervisor");
    let need = new(
        chuanmen_core::domain::Kind::Need,
        0x77,
        &[("text", "二号网格的事")],
    );
    let saved = supervisor.saves(grid(2), vec![need]);
    town.sync(&supervisor, vec![saved]).await;
    let mut member = town.phone("member");
    town.drain(&mut member, 1 << 20).await;
    let mut answers = Vec::new();
    for number in (0..40).chain([u32::MAX - 1, u32::MAX]).map(ScopeNumber) {
        if member.cursors.iter().any(|own| own.scope == number) {
            continue;
        }
        let foreign = Cursor {
            scope: number,
            position: Position::Log { seq: 1 },
        };
        let request = SyncRequest {
            cursors: member.cursors.iter().copied().chain([foreign]).collect(),
            ..member.request(Vec::new())
        };
        let (status, mut answer): (_, Value) = town.json(member.post(&request)).await;
        assert_eq!(status, 200);
        assert_eq!(answer["withdrawn"].take(), json!([number]));
        answers.push(answer);
    }
    assert!(answers.len() > 30);
    assert!(
        answers.windows(2).all(|pair| pair[0] == pair[1]),
        "all alike"
    );
}

#[tokio::test]
async fn one_scope_named_twice_is_served_once() {
    let town = Town::new();
    let mut phone = town.phone("member");
    town.drain(&mut phone, 1 << 20).await;
    let mut informant = town.phone("informant");
    let saved = informant.saves(grid(1), vec![visit(1)]);
    accepted(&town.sync(&informant, vec![saved]).await.answers[0]);
    let twice = SyncRequest {
        cursors: phone.cursors.repeat(2),
        ..phone.request(Vec::new())
    };
    let (status, answer): (_, chuanmen_core::protocol::SyncResponse) =
        town.json(phone.post(&twice)).await;
    assert_eq!(status, 200);
    let mut scopes: Vec<_> = answer.pages.iter().map(|page| page.cursor.scope).collect();
    let all = scopes.len();
    scopes.dedup();
    assert_eq!(scopes.len(), all);
}

#[tokio::test]
async fn a_hundred_thousand_operations_in_one_transaction_are_refused() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let mut body = saving(&mut phone);
    let patches = &mut body["push"][0]["patches"];
    let mut many = String::from("[");
    for low in 0..100_000_u128 {
        let _ = write!(
            many,
            r#"{{"kind":"need","id":"{}","set":{{}}}},"#,
            id(low + 1)
        );
    }
    many.pop();
    many.push(']');
    *patches = json!("many");
    let body = body.to_string().replace("\"many\"", &many);
    assert!(body.len() > limits::BODY_BYTES && body.len() < limits::DECODED_BYTES);
    let packed = zstd::bulk::compress(body.as_bytes(), 3).unwrap();
    let before = town.fingerprint();
    let (status, answer): (_, chuanmen_core::protocol::SyncResponse) =
        town.json(phone.post_bytes(packed, Some("zstd"))).await;
    assert_eq!(status, 200);
    assert_eq!(refusal(&answer.answers[0]), "too_large");
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn words_that_name_no_place_or_person_are_a_bad_request() {
    let town = Town::new();
    let mut phone = town.phone("member");
    let whole = saving(&mut phone);
    let own = area(COMMUNITY);
    let spoil: [(&str, Vec<Value>); 4] = [
        (
            "scope",
            vec![
                json!("grid/"),
                json!(format!("planet/{own}")),
                json!(format!("grid/{own}/")),
                json!(null),
            ],
        ),
        ("author", vec![json!("nobody"), json!(7), json!("")]),
        ("id", vec![json!("x"), json!([]), json!("0192f0c1")]),
        (
            "stamp",
            vec![
                json!("ffffffffffff-ffff-ffffffffffffffffffff"),
                json!(Stamp::MAX_WALL),
                json!("01aC00000000-0000-0000000000000001"),
            ],
        ),
    ];
    for (field, values) in spoil {
        for value in values {
            let mut body = whole.clone();
            body["push"][0][field] = value.clone();
            let refused = town.refused(phone.post_bytes(body.to_string().into_bytes(), None));
            assert_eq!(
                refused.await,
                (400, "bad_request".into()),
                "{field}: {value}"
            );
        }
    }
}
