use chuanmen_core::domain::{Contact, Kind, Organisation, OrganisationId, Site, Trade};

use super::Town;

/// Organisations that the hub has.
impl Town {
    /// A shop, as `change` makes it.
    pub(crate) fn organisation(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Organisation),
    ) -> OrganisationId {
        let id = OrganisationId(self.fresh());
        let mut one = Organisation {
            id,
            name: name.into(),
            trade: Trade::Shop,
            site: Site::default(),
            phone: String::new(),
            contact: Contact::default(),
            party_organisation: false,
            employees: None,
            note: String::new(),
            closed: false,
        };
        change(&mut one);
        self.create(2, Kind::Organisation, id.0, one.fields());
        id
    }
}
