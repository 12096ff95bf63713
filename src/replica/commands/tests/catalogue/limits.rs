//! What cannot be, and who may change anything.

use chuanmen_core::domain::{Kind, Role};

use super::{category, every, guide, row, supervisor, tag};
use crate::api::{CareTagForm, CatalogueQuery, Command, NeedCategoryForm, ReplicaError};
use crate::commands::tests::problem;
use crate::queries::tests::town::Town;

#[test]
fn what_cannot_be_is_refused_at_its_field_and_nothing_is_written() {
    let mut town = supervisor();
    let refused = |town: &mut Town, change: fn(&mut CareTagForm)| {
        let mut form = tag("重病");
        change(&mut form);
        problem(town.attempt(Command::SaveCareTag { tag: None, form }))
    };
    let long = |form: &mut CareTagForm| form.name = "长".repeat(21);
    for (change, said) in [
        (
            (|form| form.name = " \u{200b}".into()) as fn(&mut CareTagForm),
            "name: empty",
        ),
        (long, "name: too_long"),
        (|form| form.name = "独居 老人".into(), "name: twice"),
        (|form| form.weight = "11".into(), "weight: range"),
        (|form| form.weight = "重".into(), "weight: number"),
        (|form| form.weight.clear(), "weight: empty"),
        (|form| form.every = every("25", false), "every: range"),
        (|form| form.every = every("731", true), "every: range"),
        (|form| form.every = every("0", true), "every: range"),
        (|form| form.every = every("-1", true), "every: range"),
        (
            |form| form.every = every("9999999999999999999", true),
            "every: number",
        ),
    ] {
        assert_eq!(refused(&mut town, change), said);
    }
    for (days, said) in [
        ("0", "days: range"),
        ("366", "days: range"),
        ("", "days: empty"),
    ] {
        let form = category("噪声", days);
        let save = Command::SaveNeedCategory {
            category: None,
            form,
        };
        assert_eq!(problem(town.attempt(save)), said);
    }
    let nobody = NeedCategoryForm {
        party: Some("neighbours".into()),
        ..category("噪声", "3")
    };
    let save = Command::SaveNeedCategory {
        category: None,
        form: nobody,
    };
    assert_eq!(problem(town.attempt(save)), "party: form");
    let rule = Command::SaveVisitRule {
        every: every(" ", false),
    };
    assert_eq!(problem(town.attempt(rule)), "every: empty");
    assert_eq!(town.deliver(), 0);
}

#[test]
fn only_who_supervises_the_community_changes_what_it_sets() {
    for role in [
        Role::GridMember,
        Role::Informant,
        Role::SubdistrictSupervisor,
    ] {
        let mut town = Town::of(role);
        assert!(!town.ask(CatalogueQuery {}).may_change);
        let id = row(&town, "独居老人").id.into();
        let commands = [
            Command::SaveCareTag {
                tag: None,
                form: tag("重病"),
            },
            Command::SaveVisitRule {
                every: every("1", false),
            },
            Command::SaveNeedCategory {
                category: None,
                form: category("噪声", "3"),
            },
            Command::SaveGuide {
                guide: None,
                form: Box::new(guide("居住证")),
            },
            Command::SaveGuides {
                guides: vec![guide("居住证")],
            },
            Command::RetireEntry {
                kind: Kind::CareTag,
                id,
                retired: true,
            },
        ];
        for command in commands {
            assert_eq!(town.attempt(command), Err(ReplicaError::StepNotPossible));
        }
    }
}
