//! Two supervisors dispatch one need while neither has a signal, and the parties hear of it.

use chuanmen_core::domain::{NeedId, NeedState, NeedStep, Party};
use chuanmen_replica::api::{
    Command, NeedQuery, NeedView, NeedsQuery, TakeNeedStep, TaskRow, TasksQuery,
};
use chuanmen_tests::harness::{Demo, Device, TestServer};

/// In no text of the demo's.
const MARK: &str = "两人同时派单";

async fn dispatch(device: &Device, need: NeedId, party: Party) {
    let step = TakeNeedStep {
        need,
        step: NeedStep::Dispatch,
        note: String::new(),
        party: Some(party),
        satisfaction: None,
        into: None,
        contact: false,
        department: String::new(),
    };
    device.send(Command::TakeNeedStep(step)).await;
}

async fn see(device: &Device, need: NeedId) -> NeedView {
    device.ask(NeedQuery { need }).await
}

/// What a party's device shows of the need.
async fn task(device: &Device) -> Option<TaskRow> {
    let tasks = device.ask(TasksQuery {}).await;
    tasks.into_iter().find(|row| row.text.contains(MARK))
}

async fn of_role(server: &TestServer, role: &str, nth: usize) -> Device {
    let mut logins = server.logins().iter().filter(|login| login.role == role);
    Device::ready(server, logins.nth(nth).expect("somebody")).await
}

#[tokio::test]
async fn of_two_dispatches_the_later_to_arrive_holds_on_every_device_and_one_party_has_it() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let one = of_role(&server, "社区", 0).await;
    let other = of_role(&server, "社区", 1).await;
    let company = of_role(&server, "共建方", 0).await;
    let committee = of_role(&server, "共建方", 1).await;
    alice.visit(alice.door().await.household, MARK).await;
    alice.sync().await;
    one.sync().await;
    other.sync().await;
    let needs = one.ask(NeedsQuery {}).await;
    let need = needs.iter().find(|row| row.text.contains(MARK)).unwrap().id;

    one.line.cut();
    other.line.cut();
    dispatch(&one, need, Party::PropertyCompany).await;
    dispatch(&other, need, Party::OwnersCommittee).await;
    one.line.mend();
    one.sync().await;
    company.sync().await;
    assert!(task(&company).await.unwrap().in_hand);
    // The company answers while it has no signal and the need goes elsewhere.
    company.line.cut();
    let begun = Command::TakeTaskStep {
        task: task(&company).await.unwrap().id,
        step: NeedStep::Start,
        note: "明天来".to_owned(),
    };
    company.send(begun).await;
    other.line.mend();
    other.sync().await;
    company.line.mend();
    for device in [&company, &one, &other, &alice, &committee] {
        device.sync().await;
    }

    for device in [&one, &other, &alice] {
        let view = see(device, need).await;
        assert_eq!(view.row.state, NeedState::Dispatched);
        assert_eq!(view.row.holder, Some(Party::OwnersCommittee));
        let late = view
            .timeline
            .iter()
            .find(|row| row.step == "start")
            .unwrap();
        assert!(
            late.without_effect.is_some(),
            "it is kept, and changes nothing"
        );
    }
    assert!(!task(&company).await.unwrap().in_hand);
    let theirs = task(&committee).await.unwrap();
    assert!(theirs.in_hand && !theirs.place.is_empty());
}
