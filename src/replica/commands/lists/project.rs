use std::collections::BTreeMap;

use chuanmen_core::domain::{
    Kind, Party, Project, ProjectId, ProjectState, ProjectStep, Role, Scope,
};
use chuanmen_core::merge::{FieldName, Record, RecordId, Value};
use uuid::Uuid;

use super::{Set, put};
use crate::api::{Outcome, ProjectForm, ReplicaError, StepForm};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};

/// The most needs, resources or steps of one project: they fit into a record beside the rest.
const MOST: usize = 60;

/// Makes a project, or changes one.
pub(in crate::commands) fn save(
    desk: &mut Desk<'_>,
    id: Option<ProjectId>,
    form: &ProjectForm,
) -> Result<Outcome, ReplicaError> {
    if desk.role()? != Role::CommunitySupervisor {
        return Err(ReplicaError::StepNotPossible);
    }
    let (scope, known) = match id {
        Some(id) => {
            let (scope, record) = find(desk, id)?;
            (scope, Some(record))
        }
        None => (desk.community()?, None),
    };
    let before = known.as_ref().and_then(Project::read);
    let mut set = fields(form, before.as_ref())?;
    let (needs, resources) = match &before {
        Some(before) => (before.needs.len(), before.resources.len()),
        None => (0, 0),
    };
    members(
        desk,
        Project::NEED,
        &Kind::Need,
        &form.needs,
        needs,
        &mut set,
    )?;
    let kind = &Kind::Resource;
    members(
        desk,
        Project::RESOURCE,
        kind,
        &form.resources,
        resources,
        &mut set,
    )?;
    steps(desk, &form.steps, before.as_ref(), &mut set)?;
    let subject = form.name.clone().or(before.map(|before| before.name));
    let set = (Kind::Project, set);
    super::save(
        desk,
        scope,
        known.as_ref(),
        set,
        subject.unwrap_or_default(),
    )
}

fn find(desk: &Desk<'_>, id: ProjectId) -> Result<(Scope, Record), ReplicaError> {
    let (scope, record) = desk.find(&Kind::Project, id.into())?;
    match Project::read(&record) {
        Some(_) if !record.is_deleted() => Ok((scope, record)),
        _ => Err(ReplicaError::NotFound),
    }
}

fn fields(form: &ProjectForm, before: Option<&Project>) -> Result<Set, ReplicaError> {
    let mut set = Set::new();
    match (&form.name, before) {
        (Some(name), _) => put(&mut set, "name", typed::name("name", name)?),
        (None, Some(_)) => {}
        (None, None) => return Err(invalid("name", "empty")),
    }
    match (&form.state, before) {
        (Some(state), _) if ProjectState::KNOWN.contains(state) => {
            put(&mut set, "state", state.as_str());
        }
        (Some(_), _) => return Err(invalid("state", "form")),
        (None, Some(_)) => {}
        (None, None) => put(&mut set, "state", ProjectState::Planned.as_str()),
    }
    if let Some(party) = &form.party {
        if !Party::KNOWN.contains(party) {
            return Err(invalid("party", "form"));
        }
        put(&mut set, "party", party.as_str());
    }
    if let Some(budget) = &form.budget {
        put(
            &mut set,
            "budget",
            fen(budget)?.map_or(Value::NULL, Value::from),
        );
    }
    if let Some(result) = &form.result {
        put(&mut set, "result", typed::text("result", result)?);
    }
    Ok(set)
}

/// Yuan as typed, as fen: `12,800.5` is 1280050. None for nothing typed.
///
/// # Errors
/// `form` for what is no amount of money that a project may cost.
fn fen(typed: &str) -> Result<Option<i64>, ReplicaError> {
    let wrong = || invalid("budget", "form");
    let typed = typed::line("budget", typed)?.replace([',', '，', ' '], "");
    if typed.is_empty() {
        return Ok(None);
    }
    let (yuan, rest) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if yuan.is_empty() || rest.len() > 2 || !digits(yuan) || !digits(rest) {
        return Err(wrong());
    }
    let fen: i64 = format!("{yuan}{rest:0<2}").parse().map_err(|_| wrong())?;
    Some(fen)
        .filter(|fen| *fen <= Project::BUDGET)
        .map(Some)
        .ok_or_else(wrong)
}

/// Needs and resources: only what is on this device is chosen; anything may be left.
fn members<I: Copy + Ord + Into<RecordId>>(
    desk: &Desk<'_>,
    of: &'static str,
    kind: &Kind,
    chosen: &BTreeMap<I, bool>,
    before: usize,
    set: &mut Set,
) -> Result<(), ReplicaError> {
    if before + chosen.values().filter(|chosen| **chosen).count() > MOST {
        return Err(invalid(of, "too_many"));
    }
    for (id, chosen) in chosen {
        let id: RecordId = (*id).into();
        let found = desk.store.find(id)?;
        let there = found.is_some_and(|(_, it)| it.kind == *kind && !it.is_deleted());
        if *chosen && !there {
            return Err(invalid(of, "form"));
        }
        set.insert(member(of, &Project::member(id.0))?, (*chosen).into());
    }
    Ok(())
}

fn steps(
    desk: &Desk<'_>,
    steps: &[StepForm],
    before: Option<&Project>,
    set: &mut Set,
) -> Result<(), ReplicaError> {
    let known = before.map_or(0, |before| before.steps.len());
    if known + steps.iter().filter(|step| step.key.is_none()).count() > MOST {
        return Err(invalid("steps", "too_many"));
    }
    for step in steps {
        let text = typed::line("steps", &step.text)?;
        let key = match &step.key {
            // A key is ours: nobody else's word names a field.
            Some(key) if Uuid::parse_str(key).is_ok() => key.clone(),
            Some(_) => return Err(invalid("steps", "form")),
            None if text.is_empty() => continue,
            None => Project::member(desk.fresh_id()),
        };
        let field = member(Project::STEP, &key)?;
        let step = ProjectStep {
            key,
            text,
            on: step.on,
            done: step.done,
        };
        let value = if step.text.is_empty() {
            Value::NULL
        } else {
            step.value()
        };
        set.insert(field, value);
    }
    Ok(())
}

fn member(of: &str, name: &str) -> Result<FieldName, ReplicaError> {
    FieldName::member(of, name).map_err(|_| invalid(of, "form"))
}

#[cfg(test)]
mod tests {
    use super::fen;

    #[test]
    fn money_is_yuan_with_two_decimals_at_most() {
        for (typed, taken) in [
            ("12800", Some(1_280_000)),
            (" 12,800.5 ", Some(1_280_050)),
            ("0.01", Some(1)),
            ("  ", None),
        ] {
            assert_eq!(fen(typed).unwrap(), taken, "{typed}");
        }
        for wrong in [
            "-1",
            "1.234",
            "一万",
            ".5",
            "1e9",
            "99999999999999999999",
            "10000000000.01",
        ] {
            assert!(fen(wrong).is_err(), "{wrong}");
        }
    }
}
