use chuanmen_core::protocol::Credential;
use futures_util::future::join;

use crate::api::{
    Command, ConflictsQuery, HouseholdQuery, NeedsQuery, Outcome, PlacesQuery, ReceiptQuery,
    ReplicaError, SearchQuery, SessionQuery, SessionView, TodayQuery, VisitDraft, WishesQuery,
};
use crate::client::Replica;

fn learner() -> Replica {
    Replica::start_practice().unwrap()
}

#[tokio::test]
async fn there_is_something_of_everything_to_practise_on() {
    let replica = learner();
    let places = replica.ask(PlacesQuery {}).await.unwrap();
    let buildings = &places.compounds[0].buildings;
    assert_eq!(buildings.len(), 2);
    assert_eq!(buildings[0].households + buildings[1].households, 31);
    let today = replica.ask(TodayQuery {}).await.unwrap();
    assert!(today.trips.iter().map(|trip| trip.doors).sum::<u32>() >= 5);
    assert!(today.coverage.total > today.coverage.seen && today.coverage.seen > 0);
    assert!(!today.needs.is_empty() && !today.wishes.is_empty());
    assert_eq!(replica.ask(NeedsQuery {}).await.unwrap().len(), 3);
    assert_eq!(replica.ask(WishesQuery {}).await.unwrap().len(), 3);
    assert_eq!(replica.ask(ConflictsQuery {}).await.unwrap().len(), 1);
    let search = SearchQuery {
        text: "1-1-101".into(),
    };
    assert!(!replica.ask(search).await.unwrap().is_empty());
    let session = replica.ask(SessionQuery {}).await.unwrap();
    assert!(matches!(session, SessionView::Enrolled(_)));
}

#[tokio::test]
async fn a_visit_is_recorded_and_nothing_can_be_sent() {
    let replica = learner();
    let today = replica.ask(TodayQuery {}).await.unwrap();
    let door = today.trips[0].floors[0].doors[0].household;
    let visit = VisitDraft {
        outcome: Some(chuanmen_core::domain::Outcome::Met),
        unchanged: true,
        ..VisitDraft::default()
    };
    let command = Command::RecordVisit {
        household: door,
        visit,
    };
    assert!(matches!(
        replica.send(command).await.unwrap(),
        Outcome::Saved { .. }
    ));
    assert_eq!(
        replica.send(Command::SyncNow).await,
        Err(ReplicaError::Offline)
    );
    let enrol = Command::Enrol {
        hub: "https://hub.example".into(),
        credential: Credential::Code("KQ7M2XWP12".into()),
        device_name: "手机".into(),
    };
    assert!(replica.send(enrol).await.is_err());
    let receipt = replica.ask(ReceiptQuery {}).await.unwrap();
    assert_eq!((receipt.sync.waiting, receipt.sync.delivered), (1, 0));
    let household = HouseholdQuery { household: door };
    assert!(
        replica.ask(household).await.unwrap().visits[0]
            .note
            .is_empty()
    );
}

#[tokio::test]
async fn each_practice_begins_with_the_same_people() {
    let (first, second) = (learner(), learner());
    let search = || SearchQuery { text: "李".into() };
    let (a, b) = join(first.ask(search()), second.ask(search())).await;
    assert_eq!(a.unwrap(), b.unwrap());
    // Each is a database of its own: one ends, the other goes on.
    first.close().await;
    assert!(second.ask(TodayQuery {}).await.is_ok());
}
