//! Who may see people and their phones, enrol and revoke.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId, Role};
use chuanmen_core::protocol::{
    EnrolResponse, EnrolmentResponse, PeopleResponse, Person, RevokeResponse,
};
use serde_json::json;

use super::town::{COMMUNITY, Phone, SISTER, Town, accounts, area, enrol, grid, id, visit};
use crate::auth::Token;
use crate::hub::SCREEN_CODE_VALID;

/// Whom somebody sees, and whose phones they may enrol and revoke, by login; `None`: nobody, and
/// the route is refused.
type Row = (
    &'static str,
    Option<&'static [&'static str]>,
    &'static [&'static str],
);

const HOME: &[&str] = &[
    "member",
    "informant",
    "neighbour",
    "chief",
    "volunteer",
    "company",
    "supervisor",
    "subdistrict",
];
const BOTH: &[&str] = &[
    "member",
    "informant",
    "neighbour",
    "chief",
    "volunteer",
    "company",
    "supervisor",
    "subdistrict",
    "sister",
];
/// All of the community but whoever sees more than it.
const MANAGED: &[&str] = &[
    "member",
    "informant",
    "neighbour",
    "chief",
    "volunteer",
    "company",
    "supervisor",
];

const TABLE: [Row; 10] = [
    ("member", None, &[]),
    ("informant", None, &[]),
    ("neighbour", None, &[]),
    ("chief", None, &[]),
    ("volunteer", None, &[]),
    ("company", None, &[]),
    ("supervisor", Some(HOME), MANAGED),
    ("subdistrict", Some(BOTH), &[]),
    ("sister", Some(&["sister"]), &["sister"]),
    ("foreign", Some(&["foreign"]), &[]),
];

fn post(phone: &Phone, path: &str) -> Request<Body> {
    Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
        .body(Body::empty())
        .unwrap()
}

fn offering(phone: &Phone, account: AccountId) -> Request<Body> {
    post(phone, &format!("/v1/people/{account}/enrolment"))
}

fn revoking(phone: &Phone, device: DeviceId) -> Request<Body> {
    post(phone, &format!("/v1/devices/{device}/revoke"))
}

async fn people(town: &Town, phone: &Phone) -> Vec<Person> {
    let (status, answer): (_, PeopleResponse) = town.json(phone.get("/v1/people")).await;
    assert_eq!(status, StatusCode::OK);
    answer.people
}

async fn person(town: &Town, phone: &Phone, login: &str) -> Person {
    let people = people(town, phone).await;
    people
        .into_iter()
        .find(|person| person.login == login)
        .unwrap()
}

#[tokio::test]
async fn each_role_sees_the_people_that_it_supervises_and_nobody_else() {
    let town = Town::new();
    for (login, sees, _) in TABLE {
        let phone = town.phone(login);
        let Some(sees) = sees else {
            let refused = town.refused(phone.get("/v1/people")).await;
            assert_eq!(refused, (403, "not_granted".into()), "{login}");
            continue;
        };
        let mut seen: Vec<_> = people(&town, &phone)
            .await
            .into_iter()
            .map(|person| person.login)
            .collect();
        seen.sort();
        let mut expected = sees.to_vec();
        expected.sort_unstable();
        assert_eq!(seen, expected, "{login}");
    }
}

