//! Every route of the router × every role there is, inside and outside the grant. A route without
//! a line here fails; a role that nobody spoke of reads and manages nothing.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chuanmen_core::domain::{AreaId, Party, Role};
use chuanmen_core::protocol::VERSION;
use serde_json::json;

use super::town::{COMMUNITY, Phone, SISTER, SUBDISTRICT, Town, area};
use crate::hub::{NewAccount, NewGrant};

/// Who is let in.
#[derive(Clone, Copy, PartialEq)]
enum To {
    /// Without a device's token, too.
    Anybody,
    /// Every device; what it gets is its own.
    Device,
    /// Supervisors of the place, and of the subdistrict it lies in.
    Readers,
    /// Supervisors of the place alone.
    Managers,
    /// Whoever supervises anything; what it gets is its own.
    Supervisors,
    /// Supervisors of a community; what they get is their own community's.
    Desks,
    /// Phones that were revoked, and no other.
    Revoked,
    /// Supervisors of a subdistrict; what they get is its own.
    Subdistricts,
}

#[rustfmt::skip]
const TABLE: &[(&str, &str, To)] = &[
    ("POST", "/v1/sync", To::Device),
    ("POST", "/v1/bundle", To::Device),
    ("GET", "/v1/blobs/{hash}", To::Device),
    ("HEAD", "/v1/blobs/{hash}", To::Device),
    ("PUT", "/v1/blobs/{hash}", To::Device),
    ("POST", "/v1/enrol", To::Anybody),
    ("POST", "/v1/unlock", To::Anybody),
    ("GET", "/v1/audit", To::Desks),
    ("POST", "/v1/reveals", To::Device),
    ("GET", "/v1/people", To::Readers),
    ("POST", "/v1/people", To::Managers),
    ("POST", "/v1/people/{account}/enrolment", To::Managers),
    ("POST", "/v1/people/{account}/grants", To::Managers),
    ("POST", "/v1/devices/{device}/revoke", To::Managers),
    ("GET", "/v1/report-forms", To::Supervisors),
    ("GET", "/v1/subdistrict", To::Subdistricts),
    ("GET", "/v1/tokens", To::Desks),
    ("POST", "/v1/tokens", To::Desks),
    ("POST", "/v1/tokens/{token}/revoke", To::Desks),
    ("GET", "/v1/quarantine", To::Desks),
    ("POST", "/v1/quarantine", To::Revoked),
    ("POST", "/v1/quarantine/decision", To::Desks),
    ("PUT", "/v1/quarantine/blobs/{hash}", To::Revoked),
    ("POST", "/v1/document-words", To::Desks),
    ("POST", "/v1/import-files", To::Desks),
    ("GET", "/v1/import-files/{file}", To::Desks),
    ("DELETE", "/v1/import-files/{file}", To::Desks),
    ("POST", "/v1/import-files/{file}/check", To::Desks),
    ("POST", "/v1/import-files/{file}/run", To::Desks),
    ("GET", "/v1/import-templates/{kind}", To::Desks),
    ("GET", "/v1/imports", To::Desks),
    ("POST", "/v1/imports/{import}/undo", To::Desks),
    ("GET", "/v1/reports/overview", To::Readers),
    ("GET", "/v1/reports/live", To::Readers),
    ("GET", "/v1/reports/{name}", To::Readers),
    ("GET", "/v1/meetings/{meeting}/minutes", To::Supervisors),
    ("GET", "/healthz", To::Anybody),
    ("GET", "/openapi.json", To::Anybody),
    ("GET", "/metrics", To::Anybody),
];

/// Method and path of every route, as the router's own text has them.
fn routes() -> Vec<(&'static str, &'static str)> {
    let source = include_str!("../handlers/mod.rs");
    let body = source.split("pub(crate) fn metrics_router").next().unwrap();
    let mut routes = Vec::new();
    for route in body.split(".route(").skip(1) {
        let route = route.split(';').next().unwrap();
        let path = route.split('"').nth(1).unwrap();
        for (call, method) in [
            ("get(", "GET"),
            ("head(", "HEAD"),
            ("post(", "POST"),
            ("put(", "PUT"),
            ("patch(", "PATCH"),
            ("delete(", "DELETE"),
        ] {
            if route.contains(call) {
                routes.push((method, path));
            }
        }
    }
    routes
}

#[test]
fn every_route_of_the_router_has_a_line_and_every_line_a_route() {
    let mut routes = routes();
    let mut told: Vec<_> = TABLE
        .iter()
        .map(|(method, path, _)| (*method, *path))
        .collect();
    routes.sort_unstable();
    told.sort_unstable();
    assert_eq!(routes, told);
}

