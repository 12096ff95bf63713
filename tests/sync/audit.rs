//! What a device shows in full without signal reaches the supervisor's audit.

use chuanmen_core::domain::ResidentId;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{AuditRequest, Deed};
use chuanmen_replica::api::{Command, HouseholdQuery, Outcome};
use chuanmen_tests::harness::{Demo, Device, TestServer};

#[tokio::test]
async fn a_number_that_is_revealed_without_signal_stands_in_the_audit_once_there_is_one() {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let alice = Device::alice(&server).await;
    let resident = neighbour(&alice).await;
    alice.line.cut();
    alice.send(Command::Reveal { resident }).await;
    alice.line.mend();
    alice.sync().await;
    alice.sync().await;
    let found = noted(&supervisor, Deed::Revealed).await;
    assert_eq!(found, [Some(resident.into())]);
}

#[tokio::test]
async fn a_look_at_somebodys_health_without_signal_stands_in_the_audit_once_there_is_one() {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let alice = Device::alice(&server).await;
    let resident = neighbour(&alice).await;
    alice.line.cut();
    alice.send(Command::LookAtHealth { resident }).await;
    alice.line.mend();
    alice.sync().await;
    // The desk's own look goes the same way.
    supervisor.send(Command::LookAtHealth { resident }).await;
    supervisor.sync().await;
    let found = noted(&supervisor, Deed::HealthSeen).await;
    assert_eq!(found, [Some(resident.into()); 2]);
    assert_eq!(noted(&supervisor, Deed::Revealed).await, []);
}

/// Somebody of alice's grid.
async fn neighbour(alice: &Device) -> ResidentId {
    for door in alice.doors().await {
        let household = door.household;
        let home = alice.ask(HouseholdQuery { household }).await;
        if let Some(one) = home.residents.first() {
            return one.id;
        }
    }
    panic!("nobody lives in this grid");
}

/// About whom a deed stands in the audit.
async fn noted(supervisor: &Device, deed: Deed) -> Vec<Option<RecordId>> {
    let asked = AuditRequest {
        deed: Some(deed),
        ..AuditRequest::default()
    };
    let Outcome::Audit(audit) = supervisor.send(Command::PullAudit(asked)).await else {
        panic!("no audit");
    };
    audit.entries.iter().map(|entry| entry.subject).collect()
}
