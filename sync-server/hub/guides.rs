//! The community's service handbook, as operators bring it.

use std::collections::BTreeMap;

use chuanmen_core::domain::{AccountId, AreaId, Guide, Kind, Scope};
use chuanmen_core::merge::{Patch, Record, RecordId};
use chuanmen_core::protocol::Deed;

use super::audit::{Doer, note};
use super::people::{new_id, tell};
use super::{Hub, HubError};
use crate::guides::GuideSheet;
use crate::store::ReadTxn;

/// Entries written in one transaction, well below the protocol's limit.
const AT_ONCE: usize = 200;

/// What an import does to the handbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GuideChanges {
    /// Entries that were not there.
    pub new: usize,
    /// Entries that read differently now.
    pub changed: usize,
    /// Entries that read the same.
    pub same: usize,
}

impl Hub {
    /// The handbook of a community in the order of lists, retired entries too.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn guides(&self, community: AreaId) -> Result<Vec<Guide>, HubError> {
        let records = records(&*self.store.read()?, community)?;
        let mut guides: Vec<_> = records.iter().filter_map(Guide::read).collect();
        guides.sort_by(|a, b| (a.order, &a.title).cmp(&(b.order, &b.title)));
        Ok(guides)
    }

    /// What [`Hub::import_guides`] would do, without doing it.
    ///
    /// # Errors
    /// As there.
    pub fn preview_guides(
        &self,
        community: AreaId,
        sheet: &GuideSheet,
    ) -> Result<GuideChanges, HubError> {
        let (changes, _) = self.plan(&records(&*self.store.read()?, community)?, sheet)?;
        Ok(changes)
    }

    /// Takes entries into the handbook: one whose title is there changes that entry, any other is
    /// new. Entries that are not named stay, and so does what the sheet has no column for. Phones get what changed with their next sync.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn import_guides(
        &self,
        community: AreaId,
        sheet: &GuideSheet,
    ) -> Result<GuideChanges, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let key = txn.as_read().community(community)?;
        let key = key.ok_or_else(|| nowhere(community))?;
        let (changes, patches) = self.plan(&records(txn.as_read(), community)?, sheet)?;
        for patches in patches.chunks(AT_ONCE) {
            // Nobody's account did this: the community itself is named.
            let by = AccountId(community.0);
            tell(&mut *txn, key, by, now, patches.to_vec())?;
        }
        if !patches.is_empty() {
            let doer = (Doer::OPERATOR, now);
            let about = format!("办事指南 · {} 条记录", patches.len());
            note(&mut *txn, key, doer, Deed::Imported, about, None)?;
        }
        txn.commit()?;
        Ok(changes)
    }

    fn plan(
        &self,
        there: &[Record],
        sheet: &GuideSheet,
    ) -> Result<(GuideChanges, Vec<Patch>), HubError> {
        let titled = |record| Some((Guide::read(record)?.title, record));
        let there: BTreeMap<String, &Record> = there.iter().filter_map(titled).collect();
        let mut changes = GuideChanges::default();
        let mut patches = Vec::new();
        for guide in &sheet.guides {
            let patch = match there.get(&guide.title) {
                Some(record) => {
                    let mut fields = guide.fields();
                    fields.retain(|field, _| !sheet.untold.contains(field.as_str()));
                    Patch::edit(record, fields)
                }
                None => {
                    let id = RecordId(new_id(self.now())?);
                    Patch::create(Kind::Guide, id, guide.fields())
                }
            };
            match (patch.is_empty(), patch.base.is_empty()) {
                (true, _) => changes.same += 1,
                (false, true) => changes.new += 1,
                (false, false) => changes.changed += 1,
            }
            patches.extend((!patch.is_empty()).then_some(patch));
        }
        Ok((changes, patches))
    }
}

fn records(read: &dyn ReadTxn, community: AreaId) -> Result<Vec<Record>, HubError> {
    let key = read.community(community)?;
    let key = key.ok_or_else(|| nowhere(community))?;
    let facts = read.facts(key, &[Scope::Community(community)].into())?;
    let records = facts.records.into_iter().map(|(_, record)| record);
    Ok(records
        .filter(|record| record.kind == Kind::Guide && !record.is_deleted())
        .collect())
}

fn nowhere(community: AreaId) -> HubError {
    HubError::Invalid(format!("no community {community}"))
}
