//! Who did what: noted with what is done, never changed, read by the community's supervisors.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Area, AreaLevel, Guide, HealthSession, HealthSessionId, Kind, Post, PostId, PostSort, Scope,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use chuanmen_core::protocol::{AuditEntry, AuditResponse, Deed, RevealsResponse, Transaction};
use http_body_util::BodyExt;
use jiff::civil::{date, time};
use serde_json::json;

use super::town::{COMMUNITY, NOON, Phone, SISTER, Town, accepted, area, community, grid, id, new};
use crate::auth::PasswordHash;
use crate::guides::GuideSheet;

async fn audit(town: &Town, query: &str) -> AuditResponse {
    read_by(town, "supervisor", query).await
}

async fn read_by(town: &Town, login: &str, query: &str) -> AuditResponse {
    let supervisor = town.phone(login);
    let (status, found) = town
        .json(supervisor.get(&format!("/v1/audit{query}")))
        .await;
    assert_eq!(status, StatusCode::OK);
    found
}

pub(super) async fn of(town: &Town, deed: &Deed) -> Vec<AuditEntry> {
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

/// What a phone saves when its owner writes these fields of a record of the first community.
fn edited(
    town: &Town,
    by: &mut Phone,
    scope: Scope,
    low: u128,
    set: &[(&'static str, Value)],
) -> Transaction {
    let mut stands = town.stands(scope).into_iter();
    let record = stands.find(|record| record.id.0 == id(low));
    let set = set.iter().cloned();
    let set = set.map(|(field, value)| (FieldName::known(field), value));
    by.saves(scope, vec![Patch::edit(&record.unwrap(), set.collect())])
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
async fn who_looks_from_another_community_is_named_and_can_be_asked_for() {
    let town = Town::new();
    let above = town.phone("subdistrict");
    let path = format!("/v1/reports/needs?community={}", area(SISTER));
    let people = |audit: AuditResponse| {
        let names = audit.people.into_iter().map(|person| person.name);
        names.collect::<Vec<_>>()
    };
    let before = read_by(&town, "sister", "").await;
    assert_eq!(people(before), ["sister 的名字"]);
    town.call(above.get(&path)).await;
    let query = format!("?account={}", above.account);
    let seen = read_by(&town, "sister", &query).await;
    let [look] = &*seen.entries else {
        panic!("{seen:?}");
    };
    assert_eq!(look.deed, Deed::ReportSeen);
    let (name, device) = (look.name.as_str(), look.device.as_str());
    assert_eq!((name, device), ("subdistrict 的名字", "测试机"));
    assert_eq!(people(seen), ["sister 的名字", "subdistrict 的名字"]);
    let home = audit(&town, "").await.people.into_iter();
    let twice = home.filter(|person| person.account == above.account);
    assert_eq!(twice.count(), 1);
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
async fn who_moved_out_is_still_named_and_found_and_who_was_erased_is_not() {
    let town = Town::new();
    let mut member = town.phone("member");
    let saved = member.saves(grid(1), vec![new(Kind::Resident, 9, &[("name", "玉罕")])]);
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);
    let body = json!({"v": 1, "reveals": [{"id": id(77), "subject": id(9), "at": NOON}]});
    town.call(reveals(&member, &body)).await;
    let moved_out = edited(
        &town,
        &mut member,
        grid(1),
        9,
        &[(Record::DELETED, true.into())],
    );
    accepted(&town.sync(&member, vec![moved_out]).await.answers[0]);
    let revealed = of(&town, &Deed::Revealed).await;
    assert_eq!(revealed[0].subject_name, "玉罕");
    // 玉罕
    let by_name = "?deed=revealed&text=%E7%8E%89%E7%BD%95";
    assert_eq!(audit(&town, by_name).await.entries, revealed);

    town.hub.erase(area(COMMUNITY), RecordId(id(9))).unwrap();
    let left = of(&town, &Deed::Revealed).await;
    let (name, about) = (left[0].subject_name.as_str(), left[0].about.as_str());
    assert_eq!((left.len(), name, about), (1, "", ""));
    assert!(audit(&town, by_name).await.entries.is_empty());
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
async fn areas_posts_and_health_sessions_are_noted_with_what_they_are_called() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let renamed = &[("name", "凤凰花网格".into())];
    let renamed = edited(&town, &mut supervisor, community(), COMMUNITY + 2, renamed);
    let (on, from, to) = (date(2026, 12, 5), time(9, 0, 0, 0), time(11, 0, 0, 0));
    let post = Post {
        id: PostId(id(0x62)),
        title: "义务理发".into(),
        sort: PostSort::Service,
        place: String::new(),
        on,
        from,
        to,
        seats: 3,
        text: String::new(),
        cancelled: false,
        taken: 0,
    };
    let session = HealthSession {
        id: HealthSessionId(id(0x63)),
        on,
        from,
        to,
        place: String::new(),
        doctors: Vec::new(),
        services: [].into(),
        seats: None,
        cancelled: false,
        booked: 0,
    };
    let compound = Area {
        id: area(0x64),
        level: AreaLevel::Compound,
        name: "凤凰小区".into(),
        parent: Some(area(COMMUNITY + 1)),
        number: 1,
    };
    let made = [
        Patch::create(Kind::Post, post.id.into(), post.fields()),
        Patch::create(Kind::HealthSession, session.id.into(), session.fields()),
        Patch::create(Kind::Area, compound.id.into(), compound.fields()),
    ];
    let mut push = vec![renamed];
    push.extend(made.map(|patch| supervisor.saves(community(), vec![patch])));
    town.sync(&supervisor, push).await;
    let retired = &[(Record::DELETED, true.into())];
    let retired = edited(&town, &mut supervisor, community(), 0x64, retired);
    accepted(&town.sync(&supervisor, vec![retired]).await.answers[0]);
    let changed = of(&town, &Deed::CatalogueChanged).await;
    let changed: Vec<_> = changed
        .iter()
        .map(|entry| (entry.about.as_str(), entry.subject_name.as_str()))
        .collect();
    let noted = [
        ("区域", "凤凰小区"),
        ("区域", "凤凰小区"),
        ("坐诊", "2026-12-05"),
        ("岗位和活动", "义务理发"),
        ("区域", "凤凰花网格"),
    ];
    assert_eq!(changed, noted);
}

#[tokio::test]
async fn what_the_command_line_does_stands_there_without_a_name() {
    let town = Town::new();
    let here = area(COMMUNITY);
    town.hub.enrolment_code("member", UnixMillis::DAY).unwrap();
    let password = PasswordHash::new("孔雀湖的早晨").unwrap();
    town.hub.set_password("member", password).unwrap();
    let guide = Guide {
        title: "高龄津贴".into(),
        ..Guide::default()
    };
    let sheet = GuideSheet {
        guides: vec![guide],
        ..GuideSheet::default()
    };
    // The second time it changes nothing.
    for _ in 0..2 {
        town.hub.import_guides(here, &sheet).unwrap();
    }
    let member = "member 的名字";
    for (deed, about) in [
        (Deed::CodeMade, member),
        (Deed::PasswordSet, member),
        (Deed::Imported, "办事指南 · 1 条记录"),
    ] {
        let noted = of(&town, &deed).await;
        let here = noted.iter().filter(|entry| entry.about == about);
        assert_eq!(here.count(), 1, "{deed}");
        assert!(noted.iter().all(|entry| entry.account.is_none()), "{deed}");
    }
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
