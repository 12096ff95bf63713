//! What a device shows in full without signal reaches the supervisor's audit.

use chuanmen_core::protocol::{AuditRequest, Deed};
use chuanmen_replica::api::{Command, HouseholdQuery, Outcome};
use chuanmen_tests::harness::{Demo, Device, TestServer};

#[tokio::test]
async fn a_number_that_is_revealed_without_signal_stands_in_the_audit_once_there_is_one() {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let alice = Device::alice(&server).await;
    let mut resident = None;
    for door in alice.doors().await {
        let household = door.household;
        let home = alice.ask(HouseholdQuery { household }).await;
        resident = resident.or(home.residents.first().map(|one| one.id));
    }
    let resident = resident.expect("somebody lives in this grid");
    alice.line.cut();
    alice.send(Command::Reveal { resident }).await;
    alice.line.mend();
    alice.sync().await;
    alice.sync().await;
    let asked = AuditRequest {
        deed: Some(Deed::Revealed),
        ..AuditRequest::default()
    };
    let Outcome::Audit(audit) = supervisor.send(Command::PullAudit(asked)).await else {
        panic!("no audit");
    };
    let found: Vec<_> = audit.entries.iter().map(|entry| entry.subject).collect();
    assert_eq!(found, [Some(resident.into())]);
}
