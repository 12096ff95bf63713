use chuanmen_core::domain::{AreaId, Site, Trade};
use chuanmen_replica::api::{OrganisationForm, OrganisationView};

/// The form. The contact's number starts empty, and empty means unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) trade: Option<Trade>,
    pub(super) building: Option<AreaId>,
    pub(super) address: String,
    /// Of a new one that stands in no building.
    pub(super) grid: Option<AreaId>,
    pub(super) phone: String,
    pub(super) contact_name: String,
    pub(super) contact_phone: String,
    pub(super) employees: String,
    pub(super) party_organisation: bool,
    pub(super) note: String,
    pub(super) closed: bool,
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &OrganisationView) -> Self {
        Self {
            name: known.name.clone(),
            trade: Some(known.trade.clone()),
            building: known.site.building,
            address: known.site.address.clone(),
            grid: None,
            phone: known.phone.clone(),
            contact_name: known.contact.clone(),
            contact_phone: String::new(),
            employees: known
                .employees
                .map(|count| count.to_string())
                .unwrap_or_default(),
            party_organisation: known.party_organisation,
            note: known.note.clone(),
            closed: known.closed,
        }
    }

    /// The form as it was left, laid on what is known by now.
    pub(super) fn left(form: OrganisationForm, first: &Self) -> Self {
        let site = form.site.unwrap_or_else(|| first.site());
        let or = |now: Option<String>, before: &String| now.unwrap_or_else(|| before.clone());
        Self {
            name: or(form.name, &first.name),
            trade: form.trade.or_else(|| first.trade.clone()),
            building: site.building,
            address: site.address,
            grid: form.grid,
            phone: or(form.phone, &first.phone),
            contact_name: or(form.contact_name, &first.contact_name),
            contact_phone: form.contact_phone.unwrap_or_default(),
            employees: or(form.employees, &first.employees),
            party_organisation: form.party_organisation.unwrap_or(first.party_organisation),
            note: or(form.note, &first.note),
            closed: form.closed.unwrap_or(first.closed),
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self) -> OrganisationForm {
        let text = |now: &String, before: &String| (now != before).then(|| now.clone());
        let flag = |now: bool, before: bool| (now != before).then_some(now);
        OrganisationForm {
            name: text(&self.name, &first.name),
            trade: self.trade.clone().filter(|_| self.trade != first.trade),
            site: (self.site() != first.site()).then(|| self.site()),
            grid: self.grid,
            phone: text(&self.phone, &first.phone),
            contact_name: text(&self.contact_name, &first.contact_name),
            contact_phone: text(&self.contact_phone, &first.contact_phone),
            party_organisation: flag(self.party_organisation, first.party_organisation),
            employees: text(&self.employees, &first.employees),
            note: text(&self.note, &first.note),
            closed: flag(self.closed, first.closed),
        }
    }

    /// What to keep of the form; none when nothing was typed.
    pub(super) fn form(&self, first: &Self) -> Option<OrganisationForm> {
        (self != first).then(|| self.changes_from(first))
    }

    fn site(&self) -> Site {
        Site {
            building: self.building,
            address: self.address.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> Typed {
        Typed {
            name: "曾家面馆".into(),
            trade: Some(Trade::Restaurant),
            address: "底商 5 号".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn only_what_was_changed_is_sent_and_a_place_goes_whole() {
        let typed = Typed {
            contact_phone: "13800002907".into(),
            building: Some(AreaId(Default::default())),
            closed: true,
            ..first()
        };
        let form = OrganisationForm {
            contact_phone: Some("13800002907".into()),
            site: Some(typed.site()),
            closed: Some(true),
            ..OrganisationForm::default()
        };
        assert_eq!(typed.changes_from(&first()), form);
    }

    #[test]
    fn a_form_that_was_left_takes_back_nothing_that_others_changed_since() {
        let typed = Typed {
            name: "曾家米线".into(),
            ..first()
        };
        let left = typed.form(&first()).unwrap();
        let since = Typed {
            note: "搬到对面".into(),
            closed: true,
            ..first()
        };
        let again = Typed {
            name: "曾家米线".into(),
            ..since.clone()
        };
        assert_eq!(Typed::left(left, &since), again);
        assert_eq!(first().form(&first()), None);
    }

    #[test]
    fn a_form_of_a_new_one_comes_back_as_it_was_left() {
        let nothing = Typed::default();
        let typed = Typed {
            grid: Some(AreaId(Default::default())),
            employees: "6".into(),
            ..first()
        };
        let left = typed.form(&nothing).unwrap();
        assert_eq!(Typed::left(left, &nothing), typed);
    }
}
