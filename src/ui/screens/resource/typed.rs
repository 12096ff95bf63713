use chuanmen_core::domain::{OrganisationId, ResourceKind};
use chuanmen_replica::api::{Owner, ResourceForm, ResourceView};

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) kind: Option<ResourceKind>,
    pub(super) organisation: Option<OrganisationId>,
    pub(super) owner: String,
    pub(super) amount: String,
    pub(super) hours: String,
    pub(super) contact: String,
    /// As the browser's date field says it.
    pub(super) until: String,
    pub(super) note: String,
    pub(super) retired: bool,
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &ResourceView) -> Self {
        let row = &known.row;
        Self {
            name: row.name.clone(),
            kind: Some(row.kind.clone()),
            organisation: known.organisation,
            owner: known.owner.clone(),
            amount: row.amount.clone(),
            hours: row.hours.clone(),
            contact: known.contact.clone(),
            until: row.until.map(|day| day.to_string()).unwrap_or_default(),
            note: known.note.clone(),
            retired: known.retired,
        }
    }

    /// Whether it says whose it is.
    pub(super) fn is_owned(&self) -> bool {
        self.organisation.is_some() || !self.owner.trim().is_empty()
    }

    fn owned(&self) -> Owner {
        match self.organisation {
            Some(id) => Owner::Organisation(id),
            None => Owner::Words(self.owner.clone()),
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self) -> ResourceForm {
        let text = |now: &String, before: &String| (now != before).then(|| now.clone());
        ResourceForm {
            name: text(&self.name, &first.name),
            kind: self.kind.clone().filter(|_| self.kind != first.kind),
            owner: (self.owned() != first.owned()).then(|| self.owned()),
            amount: text(&self.amount, &first.amount),
            hours: text(&self.hours, &first.hours),
            contact: text(&self.contact, &first.contact),
            until: text(&self.until, &first.until),
            note: text(&self.note, &first.note),
            listed: None,
            retired: (self.retired != first.retired).then_some(self.retired),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_sent() {
        let first = Typed {
            name: "会议室".into(),
            owner: "第四小学".into(),
            ..Typed::default()
        };
        let typed = Typed {
            until: "2026-12-31".into(),
            owner: "第五小学".into(),
            ..first.clone()
        };
        let form = ResourceForm {
            owner: Some(Owner::Words("第五小学".into())),
            until: Some("2026-12-31".into()),
            ..ResourceForm::default()
        };
        assert_eq!(typed.changes_from(&first), form);
        assert_eq!(first.changes_from(&first), ResourceForm::default());
    }
}
