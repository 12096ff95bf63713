use crate::storage::Store;

#[test]
fn an_empty_database_gets_the_whole_schema() {
    let store = Store::in_memory().unwrap();
    assert!(store.session().is_none());
    assert_eq!(store.unsent().unwrap(), 0);
}
