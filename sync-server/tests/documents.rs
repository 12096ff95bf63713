//! A document is read for supervisors, and nothing of it is kept.

use axum::body::Body;
use axum::http::{Request, header};
use chuanmen_core::protocol::ErrorBody;

use super::town::{Phone, Town};

fn sending(phone: &Phone, bytes: &[u8]) -> Request<Body> {
    Request::post("/v1/document-words")
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
        .body(bytes.to_vec().into())
        .unwrap()
}

#[tokio::test]
async fn a_supervisor_gets_a_documents_words_and_a_grid_member_is_refused() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let (text, ..) = encoding_rs::GB18030.encode("事项：高龄津贴");
    let answer = town.call(sending(&supervisor, &text)).await;
    assert_eq!(answer.status(), 200);
    let words = axum::body::to_bytes(answer.into_body(), 1024)
        .await
        .unwrap();
    assert_eq!(words, "事项：高龄津贴");
    let member = town.phone("member");
    let refused = town.refused(sending(&member, &text)).await;
    assert_eq!(refused, (403, "not_granted".into()));
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_a_stable_word() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let (status, error): (_, ErrorBody) = town.json(sending(&supervisor, b"PK\x03\x04")).await;
    assert_eq!(
        (status.as_u16(), error.code.as_str()),
        (422, "import_unreadable")
    );
    assert!(
        error.message.starts_with("document.broken: "),
        "{}",
        error.message
    );
}
