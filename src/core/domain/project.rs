use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Fields, FieldsBuilder, NeedId, Party, ProjectId, ResourceId};
use crate::merge::{FieldName, Record, Scalar, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// How far a project is. In this order in lists.
    pub enum ProjectState {
        /// 进行中
        UnderWay => "under_way",
        /// 计划中
        Planned => "planned",
        /// 已完成
        Done => "done",
        /// 已停止
        GivenUp => "given_up",
    }
}

/// What is to be done in a project, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectStep {
    /// Which of the project's: the member of [`Project::STEP`].
    pub key: String,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub on: Option<Date>,
    /// It is done.
    pub done: bool,
}

impl ProjectStep {
    /// As one value: what is to be done, by when, and whether it is, are written together.
    #[must_use]
    pub fn value(&self) -> Value {
        let on = self.on.map(|day| Scalar::Text(day.to_string()));
        let members = [
            ("text", Some(Scalar::Text(self.text.clone()))),
            ("on", on),
            ("done", Some(Scalar::Bool(self.done))),
        ];
        let members = members.into_iter();
        let said = members.filter_map(|(name, said)| Some((FieldName::known(name), said?)));
        Value::Group(said.collect())
    }
}

/// What answers needs with resources (项目清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Which.
    pub id: ProjectId,
    /// `3 栋加装扶手`
    pub name: String,
    /// The needs it answers.
    pub needs: BTreeSet<NeedId>,
    /// The resources it uses.
    pub resources: BTreeSet<ResourceId>,
    /// Who leads it.
    pub party: Option<Party>,
    /// What it may cost, in fen (hundredths of a yuan), not below zero.
    pub budget: Option<i64>,
    /// What is to be done, the soonest first, what has no day last.
    pub steps: Vec<ProjectStep>,
    /// How far it is.
    pub state: ProjectState,
    /// What came of it.
    pub result: String,
}

impl Project {
    /// The set of needs: each is a field `need/<id>`, the id without dashes.
    pub const NEED: &'static str = "need";
    /// The set of resources: each is a field `resource/<id>`.
    pub const RESOURCE: &'static str = "resource";
    /// The steps: each is a field `step/<key>`, a group of `text`, `on` and `done`.
    pub const STEP: &'static str = "step";
    /// The most that a project may cost, in fen: ten thousand million yuan.
    pub const BUDGET: i64 = 1_000_000_000_000;

    /// Reads a project; none without a name.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let ids = |set| {
            fields
                .members(set)
                .filter_map(|id| Uuid::parse_str(id).ok())
        };
        let mut steps: Vec<_> = record
            .fields
            .keys()
            .filter_map(|name| step(fields, name))
            .collect();
        steps.sort_by(|a, b| (a.on.is_none(), a.on, &a.key).cmp(&(b.on.is_none(), b.on, &b.key)));
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            needs: ids(Self::NEED).map(NeedId).collect(),
            resources: ids(Self::RESOURCE).map(ResourceId).collect(),
            party: fields.word("party"),
            budget: fields.int("budget").filter(|fen| *fen >= 0),
            steps,
            state: fields.word("state").unwrap_or(ProjectState::Planned),
            result: fields.string("result"),
        })
    }

    /// Its fields. A step whose key cannot be a field's is left out.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let needs: Vec<_> = self.needs.iter().map(|id| Self::member(id.0)).collect();
        let resources: Vec<_> = self.resources.iter().map(|id| Self::member(id.0)).collect();
        let mut fields = FieldsBuilder::new()
            .set("name", self.name.as_str())
            .members(Self::NEED, needs.iter().map(String::as_str))
            .members(Self::RESOURCE, resources.iter().map(String::as_str))
            .maybe("party", self.party.as_ref().map(Party::as_str))
            .maybe("budget", self.budget)
            .set("state", self.state.as_str())
            .text("result", &self.result)
            .build();
        let steps = self.steps.iter();
        fields.extend(steps.filter_map(|step| {
            let name = FieldName::member(Self::STEP, &step.key).ok()?;
            Some((name, step.value()))
        }));
        fields
    }

    /// An id as a member of a set: names of fields have no dashes.
    #[must_use]
    pub fn member(id: Uuid) -> String {
        id.simple().to_string()
    }
}

fn step(fields: Fields<'_>, name: &FieldName) -> Option<ProjectStep> {
    let key = name.member_of(Project::STEP)?;
    let within = |member| fields.within(name.as_str(), member);
    let text = |member| match within(member) {
        Some(Scalar::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    Some(ProjectStep {
        key: key.to_owned(),
        text: text("text").filter(|text| !text.is_empty())?.to_owned(),
        on: text("on").and_then(|day| day.parse().ok()),
        done: within("done") == Some(&Scalar::Bool(true)),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::UnixMillis;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    fn step(key: &str, on: Option<Date>, done: bool) -> ProjectStep {
        ProjectStep {
            key: key.into(),
            text: format!("第 {key} 步"),
            on,
            done,
        }
    }

    fn project() -> Project {
        Project {
            id: ProjectId(Uuid::from_u128(1)),
            name: "3 栋加装扶手".into(),
            needs: [NeedId(Uuid::from_u128(2))].into(),
            resources: [ResourceId(Uuid::from_u128(3))].into(),
            party: Some(Party::PropertyCompany),
            budget: Some(1_280_050),
            steps: vec![
                step("b", Some(date(2026, 11, 2)), true),
                step("a", Some(date(2026, 12, 1)), false),
                step("c", None, false),
            ],
            state: ProjectState::UnderWay,
            result: String::new(),
        }
    }

    fn record(fields: BTreeMap<FieldName, Value>) -> Record {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let id = RecordId(Uuid::from_u128(1));
        Record::from_patch(&Patch::create(Kind::Project, id, fields), stamp)
    }

    #[test]
    fn a_project_is_read_as_it_was_written_its_steps_by_their_days() {
        assert_eq!(Project::read(&record(project().fields())), Some(project()));
        let mut nameless = project().fields();
        nameless.remove("name");
        assert_eq!(Project::read(&record(nameless)), None);
    }

    #[test]
    fn what_is_no_step_and_no_budget_is_read_as_none() {
        let mut fields = project().fields();
        fields.insert(FieldName::member("step", "x").unwrap(), Value::NULL);
        fields.insert(FieldName::member("step", "y").unwrap(), "text".into());
        fields.insert(FieldName::known("budget"), Value::from(-1));
        let read = Project::read(&record(fields)).unwrap();
        assert_eq!((read.steps.len(), read.budget), (3, None));
    }
}
