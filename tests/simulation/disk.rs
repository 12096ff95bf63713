//! What a file holds when the power goes in the middle of a write.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;

/// A SQLite database as its files stand: what another process would find. The shared memory beside
/// them is left out, as a restart does.
#[derive(Clone)]
pub(super) struct Image {
    database: Vec<u8>,
    wal: Vec<u8>,
}

/// Bytes of a write-ahead log's header, and of a page of ours.
const HEADER: usize = 32;
const PAGE: usize = 4096;

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    name.into()
}

impl Image {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            database: fs::read(path).unwrap_or_default(),
            wal: fs::read(beside(path)).unwrap_or_default(),
        }
    }

    pub(super) fn write(&self, path: &Path) {
        fs::write(path, &self.database).expect("room for a database");
        if !self.wal.is_empty() {
            fs::write(beside(path), &self.wal).expect("room for its log");
        }
    }

    /// What is there when the power goes somewhere between two states. SQLite appends pages to the
    /// log, syncs it at each commit, and copies pages into the database only once the log is
    /// synced. `one`: between the states lies one commit, so that nothing of the difference was
    /// synced and its end may hold anything.
    pub(super) fn torn(before: &Self, after: &Self, one: bool, chance: &mut Rng) -> Self {
        let same_log = before.wal.len() < HEADER
            || (after.wal.len() >= HEADER && before.wal[..HEADER] == after.wal[..HEADER]);
        let copied = before.database != after.database;
        match (same_log, copied) {
            (true, false) => Self {
                database: after.database.clone(),
                wal: cut(&before.wal, &after.wal, one, chance),
            },
            // The log is whole, and the database lags behind it by any pages.
            (true, true) => Self {
                database: patchwork(&before.database, &after.database, chance),
                wal: after.wal.clone(),
            },
            // The log began anew over one that was copied whole.
            (false, false) => Self {
                database: after.database.clone(),
                wal: cut(&before.wal, &after.wal, false, chance),
            },
            (false, true) => after.clone(),
        }
    }
}

fn cut(before: &[u8], after: &[u8], rubbish: bool, chance: &mut Rng) -> Vec<u8> {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let end = chance.usize(same..=after.len());
    let mut wal = after[..end].to_vec();
    if let Some(left) = before.get(end..) {
        wal.extend_from_slice(left);
    }
    let unsynced = before.len()..end;
    if rubbish && !unsynced.is_empty() && chance.bool() {
        let at = chance.usize(unsynced.clone());
        let stop = end.min(at + 512);
        wal[at..stop].fill(0);
    }
    wal
}

fn patchwork(before: &[u8], after: &[u8], chance: &mut Rng) -> Vec<u8> {
    let mut pages = Vec::with_capacity(after.len());
    for (number, page) in after.chunks(PAGE).enumerate() {
        let old = before.get(number * PAGE..number * PAGE + page.len());
        pages.extend_from_slice(old.filter(|_| chance.bool()).unwrap_or(page));
    }
    pages
}
