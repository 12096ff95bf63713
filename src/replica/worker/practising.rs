use futures_channel::mpsc;
use futures_util::StreamExt;
use wasm_bindgen_futures::spawn_local;

use super::answering::Answering;
use super::port;
use crate::actor::SystemClock;
use crate::client::Replica;
use crate::practice::Practice;
use crate::wire::ToWorker;

/// Answers calls out of invented people in memory, until the page ends this worker. It takes no
/// lock and opens no file: several tabs may practise, whoever has the records.
pub(super) async fn practise(mut calls: mpsc::UnboundedReceiver<ToWorker>) {
    let answering = match Practice::start(SystemClock::default()) {
        Ok(practice) => {
            let (replica, requests) = Replica::channel();
            spawn_local(async move { drop(practice.serve(requests).await) });
            Ok(Answering::by(replica))
        }
        Err(error) => Err(error),
    };
    while let Some(ToWorker { id, call }) = calls.next().await {
        match &answering {
            Ok(answering) => answering.pass_on(id, call),
            Err(error) => port::reply(id, Err(error.clone())),
        }
    }
}
