use chuanmen_core::domain::{AreaId, Party, Role};
use chuanmen_replica::api::{BuildingsQuery, Command, CompoundChoice, Me, Outcome};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Choices, Failure, Field, FieldKind, Heading, Section, Select,
};
use crate::ui::hooks::{use_ask, use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{party_name, role, t};

/// Whom a community's supervisor may add.
const ROLES: [Role; 6] = [
    Role::GridMember,
    Role::Informant,
    Role::BuildingChief,
    Role::Volunteer,
    Role::Party,
    Role::CommunitySupervisor,
];

/// What was typed and chosen; kept whatever the hub says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    name: String,
    login: String,
    role: Role,
    /// As an id; empty for none.
    area: String,
    /// For whom, of [`Role::Party`].
    party: Option<Party>,
}

impl Typed {
    fn command(&self, community: AreaId) -> Command {
        let area = match self.role {
            Role::Volunteer | Role::CommunitySupervisor => Some(community),
            Role::Party if self.area.is_empty() => Some(community),
            _ => self.area.parse().ok(),
        };
        Command::AddPerson {
            name: self.name.trim().to_owned(),
            login: self.login.trim().to_owned(),
            role: self.role.clone(),
            areas: area.into_iter().collect(),
            party: self.party.clone().filter(|_| self.role == Role::Party),
        }
    }
}

/// The form for somebody new; their first phone is enrolled right after.
#[component]
pub(crate) fn AddPerson() -> Element {
    let Some(me) = use_me() else { return rsx! {} };
    rsx! { Form { me } }
}

#[component]
fn Form(me: Me) -> Element {
    let (sender, snack, navigator) = (use_send(), use_snack(), use_navigator());
    let compounds = use_ask(BuildingsQuery {}).view().unwrap_or_default();
    let mut typed = use_signal(|| Typed {
        name: String::new(),
        login: String::new(),
        role: Role::GridMember,
        area: String::new(),
        party: None,
    });
    let community = me.community.id;
    let save = use_callback(move |()| {
        let now = typed.cloned();
        sender.send(now.command(community), move |outcome| {
            if let Outcome::NewPerson { account } = outcome {
                snack.say(t!("person-added", name = now.name.trim()));
                navigator.replace(Route::EnrolPhone { id: account });
            }
        });
    });
    let now = typed.cloned();
    let chips: Vec<_> = ROLES
        .iter()
        .map(|one| Chip {
            text: role(one),
            chosen: *one == now.role,
        })
        .collect();
    let choices = choices(&now.role, &me, compounds);
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            disabled: sender.busy(),
            onclick: move |_| save.call(()),
            if sender.busy() { {t!("person-add-busy")} } else { {t!("person-add-do")} }
        }
    };
    rsx! {
        Screen { title: t!("person-add"), head: rsx! { Bar { task: true } }, dock, last: true,
            Heading { class: "subject", {t!("person-add")} }
            Field {
                id: "name",
                label: t!("person-name"),
                value: now.name.clone(),
                problem: sender.problem("name"),
                oninput: move |text| typed.write().name = text,
            }
            Field {
                id: "login",
                label: t!("enrol-login"),
                kind: FieldKind::Login,
                value: now.login.clone(),
                hint: t!("person-login-hint"),
                problem: sender.problem("login"),
                oninput: move |text| typed.write().login = text,
            }
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
            if let Some(groups) = choices {
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
                    value: now.party.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
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
        let mut typed = Typed {
            name: " 周丽萍 ".into(),
            login: " zhou ".into(),
            role: Role::GridMember,
            area: grid.to_string(),
            party: None,
        };
        let areas = |typed: &Typed| match typed.command(community) {
            Command::AddPerson { name, areas, .. } => {
                assert_eq!(name, "周丽萍");
                areas
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(areas(&typed), [grid]);
        typed.role = Role::Volunteer;
        assert_eq!(areas(&typed), [community]);
        typed.role = Role::BuildingChief;
        typed.area.clear();
        assert_eq!(areas(&typed), []);
    }
}