/// A place, and somebody who works there with a phone.
struct Place {
    community: AreaId,
    grid: AreaId,
    somebody: Phone,
}

fn request(method: &str, path: &str, of: &Place, by: Option<&Phone>) -> Request<Body> {
    let address = path
        .replace("{hash}", &"a".repeat(52))
        .replace("{account}", &of.somebody.account.to_string())
        .replace("{device}", &of.somebody.device.0.to_string())
        .replace("{file}", &super::town::id(1).to_string())
        .replace("{import}", &super::town::id(1).to_string())
        .replace("{meeting}", &super::town::id(1).to_string())
        .replace("{kind}", "residents")
        .replace("{name}", "needs");
    let address = match path.starts_with("/v1/reports/") && !path.ends_with("live") {
        true => format!("{address}?community={}", of.community),
        false => address,
    };
    let body = match path {
        "/v1/people" => json!({
            "v": VERSION, "name": "岩温", "login": &uuid::Uuid::now_v7().simple().to_string()[12..],
            "role": "grid_member", "areas": [of.grid],
        }),
        "/v1/people/{account}/grants" => json!({
            "v": VERSION, "give": {"role": "informant", "area": of.grid},
        }),
        _ => json!({}),
    };
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(address)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(phone) = by {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", phone.token));
    }
    let body = if method == "POST" {
        body.to_string()
    } else {
        String::new()
    };
    request.body(Body::from(body)).unwrap()
}

/// A phone of somebody new with this role in the first community.
fn phone_of(town: &Town, role: &Role) -> Phone {
    let place = match role {
        Role::SubdistrictSupervisor => SUBDISTRICT,
        Role::GridMember | Role::Informant | Role::BuildingChief => COMMUNITY + 1,
        _ => COMMUNITY,
    };
    let login = format!("any-{role}");
    let account = NewAccount {
        id: None,
        login: login.clone(),
        password: None,
        name: login.clone(),
        role: role.clone(),
        grants: vec![NewGrant {
            id: None,
            role: role.clone(),
            area: area(place),
            party: (*role == Role::Party).then_some(Party::PropertyCompany),
        }],
    };
    town.hub.add_account(area(COMMUNITY), account).unwrap();
    town.phone(&login)
}

#[tokio::test]
async fn no_route_but_those_for_anybody_answers_without_a_token() {
    let town = Town::new();
    let own = Place {
        community: area(COMMUNITY),
        grid: area(COMMUNITY + 1),
        somebody: town.phone("member"),
    };
    for (method, path, to) in TABLE {
        let status = town.call(request(method, path, &own, None)).await.status();
        let refused = status == StatusCode::UNAUTHORIZED;
        assert_eq!(refused, *to != To::Anybody, "{method} {path}: {status}");
    }
}

#[tokio::test]
async fn each_route_lets_in_the_roles_that_its_line_says_where_their_grant_lies_and_nobody_else() {
    let town = Town::new();
    let places = [(COMMUNITY, "member", true), (SISTER, "sister", false)];
    for role in Role::KNOWN {
        let phone = phone_of(&town, role);
        for (base, somebody, own) in places {
            let place = Place {
                community: area(base),
                grid: area(base + 1),
                somebody: town.phone(somebody),
            };
            for (method, path, to) in TABLE {
                // What is no place's own is the same from everywhere.
                let placeless = matches!(*path, "/v1/people" | "/v1/reports/live");
                if placeless && *method == "GET" && !own {
                    continue;
                }
                let may = match (to, role) {
                    (To::Anybody | To::Device, _) => true,
                    (To::Supervisors, Role::CommunitySupervisor | Role::SubdistrictSupervisor)
                    | (To::Desks, Role::CommunitySupervisor)
                    | (To::Subdistricts, Role::SubdistrictSupervisor) => true,
                    (To::Readers, Role::SubdistrictSupervisor) => true,
                    (To::Readers | To::Managers, Role::CommunitySupervisor) => own,
                    _ => false,
                };
                let response = town.call(request(method, path, &place, Some(&phone))).await;
                let status = response.status();
                let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
                let right = match (to, may) {
                    (_, false) => !status.is_success(),
                    (To::Readers | To::Managers, true) => status.is_success(),
                    // What is asked about is not there: no to the question, none to whoever asks.
                    (_, true) => !refused,
                };
                assert!(right, "{role}, own {own}: {method} {path}: {status}");
            }
        }
    }
}
