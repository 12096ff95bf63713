//! Two desks redeem the same volunteer's points while neither knows of the other.

use chuanmen_core::domain::{PointsStep, RewardId};
use chuanmen_core::protocol::RefusalCode;
use chuanmen_replica::api::{
    Command, LedgerQuery, PointsForm, PointsPerson, PointsQuery, ReceiptQuery, RewardForm,
};
use chuanmen_tests::harness::{Demo, Device, TestServer};

async fn redeem(desk: &Device, person: &PointsPerson, reward: RewardId) {
    let form = PointsForm {
        step: PointsStep::Redeem,
        about: Some(reward.into()),
        points: String::new(),
        note: String::new(),
    };
    let account = person.account;
    desk.send(Command::TakePoints { account, form }).await;
}

async fn balance(device: &Device, person: Option<&PointsPerson>) -> i64 {
    let account = person.map(|person| person.account);
    let (from, to) = (None, None);
    device.ask(LedgerQuery { account, from, to }).await.balance
}

#[tokio::test]
async fn of_two_desks_that_redeem_the_same_points_the_second_is_told_so_and_nothing_is_taken_twice()
{
    let server = TestServer::start(Demo::SMALL).await;
    let mut logins = server.logins().iter().filter(|one| one.role == "社区");
    let first = Device::ready(&server, logins.next().unwrap()).await;
    let second = Device::ready(&server, logins.next().unwrap()).await;
    let volunteers = server.logins().iter().filter(|one| one.role == "志愿者");
    let login = volunteers.clone().find(|one| one.name == "杨正荣").unwrap();
    let volunteer = Device::ready(&server, login).await;
    let people = first.ask(PointsQuery {}).await.people;
    let person = people.iter().find(|one| one.name == login.name).unwrap();
    assert!(person.balance > 0);
    assert_eq!(balance(&volunteer, None).await, person.balance);

    let form = RewardForm {
        name: "保温杯".into(),
        price: person.balance.to_string(),
        stock: String::new(),
    };
    first.send(Command::SaveReward { reward: None, form }).await;
    first.sync().await;
    second.sync().await;
    let rewards = second.ask(PointsQuery {}).await.rewards;
    let cup = rewards.iter().find(|one| one.name == "保温杯").unwrap().id;
    first.line.cut();
    second.line.cut();
    redeem(&second, person, cup).await;
    redeem(&first, person, cup).await;
    assert_eq!(balance(&second, Some(person)).await, 0);
    first.line.mend();
    first.sync().await;
    second.line.mend();
    second.sync().await;
    volunteer.sync().await;

    let refused = second.ask(ReceiptQuery {}).await.refused;
    let why: Vec<_> = refused.iter().map(|row| row.refused.clone()).collect();
    assert_eq!(why, [Some(RefusalCode::NotEnoughPoints)]);
    for (device, of) in [
        (&first, Some(person)),
        (&second, Some(person)),
        (&volunteer, None),
    ] {
        assert_eq!(balance(device, of).await, 0);
    }
}
