//! Imports as the app meets them: over HTTP.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chuanmen_core::domain::{Kind, Resident};
use chuanmen_core::protocol::{
    ErrorBody, ImportPreview, ImportProgress, ImportStage, ImportsResponse, UndoneImport,
};
use serde_json::json;

use super::super::town::{Phone, Town, grid};
use super::files::{gb18030, residents, workbook};
use super::hostile::zipped;
use super::{alive, names, set, town};
use crate::hub::FILE_VALID;

fn request(phone: &Phone, method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
}

pub(super) fn sending(phone: &Phone, bytes: Vec<u8>) -> Request<Body> {
    let path = "/v1/import-files?kind=residents&name=list.xlsx";
    request(phone, "POST", path).body(bytes.into()).unwrap()
}

pub(super) fn plain(phone: &Phone, method: &str, path: &str) -> Request<Body> {
    request(phone, method, path).body(Body::empty()).unwrap()
}

pub(super) fn saying(phone: &Phone, path: &str, columns: serde_json::Value) -> Request<Body> {
    request(phone, "POST", path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(json!({"v": 1, "columns": columns}).to_string().into())
        .unwrap()
}

pub(super) async fn sent(town: &Town, phone: &Phone, bytes: Vec<u8>) -> ImportPreview {
    let (status, preview) = town.json(sending(phone, bytes)).await;
    assert_eq!(status, StatusCode::OK);
    preview
}

/// Confirms a file and waits until it has ended.
pub(super) async fn run(town: &Town, phone: &Phone, preview: &ImportPreview) -> ImportProgress {
    let path = format!("/v1/import-files/{}", preview.id);
    let begin = saying(phone, &format!("{path}/run"), json!({}));
    assert_eq!(town.call(begin).await.status(), 200);
    ended(town, phone, &path).await
}

pub(super) async fn ended(town: &Town, phone: &Phone, path: &str) -> ImportProgress {
    loop {
        let (_, progress): (_, ImportProgress) = town.json(plain(phone, "GET", path)).await;
        if progress.stage != ImportStage::Running {
            return progress;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub(super) async fn list(town: &Town, phone: &Phone) -> ImportsResponse {
    town.json(plain(phone, "GET", "/v1/imports")).await.1
}

fn problems(preview: &ImportPreview) -> Vec<String> {
    let problems = preview.problems.iter();
    problems
        .map(|problem| format!("{} {}", problem.place, problem.code))
        .collect()
}

#[tokio::test]
async fn a_list_is_checked_confirmed_listed_and_taken_back_over_http() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let before = town.fingerprint();
    let preview = sent(&town, &supervisor, residents()).await;
    assert_eq!((preview.rows, preview.good, preview.records), (3, 3, 5));
    assert_eq!(town.fingerprint(), before, "looking writes nothing");

    let progress = run(&town, &supervisor, &preview).await;
    assert_eq!((progress.stage, progress.done), (ImportStage::Done, 5));
    let there = names(&alive(&town, grid(1), Kind::Resident));
    assert_eq!(there, set(["玉罕", "岩三"]));
    let lists = list(&town, &supervisor).await.imports;
    assert_eq!((&*lists[0].file, &*lists[0].state), ("list.xlsx", "done"));
    assert!(lists[0].author.is_some());

    let undo = format!("/v1/imports/{}/undo", lists[0].id);
    let (_, undone): (_, UndoneImport) = town.json(plain(&supervisor, "POST", &undo)).await;
    assert_eq!((undone.removed, undone.changed, undone.in_use), (5, 0, 0));
    assert!(alive(&town, grid(1), Kind::Resident).is_empty());
    assert_eq!(list(&town, &supervisor).await.imports[0].state, "undone");
}

#[tokio::test]
async fn the_good_rows_go_through_and_the_bad_ones_are_told_by_cell() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let preview = sent(&town, &supervisor, workbook()).await;
    let told = problems(&preview);
    for expected in [
        "H1 column.unknown",
        "A4 cell.merged",
        "B5 cell.formula",
        "F6 citizen_id.number",
        "G7 phone.form",
        "E9 born.form",
        "C10 cell.day",
    ] {
        assert!(
            told.iter().any(|one| one == expected),
            "{expected}: {told:?}"
        );
    }
    assert!(preview.good < preview.rows && !preview.stopped);
    assert_eq!(
        run(&town, &supervisor, &preview).await.stage,
        ImportStage::Done
    );
    let there = names(&alive(&town, grid(1), Kind::Resident));
    assert_eq!(there.len(), preview.good);
    assert!(there.contains("玉罕") && !there.contains("赵六"));
}

#[tokio::test]
async fn a_list_in_gb18030_is_read_as_it_was_written() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let preview = sent(&town, &supervisor, gb18030()).await;
    assert_eq!((preview.good, preview.problems.len()), (3, 0));
}

#[tokio::test]
async fn a_heading_that_stands_twice_stops_the_list_until_somebody_says_which() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let csv = "小区,楼栋,房号,姓名,电话,手机号\n花卉园,3,501,玉罕,,13800692907\n";
    let preview = sent(&town, &supervisor, csv.into()).await;
    assert!(preview.stopped);
    assert_eq!(problems(&preview), ["F1 column.twice"]);
    let path = format!("/v1/import-files/{}", preview.id);
    let run_it = saying(&supervisor, &format!("{path}/run"), json!({}));
    assert_eq!(town.refused(run_it).await, (400, "bad_request".into()));

    let which = json!({"电话": null});
    let check = saying(&supervisor, &format!("{path}/check"), which.clone());
    let (_, mended): (_, ImportPreview) = town.json(check).await;
    assert_eq!((mended.stopped, mended.good), (false, 1));
    let run_it = saying(&supervisor, &format!("{path}/run"), which);
    assert_eq!(town.call(run_it).await.status(), 200);
    assert_eq!(
        ended(&town, &supervisor, &path).await.stage,
        ImportStage::Done
    );

    let next = sent(&town, &supervisor, csv.into()).await;
    assert!(!next.stopped, "what was said is remembered");
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_says_what_is_wrong() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let bomb = zipped(&[("xl/worksheets/sheet1.xml", 300)]);
    let wide = vec!["栋"; 164].join(",");
    for (bytes, word) in [
        (bomb, "file.too_large_unpacked"),
        (wide.into_bytes(), "file.too_many_columns"),
        (b"PK\x03\x04".to_vec(), "file.broken_workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "file.old_workbook",
        ),
        (Vec::new(), "file.empty"),
    ] {
        let (status, error): (_, ErrorBody) = town.json(sending(&supervisor, bytes)).await;
        assert_eq!(
            (status.as_u16(), error.code.as_str()),
            (422, "import_unreadable"),
            "{word}"
        );
        assert!(error.message.starts_with(word), "{}", error.message);
    }
}

