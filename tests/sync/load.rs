//! The load that operators measure a hub with, in small.

use chuanmen_tests::harness::{Demo, TestServer};
use serde_json::Value;

#[tokio::test]
async fn a_small_load_is_answered_without_an_error_and_told_as_json() {
    let server = TestServer::start(Demo::SMALL).await;
    let folder = tempfile::tempdir().unwrap();
    let plot = folder.path().join("times.svg");
    let said = server.command(&[
        "load",
        "--hub",
        &server.url(),
        "--phones",
        "10",
        "--minutes",
        "0.03",
        "--rate",
        "50",
        "--edits",
        "30",
        "--storms",
        "1",
        "--plot",
        plot.to_str().unwrap(),
    ]);
    let report: Value = serde_json::from_str(&said).unwrap();
    let text = report.to_string();
    assert_eq!(report["errors"], serde_json::json!({}), "{text}");
    assert_eq!(report["phones"], 10);
    for (sort, count) in [("enrol", 11), ("bootstrap", 11), ("storm", 10)] {
        assert_eq!(report["by_sort"][sort]["count"], count, "{sort}: {text}");
    }
    let number = |value: &Value| {
        value
            .as_f64()
            .unwrap_or_else(|| panic!("{value} in {text}"))
    };
    for name in ["p50_ms", "p99_ms", "max_ms"] {
        assert!(number(&report["steady"][name]) > 0.0, "{name}: {text}");
        assert!(number(&report["by_sort"]["edit"][name]) > 0.0, "{text}");
    }
    assert!(number(&report["syncs_per_s"]) > 0.0);
    assert!(number(&report["bytes_up"]) > 0.0 && number(&report["bytes_down"]) > 0.0);
    assert!(number(&report["server_memory_bytes"]["most"]) > 1_000_000.0);
    let storm = &report["storms"][0];
    assert_eq!(
        (&storm["broadcast"], &storm["done"]),
        (&Value::Bool(true), &Value::from(10))
    );
    assert!(std::fs::read_to_string(plot).unwrap().starts_with("<svg"));
}

#[tokio::test]
async fn a_load_whose_phones_are_not_let_in_says_why() {
    let server = TestServer::start(Demo::SMALL).await;
    let codes = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(codes.path(), "7KQ4-M2XV-9P\n").unwrap();
    let said = server.fails(&[
        "load",
        "--hub",
        &server.url(),
        "--codes",
        codes.path().to_str().unwrap(),
    ]);
    assert!(said.contains("enrolment_code_invalid"), "{said}");
}
