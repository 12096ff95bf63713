//! Requests to the hub, and what it answers.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use chuanmen_core::protocol::{Answer, Page, SyncRequest, SyncResponse, Transaction, VERSION};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::json;
use tower::ServiceExt;

use super::{Phone, Town};

impl Town {
    pub(crate) async fn call(&self, request: Request<Body>) -> Response<Body> {
        self.app.clone().oneshot(request).await.unwrap()
    }

    /// A body as JSON, with its status.
    pub(crate) async fn json<T: DeserializeOwned>(
        &self,
        request: Request<Body>,
    ) -> (StatusCode, T) {
        let response = self.call(request).await;
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body);
        let parsed = serde_json::from_slice(&body);
        (
            status,
            parsed.unwrap_or_else(|error| panic!("{status} {error}: {text}")),
        )
    }

    /// The code of a failed request.
    pub(crate) async fn refused(&self, request: Request<Body>) -> (u16, String) {
        let (status, body): (_, serde_json::Value) = self.json(request).await;
        (status.as_u16(), body["code"].as_str().unwrap().to_owned())
    }

    pub(crate) async fn sync(&self, phone: &Phone, push: Vec<Transaction>) -> SyncResponse {
        let (status, response) = self.json(phone.post(&phone.request(push))).await;
        assert_eq!(status, StatusCode::OK);
        response
    }

    /// Syncs until nothing is left, and returns every page.
    pub(crate) async fn drain(&self, phone: &mut Phone, take: u32) -> Vec<Page> {
        let mut pages = Vec::new();
        loop {
            let request = SyncRequest {
                take,
                ..phone.request(Vec::new())
            };
            let (status, response): (_, SyncResponse) = self.json(phone.post(&request)).await;
            assert_eq!(status, StatusCode::OK);
            phone.learn(&response);
            pages.extend(response.pages);
            if !response.more {
                return pages;
            }
        }
    }
}

pub(crate) fn accepted(answer: &Answer) -> u64 {
    match answer {
        Answer::Accepted { seq, .. } => *seq,
        Answer::Refused { code, detail } => panic!("refused: {code}: {detail}"),
    }
}

pub(crate) fn refusal(answer: &Answer) -> &str {
    match answer {
        Answer::Refused { code, .. } => code.as_str(),
        Answer::Accepted { .. } => "accepted",
    }
}

pub(crate) fn enrol(credential: serde_json::Value) -> Request<Body> {
    let body =
        json!({"v": VERSION, "app": "0.1.0", "device_name": "手机", "credential": credential});
    Request::post("/v1/enrol")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}
