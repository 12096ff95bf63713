use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FieldName, Patch, RecordId, Stamp, Value};
use crate::domain::Kind;

/// One instance of an entity: the values that show, and the stamps that merging needs.
///
/// Equal histories give equal records, byte for byte once serialised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Which it is.
    pub id: RecordId,
    /// The value that shows in each field ever written.
    pub fields: BTreeMap<FieldName, Value>,
    /// When each field was written, packed.
    pub clocks: Clocks,
}

/// The stamps of a record's fields, packed: most records are written once, and then this is one
/// stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The smallest stamp of the values that show; it holds for every field not in `own`.
    pub at: Stamp,
    /// Fields whose value was written under another stamp.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<FieldName, Stamp>,
    /// Writes that nobody had seen when writing what shows, newest first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rivals: BTreeMap<FieldName, Vec<Rival>>,
    /// Stamps of writes that a later writer had seen, sorted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub covered: BTreeMap<FieldName, Vec<Stamp>>,
}

/// A write that lost to a larger stamp without its author's being asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rival {
    /// When, and by which replica.
    pub stamp: Stamp,
    /// What was written.
    pub value: Value,
}

/// A field on which two people disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict<'a> {
    /// Which field.
    pub field: &'a FieldName,
    /// What shows, and its stamp.
    pub shown: (&'a Value, Stamp),
    /// The other values, newest first; none equals what shows.
    pub others: Vec<&'a Rival>,
}

impl Record {
    /// The field that says a record is deleted: a field like any other, so that deleting merges
    /// like an edit and can be undone.
    pub const DELETED: &'static str = "deleted";

    /// The record that `patch` alone would make, written under `stamp`.
    #[must_use]
    pub fn from_patch(patch: &Patch, stamp: Stamp) -> Self {
        let covered = patch.base.iter().map(|(field, seen)| {
            let mut seen = seen.clone();
            seen.sort_unstable();
            seen.dedup();
            (field.clone(), seen)
        });
        Self {
            kind: patch.kind.clone(),
            id: patch.id,
            fields: patch.set.clone(),
            clocks: Clocks {
                at: stamp,
                own: BTreeMap::new(),
                rivals: BTreeMap::new(),
                covered: covered.collect(),
            },
        }
    }

    /// Whether it was deleted, and not restored since.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.fields.get(Self::DELETED).is_some_and(Value::is_true)
    }

    /// The stamp of the value that shows in `field`; none if it was never written.
    #[must_use]
    pub fn stamp(&self, field: &FieldName) -> Option<Stamp> {
        self.fields.get(field)?;
        Some(
            self.clocks
                .own
                .get(field)
                .copied()
                .unwrap_or(self.clocks.at),
        )
    }

    /// The largest stamp of anything that shows.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        self.clocks
            .own
            .values()
            .copied()
            .max()
            .unwrap_or(self.clocks.at)
            .max(self.clocks.at)
    }

    /// The stamps that a writer who sees `field` now has seen: what shows, and its rivals.
    #[must_use]
    pub fn leaves(&self, field: &FieldName) -> Vec<Stamp> {
        let rivals = self
            .clocks
            .rivals
            .get(field)
            .into_iter()
            .flatten()
            .map(|rival| rival.stamp);
        self.stamp(field).into_iter().chain(rivals).collect()
    }

    /// The stamps that somebody who sees the whole record has seen.
    pub(super) fn all_leaves(&self) -> Vec<Stamp> {
        let mut leaves: Vec<_> = self
            .fields
            .keys()
            .flat_map(|field| self.leaves(field))
            .collect();
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    /// The disagreement on `field`, if there is one. The same value written twice is none.
    #[must_use]
    pub fn conflict(&self, field: &FieldName) -> Option<FieldConflict<'_>> {
        let (field, shown) = self.fields.get_key_value(field)?;
        let stamp = self.stamp(field)?;
        let others: Vec<_> = self
            .clocks
            .rivals
            .get(field)?
            .iter()
            .filter(|rival| rival.value != *shown)
            .collect();
        (!others.is_empty()).then_some(FieldConflict {
            field,
            shown: (shown, stamp),
            others,
        })
    }

    /// Every disagreement on this record, by field.
    pub fn conflicts(&self) -> impl Iterator<Item = FieldConflict<'_>> {
        self.clocks
            .rivals
            .keys()
            .filter_map(|field| self.conflict(field))
    }

    /// On a deleted record: the fields written by somebody the deleter had not heard from.
    #[must_use]
    pub fn edited_unseen_by_deleter(&self) -> Vec<&FieldName> {
        if !self.is_deleted() {
            return Vec::new();
        }
        let seen = self
            .clocks
            .covered
            .get(Self::DELETED)
            .map(Vec::as_slice)
            .unwrap_or_default();
        self.fields
            .keys()
            .filter(|field| field.as_str() != Self::DELETED)
            .filter(|field| {
                self.stamp(field)
                    .is_some_and(|stamp| !seen.contains(&stamp))
            })
            .collect()
    }
}
