use std::fmt::Debug;

use chuanmen_core::merge::{Record, Value, plan};
use chuanmen_core::protocol::{
    Cursor, EnrolRequest, EnrolResponse, ErrorBody, SyncRequest, SyncResponse, Transaction,
    validate,
};
use chuanmen_core::report::{Overview, Table};
use chuanmen_replica::api::{Answer, Command, Notice, Outcome, Query, ReplicaError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads bytes as every message that hub, phone, page and worker send each other.
pub(crate) fn read(input: &[u8]) -> String {
    let read = [
        request(input),
        again::<SyncResponse>(input).is_some(),
        again::<EnrolRequest>(input).is_some(),
        again::<EnrolResponse>(input).is_some(),
        again::<ErrorBody>(input).is_some(),
        again::<Cursor>(input).is_some(),
        again::<Value>(input).is_some(),
        again::<Record>(input).is_some(),
        again::<Command>(input).is_some(),
        again::<Query>(input).is_some(),
        again::<Answer>(input).is_some(),
        again::<Outcome>(input).is_some(),
        again::<Notice>(input).is_some(),
        again::<Result<Outcome, ReplicaError>>(input).is_some(),
        again::<Overview>(input).is_some(),
        again::<Table>(input).is_some(),
    ];
    let said = serde_json::from_slice::<serde_json::Value>(input);
    let fault = said.err().map(|error| error.classify());
    format!("{read:?} {fault:?}")
}

/// What is read and written is read as the same.
fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(input: &[u8]) -> Option<T> {
    let first: T = serde_json::from_slice(input).ok()?;
    let written = serde_json::to_vec(&first).expect("what was read can be written");
    let second: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(second, first);
    Some(first)
}

fn request(input: &[u8]) -> bool {
    let request = again::<SyncRequest>(input);
    let read = request.is_some();
    let pushed = request.map(|request| request.push).unwrap_or_default();
    let lone = again::<Transaction>(input);
    for transaction in pushed.iter().chain(&lone) {
        if validate(transaction).is_ok() {
            merges_alike(transaction);
        }
    }
    read || lone.is_some()
}

/// Heard twice is heard once.
fn merges_alike(transaction: &Transaction) {
    for patch in &transaction.patches {
        let once = plan(None, patch, transaction.stamp).record;
        let twice = plan(Some(&once), patch, transaction.stamp).record;
        assert_eq!(once, twice);
    }
}
