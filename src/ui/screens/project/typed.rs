use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{NeedId, Party, ProjectState, ResourceId};
use chuanmen_replica::api::{ProjectForm, ProjectView, StepForm};

use crate::ui::text::yuan;

/// A step as it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StepTyped {
    /// None for a new one.
    pub(super) key: Option<String>,
    pub(super) text: String,
    /// As the browser's date field says it.
    pub(super) on: String,
    pub(super) done: bool,
}

impl StepTyped {
    fn form(&self) -> StepForm {
        StepForm {
            key: self.key.clone(),
            text: self.text.clone(),
            on: self.on.parse().ok(),
            done: self.done,
        }
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) needs: BTreeSet<NeedId>,
    pub(super) resources: BTreeSet<ResourceId>,
    pub(super) party: Option<Party>,
    /// In yuan.
    pub(super) budget: String,
    pub(super) steps: Vec<StepTyped>,
    pub(super) state: ProjectState,
    pub(super) result: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            name: String::new(),
            needs: BTreeSet::new(),
            resources: BTreeSet::new(),
            party: None,
            budget: String::new(),
            steps: Vec::new(),
            state: ProjectState::Planned,
            result: String::new(),
        }
    }
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &ProjectView) -> Self {
        let row = &known.row;
        let steps = known.steps.iter().map(|step| StepTyped {
            key: Some(step.key.clone()),
            text: step.text.clone(),
            on: step.on.map(|day| day.to_string()).unwrap_or_default(),
            done: step.done,
        });
        Self {
            name: row.name.clone(),
            needs: known.needs.iter().map(|row| row.id).collect(),
            resources: known.resources.iter().map(|row| row.id).collect(),
            party: row.party.clone(),
            budget: row.budget.map(yuan).unwrap_or_default(),
            steps: steps.collect(),
            state: row.state.clone(),
            result: known.result.clone(),
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self) -> ProjectForm {
        let text = |now: &String, before: &String| (now != before).then(|| now.clone());
        let steps = self.steps.iter();
        let steps = steps.filter(|step| !first.steps.contains(step) && !step.is_blank());
        ProjectForm {
            name: text(&self.name, &first.name),
            needs: changed(&self.needs, &first.needs),
            resources: changed(&self.resources, &first.resources),
            party: self.party.clone().filter(|_| self.party != first.party),
            budget: text(&self.budget, &first.budget),
            steps: steps.map(StepTyped::form).collect(),
            state: (self.state != first.state).then(|| self.state.clone()),
            result: text(&self.result, &first.result),
        }
    }
}

impl StepTyped {
    /// A new one that says nothing.
    fn is_blank(&self) -> bool {
        self.key.is_none() && self.text.trim().is_empty()
    }
}

/// What was chosen, and what is not any more.
fn changed<T: Ord + Copy>(now: &BTreeSet<T>, before: &BTreeSet<T>) -> BTreeMap<T, bool> {
    let chosen = now.difference(before).map(|one| (*one, true));
    let left = before.difference(now).map(|one| (*one, false));
    chosen.chain(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_sent_and_no_blank_step() {
        let step = |key: &str, text: &str| StepTyped {
            key: (!key.is_empty()).then(|| key.to_owned()),
            text: text.into(),
            ..StepTyped::default()
        };
        let first = Typed {
            name: "加装扶手".into(),
            steps: vec![step("a", "量尺寸"), step("b", "焊接")],
            ..Typed::default()
        };
        let mut typed = Typed {
            budget: "1280".into(),
            ..first.clone()
        };
        typed.steps[1].text = String::new();
        typed.steps.extend([step("", "验收"), step("", " ")]);
        let form = typed.changes_from(&first);
        let texts: Vec<_> = form.steps.iter().map(|step| step.text.as_str()).collect();
        assert_eq!(texts, ["", "验收"]);
        assert_eq!((form.name, form.budget.as_deref()), (None, Some("1280")));
        assert_eq!(first.changes_from(&first), ProjectForm::default());
    }
}
