use std::fs;
use std::path::Path;

use rusqlite::Connection;

/// Checks every page and every reference of a hub's database that nobody has open.
///
/// # Panics
/// If anything is wrong with it.
pub fn hub_is_sound(database: &Path) {
    let connection = Connection::open(database).expect("the hub's database");
    is_sound(&connection, database);
}

/// The same of the replica in a device's folder, with the encryption of each page.
///
/// # Panics
/// If anything is wrong with it.
pub fn replica_is_sound(folder: &Path) {
    let key = fs::read(folder.join("key")).expect("the replica's key");
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let database = folder.join("replica.db");
    let connection = Connection::open(&database).expect("the replica");
    let unlock = format!("PRAGMA key = \"x'{key}'\"");
    connection.execute_batch(&unlock).expect("a key is taken");
    let broken = said(&connection, "PRAGMA cipher_integrity_check");
    assert_eq!(broken, [""; 0], "{}", database.display());
    is_sound(&connection, &database);
}

fn is_sound(connection: &Connection, database: &Path) {
    let database = database.display();
    let pages = said(connection, "PRAGMA integrity_check");
    assert_eq!(pages, ["ok"], "{database}");
    let broken = said(connection, "PRAGMA foreign_key_check");
    assert_eq!(broken, [""; 0], "{database}");
}

/// The first column of what a statement says.
fn said(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get::<_, String>(0));
    rows.expect(sql).collect::<Result<_, _>>().expect(sql)
}
