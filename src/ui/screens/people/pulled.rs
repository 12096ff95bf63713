use chuanmen_core::domain::AccountId;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{HeldArea, PeopleResponse, Person};
use chuanmen_replica::api::{Command, Outcome, ReplicaError};
use dioxus::prelude::*;

use crate::ui::hooks::use_live;
use crate::ui::live::Live;

/// What the hub says of people; nothing until it answers.
pub(super) type Pull = Resource<Result<PeopleResponse, ReplicaError>>;

/// Asks the hub for the people whom this supervisor looks after, on entering.
pub(super) fn use_people() -> Pull {
    let live = use_live();
    use_resource(move || {
        let live = live.clone();
        async move { people(&live).await }
    })
}

/// Asks the hub once.
pub(super) async fn people(live: &Live) -> Result<PeopleResponse, ReplicaError> {
    match live.door.send(Command::PullPeople).await? {
        Outcome::People(people) => Ok(*people),
        _ => Err(ReplicaError::Gone {
            detail: "another outcome".to_owned(),
        }),
    }
}

/// The one with this account.
pub(super) fn find(
    pulled: Result<PeopleResponse, ReplicaError>,
    account: AccountId,
) -> Result<Person, ReplicaError> {
    let mut people = pulled?.people.into_iter();
    let found = people.find(|person| person.account == account);
    found.ok_or(ReplicaError::NotFound)
}

/// A grant of somebody's.
pub(super) fn held(person: &Person, grant: RecordId) -> Result<HeldArea, ReplicaError> {
    let found = person.areas.iter().find(|held| held.grant == Some(grant));
    found.cloned().ok_or(ReplicaError::NotFound)
}