#[tokio::test]
async fn each_role_enrols_and_revokes_phones_of_those_it_manages_and_nobody_elses() {
    let town = Town::new();
    let owners: Vec<_> = TABLE.map(|(login, ..)| (login, town.phone(login))).into();
    for (login, sees, manages) in TABLE {
        let caller = town.phone(login);
        for (owner, phone) in &owners {
            let may = manages.contains(owner);
            let what = format!("{login} for {owner}");
            let response = town.call(offering(&caller, phone.account)).await;
            assert_eq!(response.status(), if may { 200 } else { 403 }, "{what}");
            let spare = town.phone(owner);
            let response = town.call(revoking(&caller, spare.device)).await;
            assert_eq!(response.status(), if may { 200 } else { 403 }, "{what}");
            let still = town.call(spare.post(&spare.request(Vec::new()))).await;
            assert_eq!(still.status(), if may { 403 } else { 200 }, "{what}");
        }
        if sees.is_some() {
            for person in people(&town, &caller).await {
                let told = manages.contains(&&*person.login);
                assert_eq!(person.may_manage, told, "{login} of {}", person.login);
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_refused_like_what_is_somebody_elses() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let nobody = offering(&supervisor, AccountId(id(0xdead)));
    assert_eq!(town.refused(nobody).await, (403, "not_granted".into()));
    let nothing = revoking(&supervisor, DeviceId(id(0xdead)));
    assert_eq!(town.refused(nothing).await, (403, "not_granted".into()));
    for path in ["/v1/people/all/enrolment", "/v1/devices/1/revoke"] {
        let refused = town.refused(post(&supervisor, path)).await;
        assert_eq!(refused, (404, "not_found".into()), "{path}");
    }
}

#[tokio::test]
async fn a_code_from_the_screen_enrols_one_phone_within_its_time() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let member = town.phone("member");
    let offer = || async {
        let request = offering(&supervisor, member.account);
        let (status, offer): (_, EnrolmentResponse) = town.json(request).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(offer.valid_for(), SCREEN_CODE_VALID);
        json!({"code": offer.code})
    };
    let code = offer().await;
    town.clock.pass(SCREEN_CODE_VALID - 1);
    let (_, enrolled): (_, EnrolResponse) = town.json(enrol(code.clone())).await;
    assert_eq!(enrolled.account, member.account);
    let used = town.refused(enrol(code)).await;
    assert_eq!(used, (401, "enrolment_code_invalid".into()));
    let code = offer().await;
    town.clock.pass(SCREEN_CODE_VALID);
    let expired = town.refused(enrol(code)).await;
    assert_eq!(expired, (401, "enrolment_code_invalid".into()));
}

#[tokio::test]
async fn a_newer_code_cancels_those_that_nobody_used() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let (member, neighbour) = (town.phone("member"), town.phone("neighbour"));
    let offer = async |phone: &Phone| {
        let request = offering(&supervisor, phone.account);
        let (_, offer): (_, EnrolmentResponse) = town.json(request).await;
        json!({"code": offer.code})
    };
    let left = offer(&member).await;
    let other = offer(&neighbour).await;
    let newer = offer(&member).await;
    let refused = town.refused(enrol(left)).await;
    assert_eq!(refused, (401, "enrolment_code_invalid".into()));
    for (code, owner) in [(newer, &member), (other, &neighbour)] {
        let (_, enrolled): (_, EnrolResponse) = town.json(enrol(code)).await;
        assert_eq!(enrolled.account, owner.account);
    }
}

#[tokio::test]
async fn a_revoked_phone_is_refused_at_its_next_sync_and_shown_as_revoked() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let mut alice = town.phone("member");
    town.clock.pass(UnixMillis::MINUTE);
    let (_, first): (_, RevokeResponse) = town.json(revoking(&supervisor, alice.device)).await;
    let saved = alice.saves(grid(1), vec![visit(1)]);
    let before = town.fingerprint();
    let refused = town.refused(alice.post(&alice.request(vec![saved]))).await;
    assert_eq!(refused, (403, "device_revoked".into()));
    assert_eq!(town.fingerprint(), before);
    town.clock.pass(UnixMillis::MINUTE);
    let (_, again): (_, RevokeResponse) = town.json(revoking(&supervisor, alice.device)).await;
    assert_eq!(again, first);
    let shown = person(&town, &supervisor, "member").await;
    assert_eq!(shown.devices[0].revoked_at, Some(first.revoked_at));
}

#[tokio::test]
async fn a_revoked_supervisor_does_nothing_more() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let member = town.phone("member");
    town.hub.revoke_device(supervisor.device).unwrap();
    for request in [
        supervisor.get("/v1/people"),
        offering(&supervisor, member.account),
        revoking(&supervisor, member.device),
    ] {
        assert_eq!(town.refused(request).await, (403, "device_revoked".into()));
    }
}

#[tokio::test]
async fn people_come_with_their_areas_and_their_phones() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    town.phone("member");
    let member = person(&town, &supervisor, "member").await;
    assert_eq!(member.name, "member 的名字");
    assert_eq!(member.role, Role::GridMember);
    assert_eq!(member.community_name, "花卉园社区");
    assert_eq!(member.areas[0].name, "第 1 网格");
    assert_eq!(member.devices[0].name, "测试机");
    assert_eq!(member.devices[0].last_contact, None);
    let own = person(&town, &supervisor, "supervisor").await;
    assert!(own.devices[0].asking && !member.devices[0].asking);
    let all = serde_json::to_string(&people(&town, &supervisor).await).unwrap();
    assert!(!all.contains(&supervisor.token) && !all.contains("argon2"));
}

