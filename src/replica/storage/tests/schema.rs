use std::path::Path;

use rusqlite::Connection;

use chuanmen_core::protocol::SyncResponse;

use super::phone::{NOON, accepted, id, name_of, response};
use crate::storage::{DatabaseKey, StorageError, Store};

#[test]
fn an_empty_database_gets_the_whole_schema_and_keeps_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    let key = DatabaseKey::random().unwrap();
    for _ in 0..2 {
        let store = Store::open_path(&path, &key).unwrap();
        assert!(store.session().is_none());
        assert_eq!(store.unsent().unwrap(), 0);
        assert!(store.stored_bytes().unwrap() > 0);
    }
}

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    let key = DatabaseKey::random().unwrap();
    let store = Store::open_path(&path, &key).unwrap();
    store
        .connection()
        .execute_batch("PRAGMA user_version = 1000")
        .unwrap();
    drop(store);
    let error = Store::open_path(&path, &key).unwrap_err();
    assert!(matches!(
        error,
        StorageError::FromNewerVersion { found: 1000, .. }
    ));
}

/// How SQLite means to answer a query.
fn plan(connection: &Connection, sql: &str) -> String {
    let mut explain = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let lines = explain
        .query_map([], |row| row.get::<_, String>(3))
        .unwrap();
    lines.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

#[test]
fn the_ways_from_a_door_to_its_people_use_their_indexes() {
    let store = Store::in_memory().unwrap();
    for (sql, index) in [
        (
            "SELECT * FROM record WHERE kind = 'resident' AND home = 'x'",
            "resident_names",
        ),
        (
            "SELECT * FROM record WHERE kind = 'visit' AND home = 'x' ORDER BY ended_at",
            "visit_times",
        ),
        (
            "SELECT * FROM record WHERE kind = 'need' AND fields ->> '$.household' = 'x'",
            "need_by_household",
        ),
        (
            "SELECT * FROM record WHERE kind = 'wish' AND fields ->> '$.household' = 'x'",
            "wish_by_household",
        ),
        (
            "SELECT * FROM record WHERE kind = 'household' AND building = 'x'",
            "household_places",
        ),
        (
            "SELECT * FROM record WHERE kind = 'visit' AND organisation = 'x'",
            "organisation_matters",
        ),
        (
            "SELECT * FROM record WHERE kind = 'need' AND organisation IS NOT NULL",
            "organisation_matters",
        ),
        (
            "SELECT home FROM record WHERE kind = 'resident' AND born <= '1956-11-23' AND NOT deleted",
            "resident_births",
        ),
        (
            "SELECT home FROM record WHERE kind = 'visit' AND campaign = 'x' AND outcome = 'met'",
            "campaign_visits",
        ),
        ("SELECT * FROM area", "record_by_kind"),
        (
            "SELECT * FROM record WHERE id = 'x' AND scope = 1",
            "sqlite_autoindex_record_1",
        ),
        (
            "SELECT * FROM event WHERE subject = 'x' ORDER BY seq, n, idx",
            "event_by_subject",
        ),
    ] {
        let plan = plan(store.connection(), sql);
        assert!(
            plan.contains(index) && !plan.contains("TEMP"),
            "{sql}: {plan}"
        );
    }
}

/// A database as the third version of the schema left it.
fn of_schema_3(path: &Path, key: &DatabaseKey) -> Connection {
    let old = Connection::open(path).unwrap();
    old.execute_batch(&key.pragma()).unwrap();
    old.execute_batch(include_str!("golden/schema-3.sql"))
        .unwrap();
    old
}

#[test]
fn a_database_of_an_earlier_version_opens_with_everything_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    let key = DatabaseKey::random().unwrap();
    let old = of_schema_3(&path, &key);
    drop(old);

    let mut store = Store::open_path(&path, &key).unwrap();
    assert_eq!(store.session().unwrap().name, "玉光");
    assert_eq!(store.unsent().unwrap(), 1);
    assert_eq!(store.drafts().unwrap().len(), 1);
    assert_eq!(store.events(id(2)).unwrap().len(), 1);
    let now = NOON.plus(60_000);
    let sent = store.outgoing((usize::MAX, usize::MAX), true, now).unwrap();
    let answered = SyncResponse {
        answers: vec![accepted(2)],
        ..response(now)
    };
    store.apply(&sent, &answered, now).unwrap();
    let (_, resident) = store.find(id(1)).unwrap().unwrap();
    assert_eq!(name_of(&resident), "岩温");
    assert_eq!(store.sync_view(now).unwrap().delivered, 2);
}

#[test]
fn who_was_cared_for_before_there_was_a_table_of_them_is_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    let key = DatabaseKey::random().unwrap();
    let old = of_schema_3(&path, &key);
    old.execute_batch(
        r#"INSERT INTO record (key, id, scope, kind, fields, clocks) VALUES
            (70, 'a', 1, 'resident', '{"care_tag/elder":true,"care_tag/ill":false,"household":"h"}', '{}'),
            (71, 'b', 1, 'resident', '{"care_tag/ill":true,"deleted":true,"household":"h"}', '{}'),
            (72, 'c', 1, 'visit', '{"care_tag/ill":true,"household":"h"}', '{}');"#,
    )
    .unwrap();
    drop(old);

    let store = Store::open_path(&path, &key).unwrap();
    let told: Vec<(String, i64, String)> = store
        .connection()
        .prepare("SELECT home, resident, tag FROM care")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(told, [("h".to_owned(), 70, "elder".to_owned())]);
}
