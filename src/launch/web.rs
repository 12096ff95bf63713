use chuanmen_replica::Replica;
use chuanmen_replica::api::ReplicaError;

use super::{put_door, put_practice, root};

/// Takes the page; the replica runs in the worker that the page names.
pub(crate) fn page() {
    put_door(worker_address().and_then(|address| Replica::start_worker(&address)));
    put_practice(|| Replica::start_practice_worker(&worker_address()?));
    dioxus::LaunchBuilder::new().launch(root);
}

/// `<meta name="replica-worker" content="/replica-worker-….js">`, written by the build.
fn worker_address() -> Result<String, ReplicaError> {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| {
            document
                .query_selector("meta[name=replica-worker]")
                .ok()
                .flatten()
        })
        .and_then(|meta| meta.get_attribute("content"))
        .ok_or_else(|| ReplicaError::Gone {
            detail: "the page names no worker".to_owned(),
        })
}