#[tokio::test]
async fn a_contact_is_noted_once_an_hour_with_the_version_of_the_app() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let alice = town.phone("member");
    let seen = || async {
        let device = person(&town, &supervisor, "member").await.devices.remove(0);
        (device.last_contact, device.app)
    };
    let first = town.hub.now();
    town.sync(&alice, Vec::new()).await;
    assert_eq!(seen().await, (Some(first), Some("0.1.0".into())));
    town.clock.pass(59 * UnixMillis::MINUTE);
    town.sync(&alice, Vec::new()).await;
    assert_eq!(seen().await.0, Some(first));
    town.clock.pass(UnixMillis::MINUTE);
    let mut request = alice.request(Vec::new());
    request.app = "<b>0.2.0</b>".into();
    assert_eq!(town.call(alice.post(&request)).await.status(), 200);
    assert_eq!(seen().await, (Some(town.hub.now()), None));
}

fn adding(phone: &Phone, what: serde_json::Value) -> Request<Body> {
    Request::post("/v1/people")
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(what.to_string()))
        .unwrap()
}

fn somebody(login: &str) -> serde_json::Value {
    let grid = area(COMMUNITY + 1);
    json!({"v": 1, "name": " 杨春梅 ", "login": login, "role": "grid_member", "areas": [grid, grid]})
}

#[tokio::test]
async fn somebody_new_is_added_by_their_own_communitys_supervisor_and_nobody_else() {
    let town = Town::new();
    for (login, ..) in TABLE {
        let phone = town.phone(login);
        let response = town.call(adding(&phone, somebody("yang"))).await;
        // The sister's supervisor has no such grid.
        let expected = match login {
            "supervisor" => 200,
            "sister" => 400,
            _ => 403,
        };
        assert_eq!(response.status(), expected, "{login}");
    }
    let supervisor = town.phone("supervisor");
    let added = person(&town, &supervisor, "yang").await;
    assert_eq!((added.name.as_str(), added.areas.len()), ("杨春梅", 1));
    assert!(accounts(&town).iter().any(|one| one.id == added.account));
    let request = offering(&supervisor, added.account);
    let (_, offer): (_, EnrolmentResponse) = town.json(request).await;
    let (_, enrolled): (_, EnrolResponse) = town.json(enrol(json!({"code": offer.code}))).await;
    assert_eq!(enrolled.role, Role::GridMember);
}

#[tokio::test]
async fn an_account_that_cannot_be_is_refused_and_changes_nothing() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let before = town.fingerprint();
    for (field, value, status, code) in [
        ("name", json!("  "), 400, "bad_request"),
        ("name", json!("名".repeat(33)), 400, "bad_request"),
        ("name", json!("杨\u{0}春梅"), 400, "bad_request"),
        ("login", json!("Yang"), 400, "bad_request"),
        ("login", json!("y"), 400, "bad_request"),
        ("login", json!("member"), 409, "login_taken"),
        ("login", json!("foreign"), 409, "login_taken"),
        ("role", json!("subdistrict_supervisor"), 403, "not_granted"),
        ("role", json!("night_watch"), 400, "bad_request"),
        ("role", json!("building_chief"), 400, "bad_request"),
        ("role", json!("community_supervisor"), 400, "bad_request"),
        ("areas", json!([]), 400, "bad_request"),
        ("areas", json!([area(COMMUNITY)]), 400, "bad_request"),
        ("areas", json!([area(SISTER + 1)]), 400, "bad_request"),
        ("areas", json!("all"), 400, "bad_request"),
        ("v", json!(2), 426, "unsupported_version"),
    ] {
        let mut what = somebody("yang");
        what[field] = value;
        let refused = town.refused(adding(&supervisor, what.clone())).await;
        assert_eq!(refused, (status, code.into()), "{what}");
    }
    assert_eq!(town.fingerprint(), before);
}

/// What is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_code_and_a_revocation_leave_a_line_each_that_says_who_and_what_but_not_the_code() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let member = town.phone("member");
    let token = Token::from_header(&format!("Bearer {}", supervisor.token)).unwrap();
    let session = town.hub.authenticate(&token).unwrap();
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // While there is one subscriber alone, another test's thread that comes to one of these lines
    // first, and has none, would turn the line off for all.
    let _second = tracing::Dispatch::new(
        tracing_subscriber::fmt()
            .with_writer(std::io::sink)
            .finish(),
    );
    let code = tracing::subscriber::with_default(subscriber, || {
        let offer = town.hub.offer_enrolment(&session, member.account).unwrap();
        town.hub.revoke_as(&session, member.device).unwrap();
        town.hub.revoke_as(&session, member.device).unwrap();
        offer.code
    });
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    let by = format!("by={}", supervisor.account);
    assert!(lines.iter().all(|line| line.contains(&by)), "{text}");
    assert!(lines[0].contains(&format!("account={}", member.account)));
    assert!(lines[1].contains(&format!("device={}", member.device)));
    assert!(!text.contains(&code) && !text.contains("的名字"), "{text}");
}
