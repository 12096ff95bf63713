use chuanmen_core::domain::{AreaId, Party, Role};
use chuanmen_core::protocol::{GivenGrant, HeldArea};
use chuanmen_replica::api::{BuildingsQuery, CompoundChoice, Me};
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips, Choices, Section, Select};
use crate::ui::hooks::{Sender, use_ask};
use crate::ui::text::{party_name, role, t};

/// What a community's supervisor may make somebody.
const ROLES: [Role; 6] = [
    Role::GridMember,
    Role::Informant,
    Role::BuildingChief,
    Role::Volunteer,
    Role::Party,
    Role::CommunitySupervisor,
];

/// A role in an area, as far as it is chosen; kept whatever the hub says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Duty {
    pub(super) role: Role,
    /// As an id; empty for none.
    area: String,
    /// For whom, of [`Role::Party`].
    party: Option<Party>,
}

impl Duty {
    /// A grid member of no grid yet.
    pub(super) const fn new() -> Self {
        Self {
            role: Role::GridMember,
            area: String::new(),
            party: None,
        }
    }

    /// What somebody has.
    pub(super) fn of(held: &HeldArea) -> Self {
        Self {
            role: held.role.clone(),
            area: held.area.to_string(),
            party: held.party.clone(),
        }
    }

    /// Where, if that is chosen.
    pub(super) fn area(&self, community: AreaId) -> Option<AreaId> {
        match self.role {
            Role::Volunteer | Role::CommunitySupervisor => Some(community),
            Role::Party if self.area.is_empty() => Some(community),
            _ => self.area.parse().ok(),
        }
    }

    /// For whom, of those who answer for a party.
    pub(super) fn party(&self) -> Option<Party> {
        self.party.clone().filter(|_| self.role == Role::Party)
    }

    /// The grant that says so; none without an area.
    pub(super) fn grant(&self, community: AreaId) -> Option<GivenGrant> {
        Some(GivenGrant {
            role: self.role.clone(),
            area: self.area(community)?,
            party: self.party(),
        })
    }
}

/// Chooses a role, an area that goes with it, and for whom.
#[component]
pub(super) fn DutyFields(me: Me, sender: Sender, typed: Signal<Duty>) -> Element {
    let mut typed = typed;
    let compounds = use_ask(BuildingsQuery {}).view().unwrap_or_default();
    let now = typed.cloned();
    let chips = ROLES.iter().map(|one| Chip {
        text: role(one),
        chosen: *one == now.role,
    });
    let chips: Vec<_> = chips.collect();
    let party = now.party.as_ref().map(|one| one.as_str().to_owned());
    rsx! {
        Section { title: t!("person-role"),
            Chips {
                label: t!("person-role"),
                wrap: true,
                chips,
                onchoose: move |index: usize| if let Some(one) = ROLES.get(index) {
                    let mut typed = typed.write();
                    typed.role = one.clone();
                    typed.area.clear();
                },
            }
        }
        if let Some(groups) = choices(&now.role, &me, compounds) {
            Select {
                id: "area",
                label: t!("person-area"),
                value: now.area.clone(),
                none: if now.role == Role::Party { t!("person-area-whole", community = me.community.name.clone()) } else { t!("person-area-none") },
                groups,
                problem: sender.problem("area"),
                onchoose: move |one| typed.write().area = one,
            }
        } else {
            p { class: "sub", {t!("person-area-all", community = me.community.name.clone())} }
        }
        if now.role == Role::Party {
            Select {
                id: "party",
                label: t!("person-party"),
                value: party.unwrap_or_default(),
                none: t!("person-party-none"),
                groups: vec![(t!("five-parties"), parties())],
                problem: sender.problem("party"),
                onchoose: move |one: String| {
                    typed.write().party = (!one.is_empty()).then(|| Party::from(one.as_str()));
                },
            }
            p { class: "sub", {t!("person-party-what")} }
        }
    }
}

/// For whom somebody may answer.
fn parties() -> Vec<(String, String)> {
    let parties = Party::KNOWN.iter();
    parties
        .map(|one| (one.as_str().to_owned(), party_name(one)))
        .collect()
}

/// What somebody with a role may answer for; none where it is the whole community.
fn choices(role: &Role, me: &Me, compounds: Vec<CompoundChoice>) -> Option<Vec<Choices>> {
    match role {
        Role::Volunteer | Role::CommunitySupervisor => None,
        // Or the whole community, where nothing is chosen.
        Role::Party => {
            let compounds = compounds.into_iter();
            let compounds = compounds.map(|one| (one.id.to_string(), one.name));
            Some(vec![
                grids(me),
                (t!("person-compounds"), compounds.collect()),
            ])
        }
        Role::BuildingChief => {
            let groups = compounds.into_iter().map(|compound| {
                let buildings = compound.buildings.into_iter();
                let buildings = buildings.map(|one| (one.id.to_string(), one.name));
                (compound.name, buildings.collect())
            });
            Some(groups.collect())
        }
        _ => Some(vec![grids(me)]),
    }
}

fn grids(me: &Me) -> Choices {
    let grids = me.grids.iter();
    let grids = grids.map(|grid| (grid.id.to_string(), grid.name.clone()));
    (me.community.name.clone(), grids.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_answers_for_the_whole_community_needs_no_choice() {
        let community: AreaId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let grid: AreaId = "01930000-0000-7000-8000-000000000003".parse().unwrap();
        let mut duty = Duty {
            area: grid.to_string(),
            ..Duty::new()
        };
        let area = |duty: &Duty| duty.grant(community).map(|grant| grant.area);
        assert_eq!(area(&duty), Some(grid));
        duty.role = Role::Volunteer;
        assert_eq!(area(&duty), Some(community));
        duty.role = Role::BuildingChief;
        duty.area.clear();
        assert_eq!(area(&duty), None);
    }

    #[test]
    fn a_party_that_was_chosen_before_the_role_was_changed_is_not_sent() {
        let community: AreaId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let mut duty = Duty {
            role: Role::Party,
            party: Some(Party::PropertyCompany),
            ..Duty::new()
        };
        let party = |duty: &Duty| duty.grant(community).unwrap().party;
        assert_eq!(party(&duty), Some(Party::PropertyCompany));
        duty.role = Role::Volunteer;
        assert_eq!(party(&duty), None);
    }
}