#[tokio::test]
async fn a_file_that_says_it_has_200_megabytes_is_refused_before_it_comes() {
    let town = town();
    let supervisor = town.phone("supervisor");
    // A body that never comes: whoever waited for it would wait forever.
    let stream = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let path = "/v1/import-files?kind=residents";
    let sending = request(&supervisor, "POST", path)
        .header(header::CONTENT_LENGTH, 200 * 1024 * 1024)
        .body(Body::from_stream(stream))
        .unwrap();
    assert_eq!(town.refused(sending).await, (413, "too_large".into()));
}

#[tokio::test]
async fn a_cancelled_list_leaves_nothing() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let preview = sent(&town, &supervisor, residents()).await;
    let path = format!("/v1/import-files/{}", preview.id);
    let (_, progress): (_, ImportProgress) = town.json(plain(&supervisor, "DELETE", &path)).await;
    assert_eq!(progress.stage, ImportStage::Cancelled);
    let run_it = saying(&supervisor, &format!("{path}/run"), json!({}));
    assert_eq!(town.refused(run_it).await, (404, "not_found".into()));

    let mut csv = "小区,楼栋,房号,姓名\n".to_owned();
    for room in 101..3_101 {
        csv += &format!("花卉园,3,{room},居民{room}\n");
    }
    let preview = sent(&town, &supervisor, csv.into_bytes()).await;
    let path = format!("/v1/import-files/{}", preview.id);
    let run_it = saying(&supervisor, &format!("{path}/run"), json!({}));
    assert_eq!(town.call(run_it).await.status(), 200);
    town.call(plain(&supervisor, "DELETE", &path)).await;
    assert_eq!(
        ended(&town, &supervisor, &path).await.stage,
        ImportStage::Cancelled
    );
    let left = alive(&town, grid(1), Kind::Resident);
    assert_eq!(left.iter().filter_map(Resident::read).count(), 0);
    assert!(alive(&town, grid(1), Kind::Household).is_empty());
}

#[tokio::test]
async fn a_file_is_its_senders_alone_and_not_for_long() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let preview = sent(&town, &supervisor, residents()).await;
    let path = format!("/v1/import-files/{}", preview.id);
    let sister = town.phone("sister");
    let other = town.refused(plain(&sister, "GET", &path)).await;
    assert_eq!(other, (404, "not_found".into()));
    town.clock.pass(FILE_VALID);
    let late = town.refused(plain(&supervisor, "GET", &path)).await;
    assert_eq!(late, (404, "not_found".into()));
}

#[tokio::test]
async fn only_the_communitys_own_supervisors_import_into_it() {
    let town = town();
    let supervisor = town.phone("supervisor");
    let preview = sent(&town, &supervisor, residents()).await;
    run(&town, &supervisor, &preview).await;
    let import = list(&town, &supervisor).await.imports[0].id;
    let undo = format!("/v1/imports/{import}/undo");
    for login in ["member", "informant", "chief", "volunteer", "subdistrict"] {
        let phone = town.phone(login);
        for asking in [
            sending(&phone, residents()),
            plain(&phone, "GET", "/v1/imports"),
            plain(&phone, "GET", "/v1/import-templates/areas"),
            plain(&phone, "POST", &undo),
        ] {
            let refused = town.refused(asking).await;
            assert_eq!(refused, (403, "not_granted".into()), "{login}");
        }
    }
    let sister = town.phone("sister");
    let refused = town.refused(plain(&sister, "POST", &undo)).await;
    assert_eq!(refused, (404, "not_found".into()));
    assert!(list(&town, &sister).await.imports.is_empty());
    let template = town
        .call(plain(&sister, "GET", "/v1/import-templates/areas"))
        .await;
    assert_eq!(template.status(), 200);
}
