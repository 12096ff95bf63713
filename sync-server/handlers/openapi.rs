use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{
    audit, blobs, bundle, documents, enrol, health, imports, live, meetings, metrics, people,
    quarantine, reports, subdistrict, sync, tokens, unlock,
};
use crate::web::ApiError;

/// What every failed request answers.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the macro only")]
pub(super) struct Error {
    /// Stable: programs may match on it.
    #[schema(example = "not_granted")]
    code: String,
    /// For the person who reads a log.
    message: String,
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Chuanmen hub", description = "Merges what phones record, and lets supervisors read it."),
    paths(
        sync::sync,
        blobs::held,
        blobs::put,
        blobs::get,
        bundle::bundle,
        enrol::enrol,
        unlock::unlock,
        audit::audit,
        audit::reveals,
        reports::names,
        subdistrict::subdistrict,
        tokens::tokens,
        tokens::make,
        tokens::revoke,
        people::people,
        people::add,
        people::enrolment,
        people::grants,
        people::revoke,
        quarantine::leave,
        quarantine::leave_blob,
        quarantine::quarantine,
        quarantine::decide,
        documents::words,
        imports::keep,
        imports::check,
        imports::run,
        imports::progress,
        imports::cancel,
        imports::imports,
        imports::undo,
        imports::blank,
        reports::overview,
        reports::table,
        live::live,
        meetings::minutes,
        health::health,
        metrics::metrics,
        openapi,
    ),
    components(schemas(Error)),
    modifiers(&Device),
)]
struct Document;

/// How a device says who it is.
struct Device;

impl Modify for Device {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The token that a device got on enrolment"))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("device", SecurityScheme::Http(token));
    }
}

