//! The suite over SQLite, and what is asked of that engine alone.

use super::super::SqliteStore;
use super::NOW;

fn fresh() -> (SqliteStore, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (
        SqliteStore::open(&folder.path().join("hub.db"), NOW).unwrap(),
        folder,
    )
}

conformance! {
    fresh();
    dropping_a_write_takes_it_back,
    a_reader_sees_one_snapshot,
    numbers_follow_each_other_without_a_gap,
    writers_in_many_threads_lose_nothing,
    records_are_read_as_they_were_written,
    scans_go_on_where_they_stopped,
    answers_are_remembered,
    people_and_codes_are_kept,
    a_scope_is_numbered_once,
    communities_do_not_see_each_other,
    grids_are_the_areas_of_that_level,
    an_import_is_remembered_with_what_it_added,
    what_was_left_behind_waits_until_it_is_decided_on,
    a_posting_is_found_by_whatever_it_is_about,
    a_sweep_takes_old_blobs_that_nothing_names,
    blobs_are_named_by_the_records_that_stand,
    blobs_grow_by_parts_of_each_device_and_are_kept_whole,
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    let error = SqliteStore::open(&path, NOW).unwrap_err();
    assert!(matches!(
        error,
        crate::store::StoreError::FromNewerVersion { found: 99, .. }
    ));
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_store, folder) = fresh();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
    }
}
