//! 三清单: needs that wait for a resource, resources, projects.

mod rows;

use chuanmen_core::china_date;
use chuanmen_core::domain::{ProjectState, ResourceKind, Role};
use chuanmen_core::report::ReportName;
use chuanmen_replica::api::{ListsQuery, ListsView, ReportRequest};
use dioxus::prelude::*;

use super::overview::PrintButton;
use super::reports::Export;
use crate::ui::components::{
    Card, Chip, Chips, Empty, Failure, Go, Heading, Icon, IconName, Segment, SegmentRole, Skeleton,
};
use crate::ui::hooks::{Shown, records, supervises, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::{project_state, resource_kind, t};

use rows::NeedLines;
pub(super) use rows::{ProjectLine, ResourceLine};

/// Which of the three. In an address by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Needs,
    Resources,
    Projects,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Needs, Self::Resources, Self::Projects];

    const fn word(self) -> &'static str {
        match self {
            Self::Needs => "needs",
            Self::Resources => "resources",
            Self::Projects => "projects",
        }
    }

    /// What an address says; the first list for anything else.
    fn of(word: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|tab| tab.word() == word).unwrap_or(Self::Needs)
    }

    const fn report(self) -> ReportName {
        match self {
            Self::Needs => ReportName::NeedsList,
            Self::Resources => ReportName::ResourcesList,
            Self::Projects => ReportName::ProjectsList,
        }
    }
}

/// The screen.
#[component]
pub(crate) fn Lists(tab: String) -> Element {
    let tab = Tab::of(&tab);
    let navigator = use_navigator();
    let Some(me) = use_me() else { return rsx! {} };
    let title = t!("lists");
    let dock = match tab {
        Tab::Resources if records(&me.role) => Some((
            Route::AddResource {},
            match me.role {
                Role::CommunitySupervisor => t!("resource-add"),
                _ => t!("resource-offer"),
            },
        )),
        Tab::Projects if me.role == Role::CommunitySupervisor => {
            Some((Route::AddProject {}, t!("project-add")))
        }
        _ => None,
    };
    let dock = dock.map(|(to, words)| {
        rsx! {
            Go { to, class: "btn pri big",
                Icon { name: IconName::Plus }
                {words}
            }
        }
    });
    let month = china_date(use_now()).first_of_month();
    rsx! {
               Screen { title: title.clone(), dock,
                   div { class: "page reports",
                       header {
                           Heading { {title.clone()} }
                           span { class: "grow" }
                           if supervises(&me.role) {
                               Export {
                                   request: ReportRequest {
       shape: Default::default(),
    community: None,
                                       name: tab.report(),
                                       grid: None,
                                       month,
                                       only: chuanmen_core::report::Only::default(),
                                   },
                               }
                               PrintButton {}
                           }
                       }
                       div { class: "noprint",
                           Segment {
                               label: title,
                               role: SegmentRole::Tabs,
                               choices: vec![t!("list-needs"), t!("list-resources"), t!("list-projects")],
                               chosen: Tab::ALL.iter().position(|one| *one == tab),
                               onchoose: move |index: usize| {
                                   if let Some(tab) = Tab::ALL.get(index) {
                                       navigator.replace(Route::Lists { tab: tab.word().to_owned() });
                                   }
                               },
                           }
                       }
                       match use_ask(ListsQuery {}).shown() {
                           Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                           Shown::Failed(error) => rsx! { Failure { error } },
                           Shown::Here(view) => match tab {
                               Tab::Needs => rsx! { NeedLines { needs: view.needs } },
                               Tab::Resources => rsx! { Resources { view } },
                               Tab::Projects => rsx! { Projects { view } },
                           },
                       }
                   }
               }
           }
}

#[component]
fn Resources(view: ListsView) -> Element {
    let mut wanted = use_signal(|| None::<ResourceKind>);
    let kinds = ResourceKind::KNOWN.iter().filter(|kind| {
        let mut rows = view.resources.iter();
        rows.any(|row| row.kind == **kind)
    });
    let kinds: Vec<_> = kinds.cloned().collect();
    let now = wanted();
    let shown = view.resources.iter();
    let shown = shown.filter(|row| now.as_ref().is_none_or(|kind| row.kind == *kind));
    let shown: Vec<_> = shown.cloned().collect();
    if view.resources.is_empty() {
        return rsx! {
            Empty { so: t!("resources-empty"), advice: t!("resources-empty-next") }
        };
    }
    rsx! {
        div { class: "noprint",
            Chips {
                label: t!("resource-kind"),
                chips: filters(&kinds, now.as_ref(), resource_kind),
                onchoose: move |index: usize| wanted.set(index.checked_sub(1).and_then(|at| kinds.get(at).cloned())),
            }
        }
        Card { label: t!("list-resources"),
            for row in shown {
                ResourceLine { key: "{row.id}", row }
            }
        }
    }
}

#[component]
fn Projects(view: ListsView) -> Element {
    let mut wanted = use_signal(|| None::<ProjectState>);
    let states = ProjectState::KNOWN.iter().filter(|state| {
        let mut rows = view.projects.iter();
        rows.any(|row| row.state == **state)
    });
    let states: Vec<_> = states.cloned().collect();
    let now = wanted();
    let shown = view.projects.iter();
    let shown = shown.filter(|row| now.as_ref().is_none_or(|state| row.state == *state));
    let shown: Vec<_> = shown.cloned().collect();
    if view.projects.is_empty() {
        return rsx! {
            Empty { so: t!("projects-empty"), advice: t!("projects-empty-next") }
        };
    }
    rsx! {
        div { class: "noprint",
            Chips {
                label: t!("project-state"),
                chips: filters(&states, now.as_ref(), project_state),
                onchoose: move |index: usize| wanted.set(index.checked_sub(1).and_then(|at| states.get(at).cloned())),
            }
        }
        Card { label: t!("list-projects"),
            for row in shown {
                ProjectLine { key: "{row.id}", row }
            }
        }
    }
}

/// All, or one sort of what is there.
fn filters<T: PartialEq>(all: &[T], chosen: Option<&T>, words: impl Fn(&T) -> String) -> Vec<Chip> {
    let every = Chip {
        text: t!("lists-all"),
        chosen: chosen.is_none(),
    };
    let each = all.iter().map(|one| Chip {
        text: words(one),
        chosen: chosen == Some(one),
    });
    std::iter::once(every).chain(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_names_no_list_opens_the_first() {
        assert_eq!(Tab::of("projects"), Tab::Projects);
        assert_eq!(Tab::of("'; drop table"), Tab::Needs);
    }
}