/// The description of every route.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// `GET /openapi.json`: this description.
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "openapi",
    summary = "This description",
    responses((status = 200, body = serde_json::Value)),
)]
pub(super) async fn openapi() -> Result<Response, ApiError> {
    let text = document().to_json().map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// A visit, pushed by a phone that holds one scope.
pub(super) fn sync_request() -> Value {
    json!({
        "v": 1,
        "app": "0.1.0",
        "replica": "5f1d3a9c0b7e4d21",
        "epoch": 3_627_740,
        "cursors": [[3, 1204]],
        "push": [{
            "id": "0192f0c1-7b1a-7000-8000-000000000001",
            "scope": "grid/0192f0c1-7b1a-7000-8000-000000000002",
            "author": "0192f0c1-7b1a-7000-8000-000000000003",
            "stamp": "019ab697e800-0000-5f1d3a9c0b7e4d21",
            "patches": [{
                "kind": "visit",
                "id": "0192f0c1-7b1a-7000-8000-000000000004",
                "set": {"outcome": "met", "note": "插座松，冒过火花"}
            }]
        }],
        "take": 65_536
    })
}

/// The hub's answer to it, with what a colleague recorded meanwhile.
pub(super) fn sync_response() -> Value {
    json!({
        "time": 1_764_000_000_100_i64,
        "epoch": 3_627_740,
        "answers": [{"outcome": "accepted", "seq": 1206}],
        "pages": [{
            "cursor": [3, 1206],
            "log": [{
                "seq": 1205,
                "at": 1_764_000_000_050_i64,
                "id": "0192f0c1-7b1a-7000-8000-000000000005",
                "scope": "grid/0192f0c1-7b1a-7000-8000-000000000002",
                "author": "0192f0c1-7b1a-7000-8000-000000000006",
                "stamp": "019ab697e7f0-0000-84b2c6d1e0f39a57",
                "patches": [{
                    "kind": "resident",
                    "id": "0192f0c1-7b1a-7000-8000-000000000007",
                    "set": {"phone": "19900000001"},
                    "base": {"phone": ["019ab5aa0000-0000-0000000000000000"]}
                }]
            }]
        }]
    })
}

/// What became of what was in a bundle.
pub(super) fn taken_in() -> Value {
    json!({"author": "周丽萍", "accepted": 12, "already": 3, "refused": 0})
}

/// After the first part of a photo.
pub(super) fn blob_held() -> Value {
    json!({"held": 65_536, "complete": false})
}

/// A phone with a code.
pub(super) fn enrol_request() -> Value {
    json!({
        "v": 1,
        "app": "0.1.0",
        "device_name": "华为 畅享 60",
        "credential": {"code": "7KQ4-M2XV-9P"}
    })
}

/// What it becomes.
pub(super) fn enrol_response() -> Value {
    json!({
        "token": "q8V0m1yqTj6sX2bK4nR7dA",
        "device": "0192f0c1-7b1a-7000-8000-000000000008",
        "replica": "5f1d3a9c0b7e4d21",
        "account": "0192f0c1-7b1a-7000-8000-000000000003",
        "name": "周丽萍",
        "role": "grid_member",
        "community": "0192f0c1-7b1a-7000-8000-000000000009",
        "time": 1_764_000_000_000_i64,
        "epoch": 3_627_740
    })
}

/// A phone whose owner forgot the PIN.
pub(super) fn unlock_request() -> Value {
    json!({
        "v": 1,
        "device": "0192f0c1-7b1a-7000-8000-000000000008",
        "credential": {"code": "7KQ4-M2XV-9P"}
    })
}

/// What opens it.
pub(super) fn unlock_response() -> Value {
    json!({"key": "mIhIOVC2H3kYkB9wDk1Y0h1xk2Vw5r8k1d3yq8mNn0s="})
}

/// A grid member with one phone.
pub(super) fn people_response() -> Value {
    json!({
        "time": 1_764_000_000_000_i64,
        "people": [{
            "account": "0192f0c1-7b1a-7000-8000-000000000003",
            "name": "周丽萍",
            "login": "zhou",
            "role": "grid_member",
            "community": "0192f0c1-7b1a-7000-8000-000000000009",
            "community_name": "花卉园社区",
            "areas": [{
                "grant": "0192f0c1-7b1a-7000-8000-000000000007",
                "role": "grid_member",
                "area": "0192f0c1-7b1a-7000-8000-000000000002",
                "name": "第 3 网格"
            }],
            "devices": [{
                "id": "0192f0c1-7b1a-7000-8000-000000000008",
                "name": "华为 畅享 60",
                "enrolled_at": 1_763_000_000_000_i64,
                "last_contact": 1_763_999_000_000_i64,
                "app": "0.1.0"
            }],
            "may_manage": true
        }]
    })
}

/// A visit that a revoked phone had not sent.
pub(super) fn quarantine_response() -> Value {
    json!({
        "time": 1_764_000_000_000_i64,
        "left": [{
            "device": "0192f0c1-7b1a-7000-8000-000000000008",
            "device_name": "华为 畅享 60",
            "account": "0192f0c1-7b1a-7000-8000-000000000003",
            "name": "周丽萍",
            "revoked_at": 1_763_998_000_000_i64,
            "arrived_at": 1_763_999_000_000_i64,
            "saves": sync_request()["push"]
        }]
    })
}

/// A supervisor takes it.
pub(super) fn decision_request() -> Value {
    json!({
        "v": 1,
        "device": "0192f0c1-7b1a-7000-8000-000000000008",
        "transactions": ["0192f0c1-7b1a-7000-8000-000000000001"],
        "take": true
    })
}

/// A grid member to be added.
pub(super) fn add_person_request() -> Value {
    json!({
        "v": 1,
        "name": "周丽萍",
        "login": "zhou",
        "role": "grid_member",
        "areas": ["0192f0c1-7b1a-7000-8000-000000000002"]
    })
}

/// Their account.
pub(super) fn add_person_response() -> Value {
    json!({"account": "0192f0c1-7b1a-7000-8000-000000000003"})
}

/// A grid member takes over another grid.
pub(super) fn grants_request() -> Value {
    json!({
        "v": 1,
        "give": {"role": "grid_member", "area": "0192f0c1-7b1a-7000-8000-000000000004"},
        "take": "0192f0c1-7b1a-7000-8000-000000000007"
    })
}

/// The grant that says so.
pub(super) fn grants_response() -> Value {
    json!({"given": "0192f0c1-7b1a-7000-8000-000000000005", "role": "grid_member"})
}

/// A code for half an hour.
pub(super) fn enrolment_response() -> Value {
    json!({
        "code": "7KQ4-M2XV-9P",
        "time": 1_764_000_000_000_i64,
        "expires_at": 1_764_001_800_000_i64
    })
}

/// A device that is revoked from now on.
pub(super) fn revoke_response() -> Value {
    json!({"revoked_at": 1_764_000_000_000_i64})
}

/// A list of two rows, one of which has a number that cannot be.
pub(super) fn import_preview() -> Value {
    json!({
        "id": "0192f0c1-7b1a-7000-8000-000000000006",
        "expires_at": 1_764_001_800_000_i64,
        "kind": "residents",
        "file": "名单.xlsx",
        "columns": [{"column": "A", "heading": "姓名", "field": "name"}],
        "fields": [{"field": "name", "heading": "姓名", "needed": true}],
        "rows": 2,
        "good": 1,
        "records": 2,
        "stopped": false,
        "errors": 1,
        "duplicates": 0,
        "notices": 0,
        "problems": [{
            "place": "D3",
            "heading": "电话",
            "code": "phone.form",
            "severity": "error",
            "message": "电话应是 5 到 20 位数字。"
        }]
    })
}

/// A column that is something else than it seems, and one that is left out.
pub(super) fn import_matching() -> Value {
    json!({"v": 1, "columns": {"门": "room", "电话": null}})
}

/// A list that is being written.
pub(super) fn import_progress() -> Value {
    json!({"stage": "running", "done": 1000, "of": 26_000})
}

/// One list, imported in the app.
pub(super) fn imports_response() -> Value {
    json!({"imports": [{
        "id": "0192f0c1-7b1a-7000-8000-000000000007",
        "kind": "residents",
        "file": "名单.xlsx",
        "author": "刘敏",
        "at": 1_764_000_000_000_i64,
        "rows": 2,
        "added": 2,
        "state": "done"
    }]})
}

/// All of it is gone but for one that somebody changed.
pub(super) fn undone_import() -> Value {
    json!({"removed": 25_999, "gone": 0, "changed": 1, "in_use": 0})
}

#[cfg(test)]
mod tests {
    use chuanmen_core::protocol::{
        AddPersonRequest, AddPersonResponse, BlobHeld, EnrolRequest, EnrolResponse,
        EnrolmentResponse, GrantsRequest, GrantsResponse, ImportMatching, ImportPreview,
        ImportProgress, ImportsResponse, PeopleResponse, RevokeResponse, SyncRequest, SyncResponse,
        TakenIn, UndoneImport, UnlockRequest, UnlockResponse,
    };
    use serde_json::from_value;

    use super::*;

    #[test]
    fn the_examples_are_what_the_protocol_reads() {
        from_value::<SyncRequest>(sync_request()).unwrap();
        from_value::<SyncResponse>(sync_response()).unwrap();
        from_value::<TakenIn>(taken_in()).unwrap();
        from_value::<BlobHeld>(blob_held()).unwrap();
        from_value::<EnrolRequest>(enrol_request()).unwrap();
        from_value::<EnrolResponse>(enrol_response()).unwrap();
        from_value::<PeopleResponse>(people_response()).unwrap();
        from_value::<AddPersonRequest>(add_person_request()).unwrap();
        from_value::<AddPersonResponse>(add_person_response()).unwrap();
        from_value::<GrantsRequest>(grants_request()).unwrap();
        from_value::<GrantsResponse>(grants_response()).unwrap();
        from_value::<EnrolmentResponse>(enrolment_response()).unwrap();
        from_value::<RevokeResponse>(revoke_response()).unwrap();
        from_value::<ImportPreview>(import_preview()).unwrap();
        from_value::<ImportMatching>(import_matching()).unwrap();
        from_value::<ImportProgress>(import_progress()).unwrap();
        from_value::<ImportsResponse>(imports_response()).unwrap();
        from_value::<UndoneImport>(undone_import()).unwrap();
        from_value::<UnlockRequest>(unlock_request()).unwrap();
        from_value::<UnlockResponse>(unlock_response()).unwrap();
    }
}
