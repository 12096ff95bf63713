//! Who did what: noted with what is done, never changed, read by the community's supervisors.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::domain::Kind;
use chuanmen_core::protocol::{AuditEntry, AuditResponse, Deed, RevealsResponse};
use http_body_util::BodyExt;
use serde_json::json;

use super::town::{NOON, Phone, Town, accepted, community, grid, id, new};

async fn audit(town: &Town, query: &str) -> AuditResponse {
    let supervisor = town.phone("supervisor");
    let (status, found) = town
        .json(supervisor.get(&format!("/v1/audit{query}")))
        .await;
    assert_eq!(status, StatusCode::OK);
    found
}

async fn of(town: &Town, deed: &Deed) -> Vec<AuditEntry> {
    audit(town, &format!("?deed={deed}")).await.entries
}

fn reveals(phone: &Phone, body: &serde_json::Value) -> Request<Body> {
    let get = phone.get("/v1/reveals");
    let token = get.headers()[header::AUTHORIZATION].clone();
    Request::builder()
        .method(Method::POST)
        .uri("/v1/reveals")
        .header(header::AUTHORIZATION, token)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

#[tokio::test]
async fn the_audit_is_for_supervisors_of_their_own_community() {
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
        let status = town.call(phone.get("/v1/audit")).await.status();
        assert_eq!(status == StatusCode::OK, may, "{login}");
    }
}

#[tokio::test]
async fn another_communitys_deeds_are_not_shown() {
    let town = Town::new();
    let sister = town.phone("sister");
    town.call(sister.get("/v1/reports/needs?format=csv")).await;
    assert!(of(&town, &Deed::ReportExported).await.is_empty());
}

#[tokio::test]
async fn what_is_exported_is_noted_with_its_filters_and_carries_who_and_when() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let path = "/v1/reports/needs?month=2026-11&pick=overdue&format=csv";
    let response = town.call(supervisor.get(path)).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(
        text.contains("导出：supervisor 的名字，2026-11-23 14:20"),
        "{text}"
    );
    let exported = of(&town, &Deed::ReportExported).await;
    assert_eq!(exported.len(), 1);
    assert_eq!(exported[0].name, "supervisor 的名字");
    assert_eq!(exported[0].at, NOON);
    let about = &exported[0].about;
    assert!(
        about.contains("诉求台账（2026年11月：") && about.ends_with("CSV"),
        "{about}"
    );
}

#[tokio::test]
async fn a_report_that_stays_open_is_one_look() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    for _ in 0..3 {
        town.call(supervisor.get("/v1/reports/care")).await;
    }
    assert_eq!(of(&town, &Deed::ReportSeen).await.len(), 1);
}

#[tokio::test]
async fn a_reveal_that_is_sent_twice_is_noted_once_under_whoever_sent_it() {
    let town = Town::new();
    let mut member = town.phone("member");
    let saved = member.saves(grid(1), vec![new(Kind::Resident, 9, &[("name", "玉罕")])]);
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);
    let tomorrow = NOON.plus(chuanmen_core::UnixMillis::DAY);
    let body = json!({"v": 1, "reveals": [{"id": id(77), "subject": id(9), "at": tomorrow}]});
    for _ in 0..2 {
        let (status, answer): (_, RevealsResponse) = town.json(reveals(&member, &body)).await;
        assert_eq!((status, answer.noted), (StatusCode::OK, 1));
    }
    let revealed = of(&town, &Deed::Revealed).await;
    assert_eq!(revealed.len(), 1);
    assert_eq!(revealed[0].name, "member 的名字");
    assert_eq!(revealed[0].subject_name, "玉罕");
    assert_eq!(revealed[0].at, NOON, "nothing was shown after now");
}

#[tokio::test]
async fn a_look_at_somebodys_health_is_its_own_deed_and_is_found_by_their_name() {
    let town = Town::new();
    let mut member = town.phone("member");
    let people = [(9, "玉罕"), (10, "岩温")];
    let people = people.map(|(low, name)| new(Kind::Resident, low, &[("name", name)]));
    let saved = member.saves(grid(1), people.into());
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);
    let look = |low, subject, what| json!({"id": id(low), "subject": id(subject), "at": NOON, "what": what});
    let looks = [
        look(71, 9, "health"),
        look(72, 10, "health"),
        look(73, 10, "numbers"),
        look(74, 10, "of a newer device"),
    ];
    let body = json!({"v": 1, "reveals": looks});
    let (status, answer): (_, RevealsResponse) = town.json(reveals(&member, &body)).await;
    assert_eq!((status, answer.noted), (StatusCode::OK, 4));
    assert_eq!(of(&town, &Deed::Revealed).await.len(), 2);
    assert_eq!(of(&town, &Deed::HealthSeen).await.len(), 2);
    // 玉罕
    let found = audit(&town, "?deed=health_seen&text=%E7%8E%89")
        .await
        .entries;
    assert_eq!(found.len(), 1);
    let (name, subject) = (found[0].name.as_str(), found[0].subject_name.as_str());
    assert_eq!((name, subject), ("member 的名字", "玉罕"));
}

