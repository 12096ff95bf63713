use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{AccountId, DeviceId, Fields};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::AuditEntry;

use crate::store::{AccountRow, AuditRow, CommunityKey, ReadTxn, StoreError};

/// What was found of a community, with the names of whom and what it is about.
pub(super) fn entries(
    read: &dyn ReadTxn,
    community: CommunityKey,
    accounts: &[AccountRow],
    found: Vec<(u64, AuditRow)>,
) -> Result<Vec<AuditEntry>, StoreError> {
    let wanted = found.iter().filter_map(|(_, row)| row.subject).collect();
    let subjects = subjects(read, community, &wanted)?;
    let devices = devices(read, accounts)?;
    let name = |account: AccountId| {
        let row = accounts.iter().find(|row| row.id == account);
        row.map(|row| row.name.clone()).unwrap_or_default()
    };
    let entries = found.into_iter().map(|(number, row)| AuditEntry {
        number,
        at: row.at,
        account: row.account,
        name: row.account.map(name).unwrap_or_default(),
        device: row
            .device
            .and_then(|device| devices.get(&device).cloned())
            .unwrap_or_default(),
        deed: row.deed,
        about: row.about,
        subject: row.subject,
        subject_name: row
            .subject
            .and_then(|subject| subjects.get(&subject).cloned())
            .unwrap_or_default(),
    });
    Ok(entries.collect())
}

/// What some records are called, deleted ones too: who moved out was seen all the same. What was
/// erased is not there.
fn subjects(
    read: &dyn ReadTxn,
    community: CommunityKey,
    wanted: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, String>, StoreError> {
    let mut names = BTreeMap::new();
    if wanted.is_empty() {
        return Ok(names);
    }
    for scope in read.scopes(community)? {
        for record in read.records(community, scope.number, wanted)? {
            let fields = Fields(&record.fields);
            let mut words = ["name", "title", "text", "on"].into_iter();
            if let Some(name) = words.find_map(|field| fields.text(field)) {
                names.insert(record.id, name.to_owned());
            }
        }
    }
    Ok(names)
}

/// What the devices of all these people are called, and the tokens that stand where a device does.
fn devices(
    read: &dyn ReadTxn,
    accounts: &[AccountRow],
) -> Result<BTreeMap<DeviceId, String>, StoreError> {
    let mut names = BTreeMap::new();
    let homes: BTreeSet<_> = accounts.iter().map(|row| row.community).collect();
    for home in homes {
        let devices = read.devices(home)?.into_iter();
        names.extend(devices.map(|row| (row.id, row.name)));
        let tokens = read.api_tokens(home)?.into_iter();
        names.extend(tokens.map(|row| (row.id, row.name)));
    }
    Ok(names)
}
