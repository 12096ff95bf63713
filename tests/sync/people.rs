//! A supervisor's device enrols and revokes a colleague's, through the real hub.

use chuanmen_core::domain::Role;
use chuanmen_core::protocol::{Credential, ErrorCode, GivenGrant, Person};
use chuanmen_replica::api::{
    Command, Farewell, HouseholdQuery, Outcome, ReceiptQuery, ReplicaError, SessionQuery,
    SessionView,
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
async fn what_a_revoked_phone_had_not_sent_is_taken_by_the_supervisor_and_the_phone_is_empty() {
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
    let farewell = Farewell {
        name: person.name.clone(),
        saves: 1,
    };
    let gone = SessionView::NotEnrolled {
        farewell: Some(farewell),
    };
    assert_eq!(phone.ask(SessionQuery {}).await, gone);

    // The supervisor sees what was written and where, and takes it.
    let Outcome::Leavings { left } = supervisor.send(Command::PullLeavings).await else {
        panic!("what was left");
    };
    let save = &left[0].saves[0];
    assert!(save.texts.iter().any(|text| text.contains("停用以后")));
    assert_eq!(
        (&save.summary.place, save.summary.visits),
        (&door.view.title, 1)
    );
    let decide = Command::Decide {
        device: device.id,
        transactions: vec![save.transaction],
        take: true,
    };
    let decided = supervisor.send(decide).await;
    assert!(matches!(decided, Outcome::Decided(decided) if decided.taken == 1));

    // A new code, and the visit is on the phone again.
    enrol(&phone, code(&supervisor, &person).await).await;
    let told = phone
        .ask(HouseholdQuery {
            household: door.household,
        })
        .await;
    let mut notes = told.visits.iter().map(|visit| visit.note.as_str());
    assert!(notes.any(|note| note.contains("停用以后")));
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

#[tokio::test]
async fn a_grant_changed_at_the_desk_is_what_the_phone_holds_and_its_owner_is_from_its_next_sync_on()
 {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let alice = Device::alice(&server).await;
    let me = async |device: &Device| match device.ask(SessionQuery {}).await {
        SessionView::Enrolled(me) => me,
        other => panic!("enrolled, not {other:?}"),
    };
    let before = me(&alice).await;
    let all = me(&supervisor).await.grids;
    let other = all.iter().find(|grid| !before.grids.contains(grid));
    let other = other.unwrap().clone();
    let mut everybody = people(&supervisor).await.into_iter();
    let person = everybody.find(|one| one.account == before.account).unwrap();
    let change = |give: Option<GivenGrant>, take| Command::ChangeGrants {
        account: person.account,
        give,
        take,
    };
    let give = |role, area| GivenGrant {
        role,
        area,
        party: None,
    };
    supervisor
        .send(change(Some(give(Role::Informant, other.id)), None))
        .await;
    alice.sync().await;
    let both = me(&alice).await;
    assert_eq!(both.role, Role::GridMember);
    assert!(before.grids.iter().all(|grid| both.grids.contains(grid)));
    assert!(both.grids.contains(&other));
    // The own grid goes: what was saved there and not sent comes back, and is not lost.
    let door = alice.door().await;
    alice.visit(door.household, "收回以前").await;
    for held in &person.areas {
        supervisor.send(change(None, held.grant)).await;
    }
    alice.sync().await;
    let after = me(&alice).await;
    assert_eq!((after.role, after.grids), (Role::Informant, vec![other]));
    let receipt = alice.ask(ReceiptQuery {}).await;
    assert_eq!(receipt.refused.len(), 1);
}
