//! Every route, every role, inside and outside the grant. A route that is not in the table fails.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::protocol::ErrorBody;

use super::town::{COMMUNITY, Phone, SISTER, STRANGER, Town, area, community, grid, new, refusal};

/// What a role may do where: `w` write, `r` read, `-` nothing; and which reports it may read.
struct Row {
    login: &'static str,
    community: char,
    board: char,
    grid1: char,
    grid2: char,
    /// Of its own community, of the sister in the same subdistrict, of the stranger.
    reports: [bool; 3],
}

#[rustfmt::skip]
const TABLE: [Row; 10] = [
    Row { login: "member",      community: 'r', board: 'r', grid1: 'w', grid2: '-', reports: [false, false, false] },
    Row { login: "informant",   community: 'r', board: 'r', grid1: 'w', grid2: '-', reports: [false, false, false] },
    Row { login: "neighbour",   community: 'r', board: 'r', grid1: '-', grid2: 'w', reports: [false, false, false] },
    Row { login: "chief",       community: 'r', board: 'r', grid1: '-', grid2: '-', reports: [false, false, false] },
    Row { login: "volunteer",   community: 'r', board: 'r', grid1: '-', grid2: '-', reports: [false, false, false] },
    Row { login: "company",     community: 'r', board: '-', grid1: '-', grid2: '-', reports: [false, false, false] },
    Row { login: "supervisor",  community: 'w', board: 'r', grid1: 'w', grid2: 'w', reports: [true, false, false] },
    Row { login: "subdistrict", community: 'r', board: 'r', grid1: 'r', grid2: 'r', reports: [true, true, false] },
    Row { login: "sister",      community: '-', board: '-', grid1: '-', grid2: '-', reports: [false, true, false] },
    Row { login: "foreign",     community: '-', board: '-', grid1: '-', grid2: '-', reports: [false, false, true] },
];

const REPORTS: [&str; 5] = ["overview", "needs", "care", "wishes", "visits"];

#[tokio::test]
async fn each_role_reads_and_writes_what_it_was_granted_and_nothing_else() {
    let town = Town::new();
    for row in TABLE {
        let mut phone = town.phone(row.login);
        let told = town.sync(&phone, Vec::new()).await.granted;
        let scopes = [
            (community(), row.community),
            (Scope::Board(area(COMMUNITY)), row.board),
            (grid(1), row.grid1),
            (grid(2), row.grid2),
        ];
        for (scope, access) in scopes {
            let granted = told.iter().find(|granted| granted.scope == Some(scope));
            let granted = granted.map_or('-', |granted| match granted.access {
                chuanmen_core::domain::Access::Read => 'r',
                chuanmen_core::domain::Access::Write => 'w',
            });
            assert_eq!(granted, access, "{} is told of {scope}", row.login);

            let low = uuid::Uuid::now_v7().as_u128();
            let tag = new(Kind::CareTag, low, &[("code", "x")]);
            let saved = phone.saves(scope, vec![tag]);
            let answer = town.sync(&phone, vec![saved]).await.answers.remove(0);
            let expected = match access {
                'w' => "accepted",
                'r' => "read_only",
                _ => "not_granted",
            };
            assert_eq!(
                refusal(&answer),
                expected,
                "{} writes to {scope}",
                row.login
            );
        }
        let own = Scope::Account(phone.account);
        assert!(
            told.iter().any(|granted| granted.scope == Some(own)),
            "{}",
            row.login
        );
    }
}

#[tokio::test]
async fn each_role_pulls_what_it_was_granted_and_nothing_else() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    for (number, text) in [(1, "一号网格的事"), (2, "二号网格的事")] {
        let need = new(Kind::Need, 0x4000 + number, &[("text", text)]);
        let saved = supervisor.saves(grid(number), vec![need]);
        assert_eq!(
            refusal(&town.sync(&supervisor, vec![saved]).await.answers[0]),
            "accepted"
        );
    }
    for row in TABLE {
        let mut phone = town.phone(row.login);
        let pages = town.drain(&mut phone, 1 << 20).await;
        let all = serde_json::to_string(&pages).unwrap();
        assert_eq!(
            all.contains("一号网格的事"),
            row.grid1 != '-',
            "{}",
            row.login
        );
        assert_eq!(
            all.contains("二号网格的事"),
            row.grid2 != '-',
            "{}",
            row.login
        );
    }
}

#[tokio::test]
async fn reports_are_for_supervisors_of_the_place() {
    let town = Town::new();
    for row in TABLE {
        let phone = town.phone(row.login);
        for report in REPORTS {
            for (base, may) in [COMMUNITY, SISTER, STRANGER].into_iter().zip(row.reports) {
                let about = format!("/v1/reports/{report}?community={}", area(base));
                check(&town, &phone, &about, may).await;
                let narrowed = format!("{about}&grid={}", area(base + 1));
                check(&town, &phone, &narrowed, may).await;
                let beyond = format!("{about}&grid={}", area(base + 0x700));
                check(&town, &phone, &beyond, false).await;
            }
        }
        let own = row.reports.contains(&true);
        check(&town, &phone, "/v1/reports/overview", own).await;
    }
}

