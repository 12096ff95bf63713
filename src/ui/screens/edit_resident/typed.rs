use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::ResidentId;
use chuanmen_replica::api::{EditResident, ResidentView};

/// The form. Numbers start empty, and empty means unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) citizen_id: String,
    pub(super) note: String,
    pub(super) family_doctor: bool,
    /// By code.
    pub(super) tags: BTreeSet<String>,
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &ResidentView) -> Self {
        Self {
            name: known.name.clone(),
            phone: String::new(),
            citizen_id: String::new(),
            note: known.note.clone(),
            family_doctor: known.family_doctor,
            tags: known.tags.iter().map(|(code, _)| code.clone()).collect(),
        }
    }

    /// Sets a tag, or clears it.
    pub(super) fn toggle(&mut self, code: &str) {
        if !self.tags.remove(code) {
            self.tags.insert(code.to_owned());
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self, resident: ResidentId) -> EditResident {
        let new = |now: &str, before: &str| (now != before).then(|| now.trim().to_owned());
        let set = self
            .tags
            .difference(&first.tags)
            .map(|code| (code.clone(), true));
        let cleared = first
            .tags
            .difference(&self.tags)
            .map(|code| (code.clone(), false));
        EditResident {
            resident,
            name: new(&self.name, &first.name),
            phone: new(&self.phone, &first.phone),
            citizen_id: new(&self.citizen_id, &first.citizen_id),
            note: new(&self.note, &first.note),
            family_doctor: (self.family_doctor != first.family_doctor)
                .then_some(self.family_doctor),
            care_tags: set.chain(cleared).collect::<BTreeMap<_, _>>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> Typed {
        Typed {
            name: "李国华".into(),
            phone: String::new(),
            citizen_id: String::new(),
            note: String::new(),
            family_doctor: false,
            tags: BTreeSet::from(["disabled".into()]),
        }
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let mut typed = first();
        typed.phone = " 13800002907 ".into();
        typed.toggle("disabled");
        typed.toggle("living_alone");
        let edit = typed.changes_from(&first(), ResidentId(Default::default()));
        assert_eq!(edit.phone.as_deref(), Some("13800002907"));
        assert_eq!(
            (edit.name, edit.citizen_id, edit.note, edit.family_doctor),
            (None, None, None, None)
        );
        assert_eq!(
            edit.care_tags,
            BTreeMap::from([
                ("disabled".to_owned(), false),
                ("living_alone".to_owned(), true)
            ])
        );
    }

    #[test]
    fn a_tag_set_and_cleared_again_is_no_change() {
        let mut typed = first();
        typed.toggle("living_alone");
        typed.toggle("living_alone");
        assert_eq!(typed, first());
    }
}
