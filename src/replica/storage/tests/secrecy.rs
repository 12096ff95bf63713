use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::phone::{Phone, resident};
use crate::api::ReplicaError;
use crate::storage::{DatabaseKey, Directory, Kept, Safe, StorageError, Store};

/// Every file of a directory, one after the other.
fn bytes(directory: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(directory).unwrap();
    files
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[test]
fn no_file_holds_anything_readable() {
    let directory = tempfile::tempdir().unwrap();
    let key = DatabaseKey::random().unwrap();
    let store = Store::open_path(&directory.path().join("replica.db"), &key).unwrap();
    let mut phone = Phone::over(store);
    phone.save(vec![resident(1, "岩罕听糯康朗叫")]);
    // With the write-ahead log still there, and after it is folded in.
    for _ in 0..2 {
        let bytes = bytes(directory.path());
        assert!(bytes.len() > 8192);
        for text in ["岩罕听", "SQLite format 3", "hub.example", "outbox", "玉光"] {
            assert!(!holds(&bytes, text), "{text} is readable");
        }
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        phone
            .store
            .connection()
            .query_row(fold, [], |_| Ok(()))
            .unwrap();
    }
}

#[test]
fn a_database_does_not_open_without_its_key() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    drop(Store::open_path(&path, &DatabaseKey::random().unwrap()).unwrap());
    let other = Store::open_path(&path, &DatabaseKey::random().unwrap());
    assert!(matches!(other.unwrap_err(), StorageError::WrongKey));
}

fn key_in(directory: &Path) -> Result<DatabaseKey, ReplicaError> {
    let kept = futures_util::FutureExt::now_or_never(Directory::at(directory)?.kept()).unwrap();
    match Kept::read(&kept?)? {
        Kept::Bare(key) => Ok(key),
        Kept::Locked(_) => panic!("nobody set a PIN"),
    }
}

#[test]
fn the_key_is_made_once_and_is_its_owners_alone() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("replica");
    let first = key_in(&directory).unwrap();
    let again = key_in(&directory).unwrap();
    assert_eq!(*first.pragma(), *again.pragma());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&directory), 0o700);
    assert_eq!(mode(&directory.join("key")), 0o600);
    assert!(!format!("{first:?}").contains(&first.pragma()[12..20]));
}

#[test]
fn a_damaged_key_is_an_error_and_is_not_replaced() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("key"), b"short").unwrap();
    let error = key_in(directory.path()).err();
    assert!(matches!(error, Some(ReplicaError::Storage { .. })));
    assert_eq!(
        std::fs::read(directory.path().join("key")).unwrap(),
        b"short"
    );
}