#[tokio::test]
async fn too_many_reveals_are_refused_whole() {
    let town = Town::new();
    let member = town.phone("member");
    let reveal = |low| json!({"id": id(low), "subject": id(9), "at": 0});
    let many: Vec<_> = (0..501).map(|low| reveal(0x5000 + low)).collect();
    let body = json!({"v": 1, "reveals": many});
    let refused = town.refused(reveals(&member, &body)).await;
    assert_eq!(refused, (413, "too_large".into()));
    assert!(of(&town, &Deed::Revealed).await.is_empty());
}

#[tokio::test]
async fn a_changed_catalogue_is_noted_once_and_a_refused_change_is_not() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let tag = || {
        new(
            Kind::CareTag,
            0x61,
            &[("code", "alone"), ("name", "独居老人")],
        )
    };
    let saved = supervisor.saves(community(), vec![tag()]);
    for _ in 0..2 {
        town.sync(&supervisor, vec![saved.clone()]).await;
    }
    let mut member = town.phone("member");
    let refused = member.saves(community(), vec![tag()]);
    town.sync(&member, vec![refused]).await;
    let changed = of(&town, &Deed::CatalogueChanged).await;
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].subject_name, "独居老人");
}

#[tokio::test]
async fn phones_and_grants_are_noted_whoever_did_it() {
    let town = Town::new();
    let phone = town.phone("member");
    town.hub.revoke_device(phone.device).unwrap();
    let revoked = of(&town, &Deed::PhoneRevoked).await;
    assert_eq!(revoked.len(), 1);
    assert_eq!(revoked[0].account, None, "it was done at the command line");
    let grant = town.hub.grants_of("member").unwrap()[0].id;
    town.hub.withdraw("member", grant).unwrap();
    let about = "member 的名字 · 网格员 · 第 1 网格";
    assert_eq!(of(&town, &Deed::GrantTaken).await[0].about, about);
    let enrolled = of(&town, &Deed::PhoneEnrolled).await;
    assert!(enrolled.iter().any(|entry| entry.name == "member 的名字"));
}

#[tokio::test]
async fn pages_follow_each_other_and_filters_narrow_them() {
    let town = Town::new();
    let member = town.phone("member");
    let reveal = |low| json!({"id": id(low), "subject": id(9), "at": NOON});
    let many: Vec<_> = (0..60).map(|low| reveal(0x6000 + low)).collect();
    town.call(reveals(&member, &json!({"v": 1, "reveals": many})))
        .await;
    let first = audit(&town, "?deed=revealed").await;
    assert_eq!(first.entries.len(), 50);
    let next = format!("?deed=revealed&before={}", first.next.unwrap());
    let second = audit(&town, &next).await;
    assert_eq!((second.entries.len(), second.next), (10, None));
    let day = "?deed=revealed&from=2026-11-23&to=2026-11-23";
    assert_eq!(audit(&town, day).await.entries.len(), 50);
    assert!(
        audit(&town, "?deed=revealed&from=2026-11-24")
            .await
            .entries
            .is_empty()
    );
    assert!(
        audit(&town, "?text=%25_%27%3B+drop")
            .await
            .entries
            .is_empty()
    );
    for bad in ["?from=yesterday", "?account=me", "?before=-1"] {
        let supervisor = town.phone("supervisor");
        let refused = town
            .refused(supervisor.get(&format!("/v1/audit{bad}")))
            .await;
        assert_eq!(refused.0, 400, "{bad}");
    }
}

#[tokio::test]
async fn what_was_noted_can_be_neither_changed_nor_removed() {
    let town = Town::new();
    let db = rusqlite::Connection::open(town.folder.path().join("hub.db")).unwrap();
    let noted: i64 = db
        .query_row("SELECT count(*) FROM audit", [], |row| row.get(0))
        .unwrap();
    assert!(noted > 0);
    assert!(db.execute("UPDATE audit SET about = ''", []).is_err());
    assert!(db.execute("DELETE FROM audit", []).is_err());
}
