use std::num::NonZeroU32;

use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::DeviceId;
use chuanmen_core::protocol::{UnlockResponse, VERSION};
use chuanmen_seal::TokenDigest;
use serde_json::json;

use super::town::Town;
use crate::auth::{PasswordHash, Token};

fn unlock(device: DeviceId, credential: &serde_json::Value) -> Request<Body> {
    let body = json!({"v": VERSION, "device": device, "credential": credential});
    Request::post("/v1/unlock")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn code(town: &Town, login: &str) -> serde_json::Value {
    let code = town.hub.enrolment_code(login, UnixMillis::DAY).unwrap();
    json!({"code": code.to_string()})
}

#[tokio::test]
async fn an_owner_gets_the_key_that_the_device_can_derive_itself() {
    let town = Town::new();
    let phone = town.phone("member");
    let hash = PasswordHash::new("mumian-2026").unwrap();
    town.hub.set_password("member", hash).unwrap();
    let password = json!({"password": {"login": "member", "password": "mumian-2026"}});
    let own = TokenDigest::of(&phone.token).key_for("unlock");
    for credential in [code(&town, "member"), password] {
        let request = unlock(phone.device, &credential);
        let (status, answer): (_, UnlockResponse) = town.json(request).await;
        assert_eq!(status, 200);
        assert_eq!(STANDARD.decode(answer.key).unwrap(), own.reveal());
    }
    // The device goes on as before.
    town.sync(&phone, Vec::new()).await;
}

#[test]
fn the_hub_keeps_of_a_token_what_the_device_derives() {
    let token = Token::from_header("Bearer q8V0m1yqTj6sX2bK4nR7dA").unwrap();
    let derived = TokenDigest::of("q8V0m1yqTj6sX2bK4nR7dA");
    assert_eq!(token.digest().0, derived.0);
}

#[tokio::test]
async fn nobody_opens_the_device_of_somebody_else() {
    let town = Town::new();
    let phone = town.phone("member");
    let other = code(&town, "informant");
    let refused = (403, "not_granted".into());
    assert_eq!(town.refused(unlock(phone.device, &other)).await, refused);
    // The code was not used up by that.
    let theirs = town.phone("informant");
    let own = town.call(unlock(theirs.device, &other)).await;
    assert_eq!(own.status(), 200);
    let nowhere = DeviceId(super::town::id(0xdead));
    let request = unlock(nowhere, &code(&town, "member"));
    assert_eq!(town.refused(request).await, refused);
}

#[tokio::test]
async fn a_revoked_device_and_a_wrong_credential_open_nothing() {
    let town = Town::new();
    let phone = town.phone("member");
    let wrong = json!({"password": {"login": "member", "password": "x"}});
    let refused = town.refused(unlock(phone.device, &wrong)).await;
    assert_eq!(refused, (401, "login_invalid".into()));
    let used = code(&town, "member");
    assert_eq!(town.call(unlock(phone.device, &used)).await.status(), 200);
    let refused = town.refused(unlock(phone.device, &used)).await;
    assert_eq!(refused, (401, "enrolment_code_invalid".into()));
    assert!(town.hub.revoke_device(phone.device).unwrap());
    let refused = town
        .refused(unlock(phone.device, &code(&town, "member")))
        .await;
    assert_eq!(refused, (403, "device_revoked".into()));
}

#[tokio::test]
async fn who_tries_to_unlock_too_often_has_to_wait() {
    let pace = NonZeroU32::new(2).unwrap();
    let town = Town::with(|state| state.with_enrol_pace(pace));
    let phone = town.phone("member");
    let wrong = json!({"code": "0"});
    for _ in 0..2 {
        assert_eq!(town.refused(unlock(phone.device, &wrong)).await.0, 401);
    }
    let refused = town.refused(unlock(phone.device, &wrong)).await;
    assert_eq!(refused, (429, "too_many_requests".into()));
}
