//! A supervisor's device enrols and revokes a colleague's, through the real hub.

use chuanmen_core::protocol::{Credential, ErrorCode, Person};
use chuanmen_replica::api::{
    Command, Outcome, ReplicaError, SessionQuery, SessionView, Standing, SyncQuery,
};
use chuanmen_tests::harness::{Demo, Device, TestServer};

async fn people(supervisor: &Device) -> Vec<Person> {
    match supervisor.send(Command::PullPeople).await {
        Outcome::People(response) => response.people,
        other => panic!("people, not {other:?}"),
    }
}

async fn code(supervisor: &Device, person: &Person) -> String {
    let account = person.account;
    match supervisor.send(Command::OfferEnrolment { account }).await {
        Outcome::Enrolment(offer) => offer.code,
        other => panic!("a code, not {other:?}"),
    }
}

async fn enrol(device: &Device, code: String) {
    let hub = device.line.url();
    let enrol = Command::Enrol {
        hub,
        credential: Credential::Code(code),
        device_name: "新手机".into(),
    };
    device.send(enrol).await;
    device.sync().await;
}

#[tokio::test]
async fn a_phone_that_a_supervisor_revoked_keeps_its_unsent_work_until_a_new_code_brings_it_back() {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let name = &server.login("网格员").name;
    let find = async || {
        let people = people(&supervisor).await;
        let found = people.into_iter().find(|person| &person.name == name);
        found.unwrap()
    };
    let person = find().await;
    assert!(person.may_manage);
    let phone = Device::fresh(&server).await;
    enrol(&phone, code(&supervisor, &person).await).await;
    let devices = find().await.devices;
    let device = devices.iter().find(|one| one.name == "新手机").unwrap();
    assert!(device.last_contact.is_some() && device.app.is_some());

    let door = phone.door().await;
    let revoke = Command::RevokeDevice { device: device.id };
    supervisor.send(revoke).await;
    phone.visit(door.household, "停用以后").await;
    let refused = phone.try_send(Command::SyncNow).await;
    let revoked = ReplicaError::Hub {
        code: ErrorCode::DeviceRevoked,
    };
    assert_eq!(refused, Err(revoked));
    let SessionView::Enrolled(me) = phone.ask(SessionQuery {}).await else {
        panic!("it forgot whose it is");
    };
    assert_eq!(me.standing, Standing::Revoked);
    assert_eq!(phone.ask(SyncQuery {}).await.waiting, 1);

    enrol(&phone, code(&supervisor, &person).await).await;
    assert_eq!(phone.ask(SyncQuery {}).await.waiting, 0);
}

#[tokio::test]
async fn a_grid_members_phone_is_told_nothing_of_people() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let refused = alice.try_send(Command::PullPeople).await;
    let not_granted = ReplicaError::Hub {
        code: ErrorCode::NotGranted,
    };
    assert_eq!(refused, Err(not_granted));
}
