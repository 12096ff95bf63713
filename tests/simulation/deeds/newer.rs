use std::collections::BTreeMap;

use chuanmen_core::domain::{Event, Kind};
use chuanmen_core::merge::{EventId, FieldName, Patch, RecordId, Value};

use super::Deed;
use super::choosing::Chooser;

impl Chooser<'_> {
    /// What a newer version writes: fields, kinds, words and steps that this one does not know,
    /// and edits of two records in one action.
    pub(super) fn newer(&mut self) -> Option<Deed> {
        let id = self.any("resident")?;
        let (scope, record) = self.store.find(id).expect("a read")?;
        let number = self.chance.i64(0..5);
        let set =
            |field: &'static str, value: Value| BTreeMap::from([(FieldName::known(field), value)]);
        match self.chance.u32(..4) {
            0 => {
                let patch = Patch::edit(&record, set("blood_type", number.into()));
                self.save(scope, vec![patch], Vec::new())
            }
            1 => {
                let fresh = RecordId(self.store.fresh_id(self.wall));
                let kind = Kind::from("well");
                let patch = Patch::create(kind, fresh, set("depth", number.into()));
                let edit = Patch::edit(&record, set("relation", "godchild".into()));
                self.save(scope, vec![patch, edit], Vec::new())
            }
            2 => {
                let other = self.any("household")?;
                let (home, household) = self.store.find(other).expect("a read")?;
                if home != scope {
                    return None;
                }
                let note = format!("{number}");
                let patches = vec![
                    Patch::edit(&record, set("note", note.as_str().into())),
                    Patch::edit(&household, set("note", note.as_str().into())),
                ];
                self.save(scope, patches, Vec::new())
            }
            _ => {
                let wish = self.any("wish")?;
                let (scope, _) = self.store.find(wish).expect("a read")?;
                let event = Event {
                    id: EventId(self.store.fresh_id(self.wall)),
                    kind: Kind::Wish,
                    subject: wish,
                    step: "photograph".into(),
                    fields: BTreeMap::new(),
                };
                self.save(scope, Vec::new(), vec![event])
            }
        }
    }
}
