use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FieldName, Record, RecordId, Stamp, Value};
use crate::domain::Kind;

/// What one user action writes into one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub id: RecordId,
    /// The new values.
    pub set: BTreeMap<FieldName, Value>,
    /// For each field that had been written before: the stamps of the writes its author saw (one,
    /// or several when a conflict stood there). A field without an entry was empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub base: BTreeMap<FieldName, Vec<Stamp>>,
}

impl Patch {
    /// A patch that makes a new record.
    #[must_use]
    pub fn create(kind: Kind, id: RecordId, set: BTreeMap<FieldName, Value>) -> Self {
        Self {
            kind,
            id,
            set,
            base: BTreeMap::new(),
        }
    }

    /// A patch that edits `record` as its author sees it. Values that stand there undisputed are
    /// left out; a disputed field is written even with its own value, which settles it.
    ///
    /// Deleting (and restoring) is based on every field, so that an edit which the deleter had
    /// not seen comes to light as a conflict.
    #[must_use]
    pub fn edit(record: &Record, set: BTreeMap<FieldName, Value>) -> Self {
        let set: BTreeMap<_, _> = set
            .into_iter()
            .filter(|(field, value)| {
                record.fields.get(field) != Some(value) || record.conflict(field).is_some()
            })
            .collect();
        let base = set
            .keys()
            .filter_map(|field| {
                let seen = if field.as_str() == Record::DELETED {
                    record.all_leaves()
                } else {
                    record.leaves(field)
                };
                (!seen.is_empty()).then(|| (field.clone(), seen))
            })
            .collect();
        Self {
            kind: record.kind.clone(),
            id: record.id,
            set,
            base,
        }
    }

    /// Takes a write that was refused out of what this one is based on: what that had been based
    /// on stands there again. False if this one does not build on it.
    pub fn rebase_off(&mut self, refused: &Self, stamp: Stamp) -> bool {
        if refused.id != self.id {
            return false;
        }
        let mut changed = false;
        for (field, bases) in &mut self.base {
            let before = bases.len();
            bases.retain(|base| *base != stamp);
            if bases.len() == before {
                continue;
            }
            changed = true;
            if refused.set.contains_key(field) {
                bases.extend(refused.base.get(field).into_iter().flatten());
            } else {
                // A deletion is based on every field.
                bases.extend(refused.base.values().flatten());
            }
            bases.sort_unstable();
            bases.dedup();
        }
        self.base.retain(|_, bases| !bases.is_empty());
        changed
    }

    /// Whether it writes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }
}
