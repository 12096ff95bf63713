//! Tokens that programs pull reports with.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{Deed, NewTokenResponse, TokensResponse};
use chuanmen_core::report::Table;
use serde_json::json;

use super::audit::of;
use super::town::{COMMUNITY, Phone, SISTER, Town, area};

fn with(token: &str, method: Method, path: &str, body: &serde_json::Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn get(token: &str, path: &str) -> Request<Body> {
    with(token, Method::GET, path, &json!(null))
}

fn make(phone: &Phone, name: &str, days: u32) -> Request<Body> {
    let body = json!({"v": 1, "name": name, "days": days});
    with(&phone.token, Method::POST, "/v1/tokens", &body)
}

async fn made(town: &Town) -> NewTokenResponse {
    let supervisor = town.phone("supervisor");
    let (status, made) = town.json(make(&supervisor, "街道大屏", 30)).await;
    assert_eq!(status, StatusCode::OK);
    made
}

#[tokio::test]
async fn only_a_supervisor_of_the_community_makes_and_sees_tokens() {
    let town = Town::new();
    for (login, may) in [
        ("member", false),
        ("informant", false),
        ("neighbour", false),
        ("chief", false),
        ("volunteer", false),
        ("supervisor", true),
        ("subdistrict", false),
        ("sister", true),
        ("foreign", false),
    ] {
        let phone = town.phone(login);
        let status = town.call(make(&phone, "看板", 1)).await.status();
        assert_eq!(status == StatusCode::OK, may, "{login} makes one");
        let status = town.call(phone.get("/v1/tokens")).await.status();
        assert_eq!(status == StatusCode::OK, may, "{login} sees them");
    }
}

#[tokio::test]
async fn a_token_reads_the_reports_that_its_maker_may_read_and_no_others() {
    let town = Town::new();
    let token = made(&town).await.token;
    for (base, status) in [(COMMUNITY, 200), (SISTER, 403)] {
        let path = format!("/v1/reports/needs?format=json&community={}", area(base));
        assert_eq!(town.call(get(&token, &path)).await.status(), status);
    }
    let (_, table): (_, Table) = town.json(get(&token, "/v1/reports/needs")).await;
    assert!(table.title.contains("花卉园社区"));
    let overview = town.call(get(&token, "/v1/reports/overview")).await;
    assert_eq!(overview.status(), 200);
}

#[tokio::test]
async fn a_token_opens_nothing_but_reports() {
    let town = Town::new();
    let token = made(&town).await.token;
    for (method, path) in [
        (Method::POST, "/v1/sync"),
        (Method::GET, "/v1/people"),
        (Method::GET, "/v1/audit"),
        (Method::GET, "/v1/tokens"),
        (Method::POST, "/v1/tokens"),
        (Method::POST, "/v1/reveals"),
        (Method::GET, "/v1/reports/live"),
    ] {
        let refused = town.refused(with(&token, method, path, &json!({}))).await;
        assert_eq!(refused, (401, "unauthorized".into()), "{path}");
    }
}

#[tokio::test]
async fn a_revoked_token_reads_nothing() {
    let town = Town::new();
    let NewTokenResponse { token, about } = made(&town).await;
    let supervisor = town.phone("supervisor");
    let path = format!("/v1/tokens/{}/revoke", about.id);
    for _ in 0..2 {
        let revoke = with(&supervisor.token, Method::POST, &path, &json!(null));
        let (_, left): (_, TokensResponse) = town.json(revoke).await;
        assert!(left.tokens[0].revoked_at.is_some());
    }
    let refused = town.refused(get(&token, "/v1/reports/needs")).await;
    assert_eq!(refused, (401, "unauthorized".into()));
}

#[tokio::test]
async fn another_communitys_supervisor_cannot_revoke_it() {
    let town = Town::new();
    let NewTokenResponse { token, about } = made(&town).await;
    let sister = town.phone("sister");
    let path = format!("/v1/tokens/{}/revoke", about.id);
    let revoke = with(&sister.token, Method::POST, &path, &json!(null));
    assert_eq!(town.refused(revoke).await, (403, "not_granted".into()));
    assert_eq!(
        town.call(get(&token, "/v1/reports/needs")).await.status(),
        200
    );
}

#[tokio::test]
async fn an_expired_token_reads_nothing() {
    let town = Town::new();
    let token = made(&town).await.token;
    town.clock.pass(30 * UnixMillis::DAY - 1);
    assert_eq!(
        town.call(get(&token, "/v1/reports/needs")).await.status(),
        200
    );
    town.clock.pass(1);
    let refused = town.refused(get(&token, "/v1/reports/needs")).await;
    assert_eq!(refused, (401, "unauthorized".into()));
}

#[tokio::test]
async fn a_token_reads_nothing_once_its_maker_may_not() {
    let town = Town::new();
    let token = made(&town).await.token;
    let grant = town.hub.grants_of("supervisor").unwrap()[0].id;
    town.hub.withdraw("supervisor", grant).unwrap();
    let refused = town.refused(get(&token, "/v1/reports/needs")).await;
    assert_eq!(refused, (403, "not_granted".into()));
}

#[tokio::test]
async fn a_name_or_a_time_that_cannot_be_is_refused() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let long = "长".repeat(33);
    for (name, days) in [
        ("", 1),
        (" ", 1),
        ("a\nb", 1),
        (&long, 1),
        ("x", 0),
        ("x", 367),
    ] {
        let refused = town.refused(make(&supervisor, name, days)).await;
        assert_eq!(refused, (400, "bad_request".into()), "{name:?} {days}");
    }
}

