//! Who may be where: where somebody begins, where they are led instead, and where a device of
//! nobody's may be.

use chuanmen_core::domain::Role;

use super::{Place, Route};
use crate::ui::address::Asking;

impl Route {
    /// Where somebody with this role is led who opens an address of a place that they have not.
    pub(crate) fn instead(&self, role: &Role) -> Option<Self> {
        let visits_nobody = matches!(role, Role::Volunteer | Role::BuildingChief | Role::Party);
        let mut place = self.place().into_iter();
        let lost =
            place.any(|place| place != Place::Conflicts && !Place::bar(role).contains(&place));
        (visits_nobody && lost).then(|| Self::home(role))
    }

    /// Where somebody with this role begins.
    pub(crate) fn home(role: &Role) -> Self {
        let asking = Asking::default();
        match role {
            Role::Volunteer => Self::Postings {},
            Role::BuildingChief => Self::Needs {},
            Role::Party => Self::Tasks {},
            Role::CommunitySupervisor => Self::Overview { asking },
            Role::SubdistrictSupervisor => Self::Subdistrict { asking },
            _ => Self::Today {},
        }
    }

    /// Whether a device that belongs to nobody may be here.
    pub(crate) fn needs_nobody(&self) -> bool {
        matches!(
            self,
            Self::Enrol {} | Self::Help {} | Self::Tour {} | Self::HelpPage { .. } | Self::About {}
        )
    }
}
