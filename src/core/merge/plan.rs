use std::collections::{BTreeMap, BTreeSet};

use super::{Clocks, FieldName, Patch, Record, Rival, Stamp, Value};

/// What merging a patch does to a record. Nothing has happened yet: the store applies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePlan {
    /// The record as it will stand.
    pub record: Record,
    /// Fields that will show another value than before.
    pub changed: Vec<FieldName>,
    /// Fields on which people will disagree who did not before.
    pub opened: Vec<FieldName>,
    /// Fields whose disagreement this settles.
    pub settled: Vec<FieldName>,
}

impl MergePlan {
    fn between(before: Option<&Record>, record: Record) -> Self {
        let disputed = |record: &Record| -> BTreeSet<FieldName> {
            record
                .conflicts()
                .map(|conflict| conflict.field.clone())
                .collect()
        };
        let (old, new) = (before.map(disputed).unwrap_or_default(), disputed(&record));
        let changed = record
            .fields
            .iter()
            .filter(|(field, value)| before.and_then(|b| b.fields.get(*field)) != Some(value))
            .map(|(field, _)| field.clone())
            .collect();
        Self {
            changed,
            opened: new.difference(&old).cloned().collect(),
            settled: old.difference(&new).cloned().collect(),
            record,
        }
    }
}

/// Plans the merge of `patch`, written under `stamp`, into the record as it stands.
///
/// Pure and total: the same for replica and hub, in any order, however often.
#[must_use]
pub fn plan(current: Option<&Record>, patch: &Patch, stamp: Stamp) -> MergePlan {
    let incoming = Record::from_patch(patch, stamp);
    let record = match current {
        Some(current) => current.join(&incoming),
        None => incoming,
    };
    MergePlan::between(current, record)
}

/// One field as a set of writes.
#[derive(Default)]
struct Register {
    /// Unseen writes; the last one shows.
    leaves: BTreeMap<Stamp, Value>,
    covered: BTreeSet<Stamp>,
}

impl Register {
    fn add(&mut self, record: &Record, field: &FieldName) {
        let shown = record.stamp(field).zip(record.fields.get(field).cloned());
        let rivals = record.clocks.rivals.get(field).into_iter().flatten();
        let writes = shown
            .into_iter()
            .chain(rivals.map(|r| (r.stamp, r.value.clone())));
        for (stamp, value) in writes {
            // One stamp writes one value; should a faulty or forged sender say otherwise, every
            // replica still picks the same.
            let slot = self.leaves.entry(stamp).or_insert_with(|| value.clone());
            if value > *slot {
                *slot = value;
            }
        }
        self.covered
            .extend(record.clocks.covered.get(field).into_iter().flatten());
    }

    /// Splits into what shows, its rivals newest first, and the covered stamps.
    fn settle(mut self) -> Option<(Stamp, Value, Vec<Rival>, Vec<Stamp>)> {
        // The largest stamp shows even if it is covered: what covers it has not arrived yet.
        let top = *self.leaves.last_key_value()?.0;
        self.leaves
            .retain(|stamp, _| *stamp == top || !self.covered.contains(stamp));
        let (stamp, value) = self.leaves.pop_last()?;
        #[cfg(feature = "simulation")]
        if crate::simulation::planted(&crate::simulation::Fault::DropConflict) {
            self.leaves.clear();
        }
        let rivals = self.leaves.into_iter().rev();
        let rivals = rivals
            .map(|(stamp, value)| Rival { stamp, value })
            .collect();
        Some((stamp, value, rivals, self.covered.into_iter().collect()))
    }
}

impl Record {
    /// The union of two states of the same record; what both were, in either order.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut fields = BTreeMap::new();
        let mut stamps = BTreeMap::new();
        let mut rivals = BTreeMap::new();
        let mut covered = BTreeMap::new();
        let names: BTreeSet<_> = self.fields.keys().chain(other.fields.keys()).collect();
        for field in names {
            let mut register = Register::default();
            register.add(self, field);
            register.add(other, field);
            let Some((stamp, value, lost, seen)) = register.settle() else {
                continue;
            };
            fields.insert(field.clone(), value);
            stamps.insert(field.clone(), stamp);
            if !lost.is_empty() {
                rivals.insert(field.clone(), lost);
            }
            if !seen.is_empty() {
                covered.insert(field.clone(), seen);
            }
        }
        // A record of no fields has nothing to stamp; either side's base will do.
        let at = stamps
            .values()
            .min()
            .copied()
            .unwrap_or(self.clocks.at.min(other.clocks.at));
        stamps.retain(|_, stamp| *stamp != at);
        let clocks = Clocks {
            at,
            own: stamps,
            rivals,
            covered,
        };
        // Ids are unique over kinds and the hub refuses a second kind for one; `min` only keeps
        // the function commutative should it ever be called so.
        Self {
            kind: self.kind.clone().min(other.kind.clone()),
            id: self.id,
            fields,
            clocks,
        }
    }
}
