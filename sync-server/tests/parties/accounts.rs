//! Accounts of a party that come, share and go.

use chuanmen_core::domain::{NeedState, Party, Role, Scope};

use super::super::town::{COMMUNITY, area};
use super::{NAME, Yard, company};
use crate::hub::NewGrant;

#[tokio::test]
async fn two_of_one_party_see_what_the_other_answered() {
    let mut yard = Yard::dispatched(false).await;
    let second = company("wuye2", Party::PropertyCompany);
    let hub = &yard.street.town.hub;
    hub.add_account(area(COMMUNITY), second).unwrap();
    let other = yard.street.town.phone("wuye2");
    let mine = yard.answers("start", "我去");
    assert_eq!(yard.send(&yard.company, &mine).await, "accepted");
    let theirs = yard.tasks(&other).pop().unwrap();
    let life = yard.life(Scope::Account(other.account), theirs.id.into());
    assert_eq!(life.state, NeedState::InProgress);
}

#[tokio::test]
async fn somebody_new_is_told_of_what_is_in_hand_and_somebody_of_another_party_of_nothing() {
    let yard = Yard::dispatched(false).await;
    let hub = &yard.street.town.hub;
    for (login, party) in [
        ("wuye2", Party::PropertyCompany),
        ("yeweihui", Party::OwnersCommittee),
    ] {
        hub.add_account(area(COMMUNITY), company(login, party))
            .unwrap();
    }
    let (one, none) = (
        yard.street.town.phone("wuye2"),
        yard.street.town.phone("yeweihui"),
    );
    assert_eq!(yard.tasks(&one).len(), 1);
    assert_eq!(yard.tasks(&none), []);
    assert!(!yard.hears(&none).await.contains("楼道灯不亮"));
}

#[tokio::test]
async fn whoever_answers_for_a_party_no_more_has_its_tasks_no_more() {
    let yard = Yard::dispatched(true).await;
    let hub = &yard.street.town.hub;
    let volunteer = NewGrant {
        id: None,
        role: Role::Volunteer,
        area: area(COMMUNITY),
        party: None,
    };
    hub.grant("wuye", volunteer).unwrap();
    let grants = hub.grants_of("wuye").unwrap();
    let party = grants.iter().find(|grant| grant.party.is_some()).unwrap();
    hub.withdraw("wuye", party.id).unwrap();
    assert_eq!(yard.tasks(&yard.company), []);
    let heard = yard.hears(&yard.company).await;
    assert!(!heard.contains(NAME) && !heard.contains("楼道灯不亮"));
}
