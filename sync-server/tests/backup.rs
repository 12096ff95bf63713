use chuanmen_core::protocol::Deed;

use super::audit;
use super::town::{NOON, Town, accepted, grid, visit};
use crate::store::SqliteStore;

#[tokio::test]
async fn a_backup_holds_what_was_accepted_and_overwrites_nothing() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let first = alice.saves(grid(1), vec![visit(1)]);
    accepted(&town.sync(&alice, vec![first]).await.answers[0]);
    let (database, copy) = (
        town.folder.path().join("hub.db"),
        town.folder.path().join("copy.db"),
    );
    let store = SqliteStore::open(&database, NOON).unwrap();
    store.backup(&copy).unwrap();
    assert!(store.backup(&copy).is_err(), "the first copy stays");
    assert!(store.backup(&database).is_err(), "and so does the database");

    let copied = Town {
        hub: std::sync::Arc::new(Town::open(&copy, &town.clock)),
        ..town
    };
    assert_eq!(copied.stands(grid(1)).len(), 1);
}

#[tokio::test]
async fn after_a_restore_phones_begin_anew_and_offer_again_what_the_hub_lost() {
    let town = Town::new();
    let mut alice = town.phone("member");
    let first = alice.saves(grid(1), vec![visit(1)]);
    town.sync(&alice, vec![first.clone()]).await;
    let (copy, again) = (
        town.folder.path().join("copy.db"),
        town.folder.path().join("again.db"),
    );
    let store = SqliteStore::open(&town.folder.path().join("hub.db"), NOON).unwrap();
    store.backup(&copy).unwrap();
    let second = alice.saves(grid(1), vec![visit(2)]);
    town.sync(&alice, vec![second.clone()]).await;
    town.drain(&mut alice, 1 << 20).await;

    let epoch = SqliteStore::restore(&copy, &again, NOON).unwrap();
    assert!(epoch > alice.epoch);
    assert!(SqliteStore::restore(&copy, &again, NOON).is_err());
    let hub = std::sync::Arc::new(Town::open(&again, &town.clock));
    let state = crate::AppState {
        hub: hub.clone(),
        ..crate::AppState::new(Town::open(&again, &town.clock)).unwrap()
    };
    let town = Town {
        app: crate::router(state),
        hub,
        ..town
    };
    let response = town.sync(&alice, vec![first, second]).await;
    assert_eq!(response.epoch, epoch);
    assert_eq!(response.granted.len(), 5);
    assert_eq!(accepted(&response.answers[0]), 1);
    assert_eq!(accepted(&response.answers[1]), 2);
    assert_eq!(town.stands(grid(1)).len(), 2);
    let restored = audit::of(&town, &Deed::Restored).await;
    assert_eq!(restored.len(), 1);
    assert_eq!(restored[0].about, epoch.to_string());
}
