use std::num::NonZeroU32;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Device, Kind, Role};
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::EnrolResponse;
use serde_json::json;

use super::town::{COMMUNITY, Town, accounts, area, community, enrol};
use crate::auth::PasswordHash;

#[tokio::test]
async fn a_code_enrols_one_device_however_it_is_typed() {
    let town = Town::new();
    let code = town
        .hub
        .enrolment_code("member", UnixMillis::DAY)
        .unwrap()
        .to_string();
    let typed = format!("  {} ", code.to_lowercase().replace('-', " — "));
    let (status, enrolled): (_, EnrolResponse) = town.json(enrol(json!({"code": typed}))).await;
    assert_eq!(status, 200);
    assert_eq!(enrolled.role, Role::GridMember);
    assert_eq!(enrolled.name, "member 的名字");
    assert_eq!(enrolled.community, area(COMMUNITY));
    assert!(enrolled.replica != ReplicaId::HUB && enrolled.token.len() >= 22);

    let before = town.fingerprint();
    let again = town.refused(enrol(json!({"code": code}))).await;
    assert_eq!(again, (401, "enrolment_code_invalid".into()));
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn wrong_and_expired_codes_are_refused_alike_and_change_nothing() {
    let town = Town::new();
    let code = town
        .hub
        .enrolment_code("member", UnixMillis::DAY)
        .unwrap()
        .to_string();
    town.clock.pass(UnixMillis::DAY);
    let before = town.fingerprint();
    for code in [
        &*code,
        "7KQ4-M2XV-9P",
        "",
        "赵秀兰",
        "7KQ4-M2XV-9P0",
        "UUUU-UUUU-UU",
        "7KQ4\u{0}",
    ] {
        let refused = town.refused(enrol(json!({"code": code}))).await;
        assert_eq!(refused, (401, "enrolment_code_invalid".into()), "{code}");
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn a_login_with_its_password_enrols_and_nothing_else_does() {
    let town = Town::new();
    let hash = PasswordHash::new("mumian-2026").unwrap();
    town.hub.set_password("member", hash).unwrap();
    let credential = |login: &str, password: &str| {
        enrol(json!({"password": {"login": login, "password": password}}))
    };
    let before = town.fingerprint();
    for (login, password) in [
        ("member", "mumian-2027"),
        ("member", ""),
        ("informant", "mumian-2026"), // has none
        ("nobody", "mumian-2026"),
        ("MEMBER", "mumian-2026"),
    ] {
        let refused = town.refused(credential(login, password)).await;
        assert_eq!(refused, (401, "login_invalid".into()), "{login}");
    }
    assert_eq!(town.fingerprint(), before);
    let (status, enrolled): (_, EnrolResponse) =
        town.json(credential("member", "mumian-2026")).await;
    assert_eq!(
        (status.as_u16(), enrolled.name.as_str()),
        (200, "member 的名字")
    );
}

#[tokio::test]
async fn colleagues_learn_of_accounts_and_whose_a_replica_is() {
    let town = Town::new();
    let phone = town.phone("member");
    let known = accounts(&town);
    assert!(known.iter().any(|account| account.id == phone.account));
    let records = town.stands(community());
    let devices = records.iter().filter(|record| record.kind == Kind::Device);
    let device = devices
        .filter_map(Device::read)
        .find(|device| device.id == phone.device);
    assert_eq!(device.map(|device| device.replica), Some(phone.replica));
    assert_eq!(
        records
            .iter()
            .filter(|record| record.kind == Kind::Grant)
            .count(),
        8
    );
    let all = format!("{records:?}");
    assert!(!all.contains(&phone.token) && !all.contains("argon2"));
}

#[tokio::test]
async fn a_request_to_enrol_that_cannot_be_read_is_refused_in_the_usual_form() {
    let town = Town::new();
    for (credential, status, code) in [
        (json!({"face": "赵秀兰"}), 400, "bad_request"),
        (json!("code"), 400, "bad_request"),
        (json!({"code": 7}), 400, "bad_request"),
        (json!({"code": "长".repeat(20_000)}), 413, "too_large"),
    ] {
        assert_eq!(town.refused(enrol(credential)).await, (status, code.into()));
    }
}

#[tokio::test]
async fn who_tries_too_often_has_to_wait() {
    let pace = NonZeroU32::new(3).unwrap();
    let town = Town::with(|state| state.with_enrol_pace(pace));
    for _ in 0..3 {
        assert_eq!(town.refused(enrol(json!({"code": "0"}))).await.0, 401);
    }
    let refused = town.refused(enrol(json!({"code": "0"}))).await;
    assert_eq!(refused, (429, "too_many_requests".into()));
}