#[tokio::test]
async fn the_hub_keeps_a_hash_of_it_and_notes_who_made_it() {
    let town = Town::new();
    let NewTokenResponse { token, about } = made(&town).await;
    let supervisor = town.phone("supervisor");
    let listed = town.call(supervisor.get("/v1/tokens")).await;
    let listed = http_body_util::BodyExt::collect(listed.into_body()).await;
    let listed = String::from_utf8(listed.unwrap().to_bytes().to_vec()).unwrap();
    assert!(listed.contains("街道大屏") && !listed.contains(&token));
    for file in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(town.folder.path().join(file)).unwrap_or_default();
        let found = bytes
            .windows(token.len())
            .any(|part| part == token.as_bytes());
        assert!(!found, "{file} holds the token");
    }
    let session = town
        .hub
        .authenticate_reader(&crate::auth::Token::from_header(&format!("Bearer {token}")).unwrap());
    assert_eq!(session.unwrap().device, about.id);
    let path = format!("/v1/audit?deed={}", Deed::TokenMade);
    let (_, audit): (_, chuanmen_core::protocol::AuditResponse) =
        town.json(supervisor.get(&path)).await;
    assert_eq!(audit.entries[0].about, "街道大屏");
}

#[tokio::test]
async fn what_a_program_takes_is_noted_beside_its_makers_own_look_under_the_tokens_name() {
    let town = Town::new();
    let NewTokenResponse { token, .. } = made(&town).await;
    let supervisor = town.phone("supervisor");
    // Each twice: within an hour it is one look of each.
    for _ in 0..2 {
        town.call(supervisor.get("/v1/reports/needs")).await;
        town.call(get(&token, "/v1/reports/needs")).await;
    }
    let seen = of(&town, &Deed::ReportSeen).await;
    let seen: Vec<_> = seen
        .iter()
        .map(|entry| (entry.name.as_str(), entry.device.as_str()))
        .collect();
    let maker = "supervisor 的名字";
    assert_eq!(seen, [(maker, "街道大屏"), (maker, "测试机")]);
}

#[tokio::test]
async fn an_overview_is_noted_when_a_program_takes_it() {
    let town = Town::new();
    let NewTokenResponse { token, .. } = made(&town).await;
    let supervisor = town.phone("supervisor");
    let path = format!(
        "/v1/reports/overview?month=2026-11&grid={}",
        area(COMMUNITY + 1)
    );
    town.call(supervisor.get(&path)).await;
    assert!(of(&town, &Deed::ReportSeen).await.is_empty());
    for _ in 0..2 {
        assert_eq!(town.call(get(&token, &path)).await.status(), 200);
    }
    let seen = of(&town, &Deed::ReportSeen).await;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].about, "花卉园社区第 1 网格总览（2026年11月）");
    assert_eq!(seen[0].device, "街道大屏");
}
