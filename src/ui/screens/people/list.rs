use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Role;
use chuanmen_core::protocol::{PeopleResponse, Person};
use dioxus::prelude::*;

use super::pulled::use_people;
use super::silence::{is_old, silent_days};
use crate::ui::components::{
    Card, Chip, Chips, Empty, Failure, Field, FieldKind, Go, Icon, IconName, Row, Section, Shape,
    Skeleton, Tag, TagTone,
};
use crate::ui::hooks::use_me;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{party_name, role, t};

/// Everybody whom this supervisor looks after.
#[component]
pub(crate) fn People() -> Element {
    let mut pulled = use_people();
    let shown = pulled.read().clone();
    let may_add = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let dock = may_add.then(|| {
        rsx! {
            Go { to: Route::AddPerson {}, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("person-add")}
            }
        }
    });
    rsx! {
        Screen { title: t!("people-title"), head: rsx! { Bar { title: t!("people-title") } }, dock, keep: "people",
            match shown {
                None => rsx! { Skeleton { rows: 8 } },
                Some(Err(error)) => rsx! { Failure { error, retry: move |()| pulled.restart() } },
                Some(Ok(response)) if response.people.is_empty() => rsx! {
                    Empty { so: t!("people-empty"), advice: t!("people-empty-next") }
                },
                Some(Ok(response)) => rsx! { Found { response } },
            }
        }
    }
}

#[component]
fn Found(response: PeopleResponse) -> Element {
    let mut wanted = use_signal(String::new);
    let mut chosen = use_signal(|| Group::All);
    let (all, time) = (response.people, response.time);
    let groups = groups(&all, time);
    let chips: Vec<_> = groups
        .iter()
        .map(|(group, count)| Chip {
            text: format!("{} {count}", group.name()),
            chosen: chosen() == *group,
        })
        .collect();
    let found: Vec<_> = all
        .iter()
        .filter(|person| chosen().holds(person, time))
        .filter(|person| matches(person, &wanted()))
        .cloned()
        .collect();
    let count = t!("people-found", shown = found.len(), all = all.len());
    let none = found.is_empty();
    rsx! {
        div { class: "people-find",
            Field {
                id: "wanted",
                label: t!("people-search"),
                hide_label: true,
                kind: FieldKind::Search,
                placeholder: t!("people-search"),
                value: wanted(),
                oninput: move |typed| wanted.set(typed),
            }
        }
        Chips {
            label: t!("only-show"),
            chips,
            onchoose: move |index: usize| {
                if let Some((group, _)) = groups.get(index) {
                    chosen.set(group.clone());
                }
            },
        }
        p { class: "vh", role: "status", {count} }
        if none {
            Empty { so: t!("people-none-found"), advice: t!("people-none-found-next") }
        }
        for (community , people) in by_community(found) {
            Section { key: "{community}", title: community.clone(), aside: t!("people", count = people.len()),
                Card { label: community.clone(),
                    for person in people {
                        Line { key: "{person.account}", person, time }
                    }
                }
            }
        }
    }
}

#[component]
fn Line(person: Person, time: UnixMillis) -> Element {
    let phones = person.devices.iter();
    let phones = phones.filter(|device| device.revoked_at.is_none()).count();
    let trail = if phones == 0 {
        rsx! { Tag { shape: Shape::Vacant, text: t!("people-no-phone") } }
    } else if let Some(days) = silent_days(&person, time) {
        rsx! { Tag { tone: TagTone::Pending, icon: IconName::Phone, text: t!("people-silent-for", days = days) } }
    } else {
        rsx! { Tag { tone: TagTone::Plain, icon: IconName::Phone, text: t!("people-phones", count = phones) } }
    };
    rsx! {
        Row {
            to: Route::Person { id: person.account },
            lead: rsx! { Icon { name: IconName::Person } },
            title: person.name.clone(),
            strong: true,
            second: about(&person),
            trail,
        }
    }
}

/// `网格员 · 第 3 网格`; the areas alone where the role says them already.
pub(super) fn about(person: &Person) -> String {
    let areas = person.areas.iter().map(|area| area.name.as_str());
    let areas: Vec<_> = areas.filter(|name| !name.is_empty()).collect();
    let areas = areas.join("、");
    let parties = person.areas.iter().filter_map(|held| held.party.as_ref());
    let parties: Vec<_> = parties.map(party_name).collect();
    let parts = [role(&person.role), parties.join("、"), areas];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Whether what is typed is in a name, a login or an area.
fn matches(person: &Person, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    let areas = person.areas.iter().map(|area| area.name.as_str());
    let mut words = [person.name.as_str(), person.login.as_str()]
        .into_iter()
        .chain(areas);
    words.any(|word| word.to_lowercase().contains(&wanted))
}

/// Some of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Group {
    All,
    Of(Role),
    /// Of whose phones one was not heard of for long.
    Silent,
    /// Of whose phones one has an older app.
    Old,
}

impl Group {
    fn name(&self) -> String {
        match self {
            Self::All => t!("group-all"),
            Self::Of(one) => role(one),
            Self::Silent => t!("people-silent"),
            Self::Old => t!("people-old-app"),
        }
    }

    fn holds(&self, person: &Person, time: UnixMillis) -> bool {
        match self {
            Self::All => true,
            Self::Of(one) => *one == person.role,
            Self::Silent => silent_days(person, time).is_some(),
            Self::Old => is_old(person),
        }
    }
}

/// All, those whose phones to ask about if there are any, then the roles that there are in the
/// order of the list; each with how many it holds.
fn groups(people: &[Person], time: UnixMillis) -> Vec<(Group, usize)> {
    let mut groups = vec![Group::All, Group::Silent, Group::Old];
    for person in people {
        let group = Group::Of(person.role.clone());
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let groups = groups.into_iter().map(|group| {
        let held = people.iter();
        let held = held.filter(|person| group.holds(person, time));
        let count = held.count();
        (group, count)
    });
    let is_there = |(group, count): &(Group, usize)| *count > 0 || *group == Group::All;
    groups.filter(is_there).collect()
}

/// The same people, community by community.
fn by_community(people: Vec<Person>) -> Vec<(String, Vec<Person>)> {
    let mut communities: Vec<(String, Vec<Person>)> = Vec::new();
    for person in people {
        match communities.last_mut() {
            Some((name, group)) if *name == person.community_name => group.push(person),
            _ => communities.push((person.community_name.clone(), vec![person])),
        }
    }
    communities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::people;

    #[test]
    fn somebody_is_found_by_name_login_and_area() {
        let all = people().people;
        let found = |typed: &str| {
            let found = all.iter().filter(|person| matches(person, typed));
            found.map(|person| person.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(found(" 周丽 "), ["周丽萍"]);
        assert_eq!(found("ZHOU"), ["周丽萍"]);
        assert_eq!(found("第 3 网格"), ["周丽萍", "岩罕"]);
        assert_eq!(found("").len(), all.len());
        assert!(found("没有这个人").is_empty());
    }

    #[test]
    fn roles_are_counted_in_the_order_of_the_list() {
        let response = people();
        let groups = groups(&response.people, response.time);
        let roles = groups.iter().filter_map(|(group, count)| match group {
            Group::Of(role) => Some((role.clone(), *count)),
            _ => None,
        });
        let roles: Vec<_> = roles.collect();
        assert_eq!(groups[0], (Group::All, response.people.len()));
        assert_eq!(roles[0].0, Role::SubdistrictSupervisor);
        let sum: usize = roles.iter().map(|(_, count)| *count).sum();
        assert_eq!(sum, response.people.len());
    }
}
