use std::collections::BTreeMap;

use chuanmen_core::domain::{NeedId, Party, ProjectState, ResourceKind, Role, Scope};
use uuid::Uuid;

use super::problem;
use crate::api::{
    Command, ListsQuery, ListsView, NeedDraft, NeedQuery, NeedsQuery, Outcome, Owner, ProjectForm,
    ProjectFormQuery, ProjectQuery, ReplicaError, ResourceForm, ResourceQuery, StepForm,
};
use crate::queries::tests::town::{GRID, THREE, Town};
use chuanmen_core::domain::Urgency;

fn lists(town: &Town) -> ListsView {
    town.ask(ListsQuery {})
}

fn resource() -> ResourceForm {
    ResourceForm {
        name: Some(" 电焊师傅 ".into()),
        kind: Some(ResourceKind::Skills),
        owner: Some(Owner::Words("花园物业".into())),
        until: Some("2026-11-23".into()),
        ..ResourceForm::default()
    }
}

fn save_resource(form: ResourceForm) -> Command {
    Command::SaveResource {
        resource: None,
        form,
    }
}

/// A town with an open need that waits for a resource.
fn waiting(role: Role) -> (Town, NeedId) {
    let mut town = Town::of(role);
    let household = town.household(THREE, "2", 5, "502");
    let need = NeedDraft {
        category: "public_facility".into(),
        text: "楼梯没扶手".into(),
        urgency: Urgency::Normal,
    };
    town.act(Command::RaiseNeed { household, need });
    let need = town.ask(NeedsQuery {})[0].id;
    town.act(Command::AwaitResource { need, awaits: true });
    (town, need)
}

#[test]
fn a_need_that_waits_is_matched_by_a_project_that_names_its_resources() {
    let (mut town, need) = waiting(Role::CommunitySupervisor);
    assert!(town.ask(NeedQuery { need }).awaits_resource);
    let again = town.act(Command::AwaitResource { need, awaits: true });
    assert_eq!(again, Outcome::Done);
    town.act(save_resource(resource()));
    let has = lists(&town);
    assert_eq!(
        (has.needs.len(), has.resources[0].name.as_str()),
        (1, "电焊师傅")
    );
    assert!(has.resources[0].available && !has.resources[0].offered);

    let form = ProjectForm {
        name: Some("加装扶手".into()),
        needs: BTreeMap::from([(need, true)]),
        resources: BTreeMap::from([(has.resources[0].id, true)]),
        party: Some(Party::PropertyCompany),
        budget: Some("12,800.5".into()),
        steps: vec![StepForm {
            text: "量尺寸".into(),
            ..StepForm::default()
        }],
        ..ProjectForm::default()
    };
    let project = None;
    town.act(Command::SaveProject { project, form });
    let row = lists(&town).projects.remove(0);
    assert_eq!((row.budget, row.done, row.steps), (Some(1_280_050), 0, 1));
    assert_eq!(lists(&town).needs[0].projects[0].name, "加装扶手");
    assert_eq!(town.ask(NeedQuery { need }).projects[0].id, row.id);
    let view = town.ask(ProjectQuery { project: row.id });
    assert_eq!((view.needs[0].id, view.needs_elsewhere), (need, 0));

    let step = &view.steps[0];
    let form = ProjectForm {
        state: Some(ProjectState::Done),
        budget: Some(String::new()),
        steps: vec![StepForm {
            key: Some(step.key.clone()),
            text: step.text.clone(),
            on: None,
            done: true,
        }],
        ..ProjectForm::default()
    };
    let project = Some(row.id);
    town.act(Command::SaveProject { project, form });
    let known = town.ask(ProjectFormQuery { project }).known.unwrap();
    assert_eq!((known.row.done, known.row.budget), (1, None));
    assert_eq!(known.row.state, ProjectState::Done);

    let gone = StepForm {
        key: Some(step.key.clone()),
        ..StepForm::default()
    };
    let form = ProjectForm {
        steps: vec![gone],
        ..ProjectForm::default()
    };
    town.act(Command::SaveProject { project, form });
    assert_eq!(town.ask(ProjectQuery { project: row.id }).steps, []);
}

#[test]
fn what_a_grid_member_offers_lies_in_the_grid_and_makes_no_project() {
    let (mut town, _) = waiting(Role::GridMember);
    town.act(save_resource(resource()));
    let row = lists(&town).resources.remove(0);
    assert!(row.offered);
    let (scope, _) = town.store.find(row.id.into()).unwrap().unwrap();
    assert_eq!(scope, Scope::Grid(GRID));
    assert!(town.ask(ResourceQuery { resource: row.id }).may_change);
    let take_up = Command::SaveResource {
        resource: Some(row.id),
        form: ResourceForm {
            listed: Some(true),
            ..ResourceForm::default()
        },
    };
    assert_eq!(town.attempt(take_up), Err(ReplicaError::StepNotPossible));
    let form = ProjectForm {
        name: Some("加装扶手".into()),
        ..ProjectForm::default()
    };
    let project = None;
    let made = town.attempt(Command::SaveProject { project, form });
    assert_eq!(made, Err(ReplicaError::StepNotPossible));
}

#[test]
fn what_is_wrong_in_a_form_is_named_and_nothing_is_saved() {
    let mut town = Town::of(Role::CommunitySupervisor);
    for (change, wrong) in [
        (
            ResourceForm {
                name: Some(" ".into()),
                ..resource()
            },
            "name: empty",
        ),
        (
            ResourceForm {
                kind: Some("?".into()),
                ..resource()
            },
            "kind: form",
        ),
        (
            ResourceForm {
                owner: None,
                ..resource()
            },
            "owner: empty",
        ),
        (
            ResourceForm {
                until: Some("2026-02-30".into()),
                ..resource()
            },
            "until: form",
        ),
    ] {
        assert_eq!(problem(town.attempt(save_resource(change))), wrong);
    }
    let named = || ProjectForm {
        name: Some("加装扶手".into()),
        ..ProjectForm::default()
    };
    let nobody = NeedId(Uuid::from_u128(0xdead));
    let key = StepForm {
        key: Some("../name".into()),
        ..StepForm::default()
    };
    for (form, wrong) in [
        (
            ProjectForm {
                needs: [(nobody, true)].into(),
                ..named()
            },
            "need: form",
        ),
        (
            ProjectForm {
                budget: Some("-1".into()),
                ..named()
            },
            "budget: form",
        ),
        (
            ProjectForm {
                steps: vec![key],
                ..named()
            },
            "steps: form",
        ),
        (
            ProjectForm {
                state: Some("?".into()),
                ..named()
            },
            "state: form",
        ),
    ] {
        let project = None;
        assert_eq!(
            problem(town.attempt(Command::SaveProject { project, form })),
            wrong
        );
    }
    assert_eq!(lists(&town), ListsView::default());
}
