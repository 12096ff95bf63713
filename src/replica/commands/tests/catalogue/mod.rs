//! Care tags, visit rules, categories of needs and the handbook, changed by the community.

mod categories;
mod changes;
mod handbook;
mod limits;
mod tags;

use chuanmen_core::domain::{Party, Role};

use crate::api::{
    CareTagForm, CareTagRow, CatalogueQuery, Command, EveryForm, GuideForm, NeedCategoryForm,
};
use crate::queries::tests::town::Town;

fn every(count: &str, days: bool) -> EveryForm {
    EveryForm {
        count: count.into(),
        days,
    }
}

fn tag(name: &str) -> CareTagForm {
    CareTagForm {
        name: name.into(),
        weight: "4".into(),
        ..CareTagForm::default()
    }
}

fn guide(title: &str) -> GuideForm {
    GuideForm {
        title: title.into(),
        category: "养老".into(),
        papers: " 身份证 \n\n户口簿".into(),
        ..GuideForm::default()
    }
}

fn category(name: &str, days: &str) -> NeedCategoryForm {
    NeedCategoryForm {
        name: name.into(),
        days: days.into(),
        working: false,
        party: Some(Party::PropertyCompany),
    }
}

fn supervisor() -> Town {
    Town::of(Role::CommunitySupervisor)
}

fn row(town: &Town, name: &str) -> CareTagRow {
    let mut tags = town.ask(CatalogueQuery {}).tags.into_iter();
    tags.find(|tag| tag.name == name).unwrap()
}

fn edited(row: &CareTagRow, change: impl FnOnce(&mut CareTagForm)) -> Command {
    let mut form = CareTagForm {
        name: row.name.clone(),
        weight: row.weight.to_string(),
        restricted: row.restricted,
        every: EveryForm::of(row.every),
    };
    change(&mut form);
    Command::SaveCareTag {
        tag: Some(row.id),
        form,
    }
}
