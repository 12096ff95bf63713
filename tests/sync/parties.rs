//! Two supervisors dispatch one need while neither has a signal, and the parties hear of it.

use chuanmen_core::domain::{NeedId, NeedState, NeedStep, Party, WithoutEffect};
use chuanmen_replica::api::{
    Command, NeedQuery, NeedView, NeedsQuery, ReceiptQuery, TakeNeedStep, TaskRow, TasksQuery,
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
async fn of_two_dispatches_the_first_to_arrive_holds_on_every_device_and_the_second_is_told() {
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
    // The company begins while it has no signal, and the other desk does not know.
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
        assert_eq!(view.row.state, NeedState::InProgress);
        assert_eq!(view.row.holder, Some(Party::PropertyCompany));
        let mut late = view.timeline.iter();
        let late = late.find(|row| row.party == Some(Party::OwnersCommittee));
        assert!(
            matches!(
                &late.unwrap().without_effect,
                Some(WithoutEffect::AlreadyWith {
                    party: Party::PropertyCompany,
                    ..
                })
            ),
            "it is kept, and changes nothing"
        );
    }
    assert_eq!(one.ask(ReceiptQuery {}).await.without_effect, Vec::new());
    let told = other.ask(ReceiptQuery {}).await.without_effect;
    assert_eq!(told[0].summary.need_steps, ["dispatch"]);
    let theirs = task(&company).await.unwrap();
    assert!(theirs.in_hand && !theirs.place.is_empty());
    assert_eq!(task(&committee).await, None);
}
