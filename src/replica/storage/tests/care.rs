//! The table of who is cared for says what the residents say, whoever wrote them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rusqlite::{Connection, params};

use crate::storage::Store;

/// What may happen to a resident's record.
#[derive(Debug, Clone)]
enum Step {
    Tag(bool, u8),
    Deleted(bool),
    Home(Option<u8>),
    Kind,
    Removed,
    Added,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<bool>(), 0..3_u8).prop_map(|(on, tag)| Step::Tag(on, tag)),
        1 => any::<bool>().prop_map(Step::Deleted),
        1 => proptest::option::of(0..3_u8).prop_map(Step::Home),
        1 => Just(Step::Kind),
        1 => Just(Step::Removed),
        3 => Just(Step::Added),
    ]
}

fn take(connection: &Connection, key: u8, step: &Step) {
    let set = |path: &str, value: &str| {
        let sql = "UPDATE record SET fields = json_set(fields, ?2, json(?3)) WHERE key = ?1";
        connection.execute(sql, params![key, path, value]).unwrap()
    };
    match step {
        Step::Tag(on, tag) => set(&format!("$.\"care_tag/t{tag}\""), &on.to_string()),
        Step::Deleted(deleted) => set("$.deleted", &deleted.to_string()),
        Step::Home(Some(home)) => set("$.household", &format!("\"home {home}\"")),
        Step::Home(None) => connection
            .execute(
                "UPDATE record SET fields = json_remove(fields, '$.household') WHERE key = ?1",
                [key],
            )
            .unwrap(),
        // Another field, among those that begin alike.
        Step::Kind => set("$.\"care_tags/x\"", "true"),
        Step::Removed => connection
            .execute("DELETE FROM record WHERE key = ?1", [key])
            .unwrap(),
        Step::Added => connection
            .execute(
                "INSERT OR IGNORE INTO record (key, id, scope, kind, fields, clocks)
                 VALUES (?1, ?1, 1, 'resident', ?2, '{}')",
                params![
                    key,
                    r#"{"care_tag/t0":true,"household":"home 0","name":"玉"}"#
                ],
            )
            .unwrap(),
    };
}

fn rows(connection: &Connection, sql: &str) -> BTreeSet<(String, i64, String)> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

proptest! {
    #[test]
    fn whatever_is_written_the_table_says_what_the_residents_say(
        steps in proptest::collection::vec((0..4_u8, step()), 0..40)
    ) {
        let store = Store::in_memory().unwrap();
        let connection = store.connection();
        connection.execute("INSERT INTO scope (key, name) VALUES (1, 'here')", []).unwrap();
        for (key, step) in &steps {
            take(connection, *key, step);
        }
        let told = rows(connection, "SELECT home, resident, tag FROM care");
        let counted = rows(
            connection,
            "SELECT fields ->> '$.household', record.key, replace(field.key, 'care_tag/', '')
             FROM record, json_each(fields) AS field
             WHERE kind = 'resident' AND fields ->> '$.deleted' IS NOT 1
                 AND fields ->> '$.household' IS NOT NULL
                 AND instr(field.key, 'care_tag/') = 1 AND field.value = 1",
        );
        prop_assert_eq!(told, counted);
    }
}
