//! What revoked phones left behind, in words: the hub gives it as it was saved, and this device
//! knows the doors.

use std::collections::BTreeSet;

use chuanmen_core::domain::{BlobHash, Fields, Host, HouseholdId, Kind, Organisation, blobs_named};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::{Leavings, Transaction};

use super::Areas;
use super::homes::Homes;
use crate::api::{LeavingsView, LeftSave, Summary};
use crate::storage::{StorageError, Store};

/// Puts them into words.
pub(crate) fn leavings(
    store: &Store,
    left: Vec<Leavings>,
) -> Result<Vec<LeavingsView>, StorageError> {
    let areas = Areas::load(store.connection())?;
    let views = left.into_iter().map(|of| {
        let saves = of.saves.iter().map(|save| said(store, &areas, save));
        Ok(LeavingsView {
            saves: saves.collect::<Result<_, StorageError>>()?,
            device: of.device,
            device_name: of.device_name,
            name: of.name,
            revoked_at: of.revoked_at,
            arrived_at: of.arrived_at,
        })
    });
    views.collect()
}

fn said(store: &Store, areas: &Areas, save: &Transaction) -> Result<LeftSave, StorageError> {
    let mut summary = Summary::default();
    let mut texts = Vec::new();
    let mut photos: BTreeSet<BlobHash> = BTreeSet::new();
    for patch in &save.patches {
        let fields = Fields(&patch.set);
        let said = |names: &[&str]| {
            let values = names.iter().map(|name| fields.string(name));
            values
                .filter(|text| !text.trim().is_empty())
                .collect::<Vec<_>>()
        };
        match patch.kind {
            Kind::Visit => summary.visits += 1,
            Kind::Need if patch.base.is_empty() => summary.needs += 1,
            Kind::Wish if patch.base.is_empty() => summary.wishes += 1,
            Kind::Feedback => summary.feedback += 1,
            Kind::ChecklistItem => summary.questions += 1,
            _ if patch.kind.is_of_health() => summary.health += 1,
            _ => summary.edits += 1,
        }
        match patch.kind {
            Kind::Resident => summary.subject = fields.string("name"),
            _ => texts.extend(said(&["name"])),
        }
        texts.extend(said(&["text", "note"]));
        photos.extend(blobs_named(&patch.set));
    }
    for event in &save.events {
        let steps = match event.kind {
            Kind::Need => &mut summary.need_steps,
            Kind::SignUp => &mut summary.post_steps,
            Kind::Points => &mut summary.points_steps,
            _ => &mut summary.wish_steps,
        };
        steps.push(event.step.to_string());
        let note = Fields(&event.fields).string("note");
        texts.extend((!note.is_empty()).then_some(note));
    }
    summary.place = place(store, areas, save)?;
    Ok(LeftSave {
        transaction: save.id,
        summary,
        texts,
        photos: u32::try_from(photos.len()).unwrap_or(u32::MAX),
        saved_at: save.stamp.wall(),
    })
}

/// The door, or the organisation, that the save is about; empty if nothing here tells.
fn place(store: &Store, areas: &Areas, save: &Transaction) -> Result<String, StorageError> {
    let hosts = save.patches.iter().map(|patch| host_of(store, patch));
    let subjects = save
        .events
        .iter()
        .map(|event| host_behind(store, event.subject));
    for host in hosts.chain(subjects) {
        let title = match host? {
            Some(Host::Household(home)) => {
                Homes::load(store.connection(), [home])?.title(areas, home)
            }
            Some(Host::Organisation(id)) => {
                let found = store.find(id.into())?;
                let found = found.and_then(|(_, record)| Organisation::read(&record));
                found.map(|found| found.name).unwrap_or_default()
            }
            None => continue,
        };
        if !title.is_empty() {
            return Ok(title);
        }
    }
    Ok(String::new())
}

fn host_of(store: &Store, patch: &Patch) -> Result<Option<Host>, StorageError> {
    if patch.kind == Kind::Household {
        return Ok(Some(Host::Household(HouseholdId(patch.id.0))));
    }
    match Host::read(&Fields(&patch.set)) {
        Some(host) => Ok(Some(host)),
        None => host_behind(store, patch.id),
    }
}

/// Whose a record on this device is.
fn host_behind(store: &Store, id: RecordId) -> Result<Option<Host>, StorageError> {
    let found = store.find(id)?;
    Ok(found.and_then(|(_, record)| Host::read(&Fields(&record.fields))))
}
