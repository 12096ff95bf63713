use futures_util::StreamExt;
use tempfile::TempDir;

use chuanmen_core::protocol::{Credential, EnrolRequest, EnrolResponse, SyncRequest};

use crate::actor::{ReplicaConfig, SystemClock};
use crate::api::{
    Command, Notice, Outcome, Phase, Preference, PreferencesQuery, ReplicaError, SessionQuery,
    SessionView, SyncQuery, Theme,
};
use crate::client::Replica;
use crate::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};

/// A hub that takes everybody in and is out of reach from then on.
struct Unreachable;

impl Transport for Unreachable {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        Err(TransportError::Offline("no line".to_owned()))
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(crate::storage::enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("no line".to_owned()))
    }
}

fn start(directory: &TempDir) -> Result<Replica, ReplicaError> {
    let config = ReplicaConfig {
        directory: directory.path().to_owned(),
    };
    Replica::start_with(config, || Ok((Unreachable, SystemClock::default())))
}

fn enrol() -> Command {
    Command::Enrol {
        hub: "https://hub.example".to_owned(),
        credential: Credential::Code("123456".to_owned()),
        device_name: "华为 畅享 60".to_owned(),
    }
}

#[tokio::test]
async fn what_was_set_is_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let replica = start(&directory).unwrap();
    let dark = Preference {
        theme: Some(Theme::Dark),
        ..Preference::default()
    };
    assert_eq!(
        replica.send(Command::Prefer(dark)).await.unwrap(),
        Outcome::Done
    );
    assert_eq!(
        replica.ask(SessionQuery {}).await.unwrap(),
        SessionView::NotEnrolled { farewell: None }
    );
    replica.send(enrol()).await.unwrap();
    replica.close().await;

    let replica = start(&directory).unwrap();
    assert_eq!(replica.ask(PreferencesQuery {}).await.unwrap(), dark);
    let session = replica.ask(SessionQuery {}).await.unwrap();
    assert!(matches!(session, SessionView::Enrolled(me) if me.name == "玉光"));
}

#[tokio::test]
async fn two_processes_cannot_have_one_database() {
    let directory = tempfile::tempdir().unwrap();
    let replica = start(&directory).unwrap();
    assert_eq!(start(&directory).unwrap_err(), ReplicaError::HeldElsewhere);
    replica.close().await;
    start(&directory).unwrap();
}

#[tokio::test]
async fn everybody_who_listens_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let replica = start(&directory).unwrap();
    let mut listeners = [replica.notices().boxed(), replica.clone().notices().boxed()];
    replica.send(enrol()).await.unwrap();
    for listener in &mut listeners {
        assert_eq!(listener.next().await, Some(Notice::Changed));
        // The first try follows by itself, and fails.
        let offline =
            |notice: &Notice| matches!(notice, Notice::Sync(view) if view.phase == Phase::Offline);
        while !listener.next().await.as_ref().is_some_and(offline) {}
    }
    assert_eq!(
        replica.ask(SyncQuery {}).await.unwrap().phase,
        Phase::Offline
    );
    assert_eq!(
        replica.send(Command::SyncNow).await,
        Err(ReplicaError::Offline)
    );
    drop(replica);
    for listener in &mut listeners {
        while listener.next().await.is_some() {}
    }
}

#[tokio::test]
async fn a_replica_that_is_gone_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let replica = start(&directory).unwrap();
    replica.clone().close().await;
    let error = replica.ask(SyncQuery {}).await.unwrap_err();
    assert!(matches!(error, ReplicaError::Gone { .. }));
    assert_eq!(replica.notices().next().await, None);
}

#[tokio::test]
async fn nothing_is_asked_of_a_hub_that_nobody_enrolled_with() {
    let directory = tempfile::tempdir().unwrap();
    let replica = start(&directory).unwrap();
    assert_eq!(
        replica.send(Command::SyncNow).await,
        Err(ReplicaError::NotEnrolled)
    );
    assert_eq!(replica.send(Command::Wake).await, Ok(Outcome::Done));
    let nowhere = Command::Enrol {
        hub: "hub.example".to_owned(),
        credential: Credential::Code("1".to_owned()),
        device_name: String::new(),
    };
    let error = replica.send(nowhere).await.unwrap_err();
    assert!(matches!(error, ReplicaError::Invalid { field, .. } if field == "hub"));
}
