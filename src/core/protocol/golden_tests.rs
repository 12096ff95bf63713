//! What travels reads, and is written, byte for byte as it always was. The same files are the
//! examples of `docs/SYNC.md`.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;

const DOCUMENT: &str = include_str!("../../../docs/SYNC.md");

macro_rules! golden {
    ($name:literal) => {
        include_str!(concat!("golden/", $name, ".json"))
    };
}

/// Reads a file, and writes it again.
fn travels<T: Serialize + DeserializeOwned + Debug>(file: &str) -> T {
    let read: T = serde_json::from_str(file).unwrap();
    let written = serde_json::to_string_pretty(&read).unwrap() + "\n";
    assert_eq!(written, file);
    read
}

#[test]
fn every_message_reads_and_is_written_as_it_always_was() {
    travels::<EnrolRequest>(golden!("enrol-request"));
    travels::<EnrolResponse>(golden!("enrol-response"));
    for request in [
        golden!("request-first"),
        golden!("request-resume"),
        golden!("request-visit"),
    ] {
        travels::<SyncRequest>(request);
    }
    for response in [
        golden!("response-bootstrap"),
        golden!("response-events"),
        golden!("response-answers"),
        golden!("response-log"),
        golden!("response-move"),
    ] {
        travels::<SyncResponse>(response);
    }
    travels::<ErrorBody>(golden!("error"));
}

#[test]
fn what_the_examples_push_would_be_taken() {
    let request: SyncRequest = travels(golden!("request-visit"));
    for transaction in &request.push {
        assert_eq!(validate(transaction), Ok(()));
    }
}

#[test]
fn the_document_shows_each_message_as_it_is() {
    for file in [
        golden!("enrol-request"),
        golden!("enrol-response"),
        golden!("request-first"),
        golden!("request-resume"),
        golden!("request-visit"),
        golden!("response-bootstrap"),
        golden!("response-events"),
        golden!("response-answers"),
        golden!("response-log"),
        golden!("response-move"),
        golden!("error"),
    ] {
        assert!(DOCUMENT.contains(file), "docs/SYNC.md lacks {file}");
    }
}

#[test]
fn what_a_newer_version_adds_to_a_message_does_not_stop_an_older_one() {
    let mut request: serde_json::Value = serde_json::from_str(golden!("request-visit")).unwrap();
    request["battery"] = 41.into();
    request["push"][0]["mood"] = "good".into();
    request["push"][0]["patches"][0]["kind"] = "kitchen".into();
    let read: SyncRequest = serde_json::from_value(request).unwrap();
    assert_eq!(read.push[0].patches[0].kind.as_str(), "kitchen");
}