async fn check(town: &Town, phone: &Phone, path: &str, may: bool) {
    let response = town.call(phone.get(path)).await;
    let expected = if may { 200 } else { 403 };
    assert_eq!(response.status(), expected, "{path}");
    if !may {
        let refused = town.refused(phone.get(path)).await;
        assert_eq!(refused.1, "not_granted", "{path}");
    }
}

/// Which of the documented routes asks for a device's token.
const GUARDED: [(&str, bool); 33] = [
    ("/v1/sync", true),
    ("/v1/blobs/{hash}", true),
    ("/v1/bundle", true),
    ("/v1/enrol", false),
    ("/v1/unlock", false),
    ("/v1/audit", true),
    ("/v1/reveals", true),
    ("/v1/report-forms", true),
    ("/v1/subdistrict", true),
    ("/v1/tokens", true),
    ("/v1/tokens/{token}/revoke", true),
    ("/v1/people", true),
    ("/v1/people/{account}/enrolment", true),
    ("/v1/people/{account}/grants", true),
    ("/v1/devices/{device}/revoke", true),
    ("/v1/quarantine", true),
    ("/v1/quarantine/decision", true),
    ("/v1/quarantine/blobs/{hash}", true),
    ("/v1/document-words", true),
    ("/v1/import-files", true),
    ("/v1/import-files/{file}", true),
    ("/v1/import-files/{file}/check", true),
    ("/v1/import-files/{file}/run", true),
    ("/v1/import-templates/{kind}", true),
    ("/v1/imports", true),
    ("/v1/imports/{import}/undo", true),
    ("/v1/reports/overview", true),
    ("/v1/reports/{name}", true),
    ("/v1/reports/live", true),
    ("/v1/meetings/{meeting}/minutes", true),
    ("/healthz", false),
    ("/metrics", false),
    ("/openapi.json", false),
];

#[tokio::test]
async fn every_documented_route_is_there_and_guarded_as_the_table_says() {
    let town = Town::new();
    let document = serde_json::to_value(crate::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), GUARDED.len());
    for (path, guarded) in GUARDED {
        let address = path.replace("{name}", "needs");
        let address = address.replace("{hash}", &"a".repeat(52));
        let somebody = super::town::id(1).to_string();
        let address = address.replace("{account}", &somebody);
        let address = address.replace("{device}", &somebody);
        let address = address.replace("{token}", &somebody);
        let address = address.replace("{file}", &somebody);
        let address = address.replace("{import}", &somebody);
        let address = address.replace("{meeting}", &somebody);
        let address = address.replace("{kind}", "residents");
        for (method, described) in paths[path].as_object().unwrap() {
            assert_eq!(described["security"].is_array(), guarded, "{path}");
            let request = Request::builder()
                .method(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap())
                .uri(&address)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from("{}"))
                .unwrap();
            let status = town.call(request).await.status().as_u16();
            let expected = match (path, guarded) {
                (_, true) => 401,
                ("/v1/enrol" | "/v1/unlock", _) => 400,
                _ => 200,
            };
            assert_eq!(status, expected, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn addresses_and_methods_that_there_are_not_answer_in_the_same_form() {
    let town = Town::new();
    let request = |method, path: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap()
    };
    for (method, path, status, code) in [
        (Method::GET, "/", 404, "not_found"),
        (Method::GET, "/v1/nothing", 404, "not_found"),
        (Method::POST, "/nothing", 404, "not_found"),
        (Method::GET, "/v1/sync", 405, "method_not_allowed"),
        (
            Method::DELETE,
            "/v1/reports/needs",
            405,
            "method_not_allowed",
        ),
        (Method::POST, "/healthz", 405, "method_not_allowed"),
    ] {
        let (got, body): (_, ErrorBody) = town.json(request(method, path)).await;
        assert_eq!((got.as_u16(), body.code.as_str()), (status, code), "{path}");
    }
    let supervisor = town.phone("supervisor");
    for (path, status) in [
        ("/v1/reports/gossip", 404),
        ("/v1/reports/needs?month=November", 400),
        ("/v1/reports/needs?month=2026-13", 400),
        ("/v1/reports/needs?format=pdf", 400),
        ("/v1/reports/needs?grid=all", 400),
        ("/v1/reports/%FF", 404),
    ] {
        assert_eq!(town.refused(supervisor.get(path)).await.0, status, "{path}");
    }
}

#[tokio::test]
async fn a_revoked_device_reads_no_report() {
    let town = Town::new();
    let phone = town.phone("supervisor");
    town.hub.revoke_device(phone.device).unwrap();
    for report in REPORTS {
        let refused = town
            .refused(phone.get(&format!("/v1/reports/{report}")))
            .await;
        assert_eq!(refused, (403, "device_revoked".into()));
    }
}
