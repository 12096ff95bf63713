//! What a community sets beside its checklist: care tags with how often to visit, categories of
//! needs, the service handbook, rules for points and rewards. Each is retired, never deleted: records name it.

mod guide;
mod points;
mod typed;

use std::collections::BTreeMap;

use chuanmen_core::domain::{
    CareTag, CareTagId, Deadline, Interval, Kind, NeedCategory, NeedCategoryId, VisitRule,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};

use super::desk::Desk;
use super::typed::invalid;
use crate::api::{CareTagForm, EveryForm, NeedCategoryForm, Outcome, ReplicaError, Summary};
use crate::queries::catalogue::records;
use crate::storage::Save;

pub(super) use typed::whole;

pub(super) use guide::{save as save_guide, save_all as save_guides};
pub(super) use points::{save_reward, save_rule as save_points_rule};

/// Adds a care tag, or changes one; and how often to visit those who have it.
pub(super) fn save_tag(
    desk: &mut Desk<'_>,
    id: Option<CareTagId>,
    form: &CareTagForm,
) -> Result<Outcome, ReplicaError> {
    let all = load(desk, &Kind::CareTag)?;
    let known = id.map(|id| find(&all, id.into())).transpose()?;
    let before = known.and_then(CareTag::read);
    let others = all
        .iter()
        .filter(|one| Some(one.id) != id.map(RecordId::from));
    let others: Vec<_> = others.filter_map(CareTag::read).collect();
    let tag = CareTag {
        code: match &before {
            Some(before) => before.code.clone(),
            None => code(desk, 't'),
        },
        name: typed::name(&form.name, others.iter().map(|one| one.name.as_str()))?,
        weight: typed::whole("weight", &form.weight, &CareTag::WEIGHTS)?,
        order: match &before {
            Some(before) => before.order,
            None => after(others.iter().map(|one| one.order)),
        },
        restricted: form.restricted,
        retired: before.as_ref().is_some_and(|before| before.retired),
    };
    let every = typed::every(&form.every)?;
    let name = tag.name.clone();
    let mut patches = rule_patches(desk, Some(&tag.code), every)?;
    patches.push(entry(
        desk,
        &Kind::CareTag,
        known,
        tag.fields(),
        &["restricted"],
    ));
    write(desk, name, patches)
}

/// Sets how often to visit every household.
pub(super) fn save_rule(desk: &mut Desk<'_>, form: &EveryForm) -> Result<Outcome, ReplicaError> {
    let every = typed::every(form)?.ok_or_else(|| invalid("every", "empty"))?;
    let patches = rule_patches(desk, None, Some(every))?;
    write(desk, String::new(), patches)
}

/// Adds a category of needs, or changes one. Needs keep the day that they were given.
pub(super) fn save_category(
    desk: &mut Desk<'_>,
    id: Option<NeedCategoryId>,
    form: &NeedCategoryForm,
) -> Result<Outcome, ReplicaError> {
    let all = load(desk, &Kind::NeedCategory)?;
    let known = id.map(|id| find(&all, id.into())).transpose()?;
    let before = known.and_then(NeedCategory::read);
    let others = all
        .iter()
        .filter(|one| Some(one.id) != id.map(RecordId::from));
    let others: Vec<_> = others.filter_map(NeedCategory::read).collect();
    let category = NeedCategory {
        code: match &before {
            Some(before) => before.code.clone(),
            None => code(desk, 'c'),
        },
        name: typed::name(&form.name, others.iter().map(|one| one.name.as_str()))?,
        within: Deadline::of(
            typed::whole("days", &form.days, &Deadline::RANGE)?,
            form.working,
        ),
        party: typed::party(form.party.as_ref())?,
        order: match &before {
            Some(before) => before.order,
            None => after(others.iter().map(|one| one.order)),
        },
        retired: before.as_ref().is_some_and(|before| before.retired),
    };
    let name = category.name.clone();
    let patch = entry(
        desk,
        &Kind::NeedCategory,
        known,
        category.fields(),
        &["party", "working"],
    );
    write(desk, name, vec![patch])
}

/// Takes something out of use, or back into it.
pub(super) fn retire(
    desk: &mut Desk<'_>,
    kind: &Kind,
    id: RecordId,
    retired: bool,
) -> Result<Outcome, ReplicaError> {
    let name = match kind {
        Kind::CareTag | Kind::NeedCategory | Kind::PointsRule | Kind::Reward => "name",
        Kind::Guide => "title",
        _ => return Err(ReplicaError::StepNotPossible),
    };
    let all = load(desk, kind)?;
    let record = find(&all, id)?;
    let name = record.fields.get(name).and_then(Value::as_text);
    let name = name.unwrap_or_default().to_owned();
    let set = BTreeMap::from([(FieldName::known("retired"), retired.into())]);
    write(desk, name, vec![Patch::edit(record, set)])
}

/// What makes the rules of a tag, or of everybody, say `every`. Of several the first says it, and
/// the others nothing: two desks may each have made one.
fn rule_patches(
    desk: &Desk<'_>,
    tag: Option<&str>,
    every: Option<Interval>,
) -> Result<Vec<Patch>, ReplicaError> {
    let all = load(desk, &Kind::VisitRule)?;
    let is_of = |record: &&Record| {
        let named = record.fields.get("tag").and_then(Value::as_text);
        named.filter(|named| !named.is_empty()) == tag
    };
    let rules: Vec<_> = all.iter().filter(is_of).collect();
    let mut patches: Vec<_> = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let said = every.filter(|_| index == 0);
            let mut set = VisitRule::saying(said);
            // What was never written is not written as nothing.
            set.retain(|field, value| *value != Value::NULL || rule.fields.contains_key(field));
            Patch::edit(rule, set)
        })
        .collect();
    if let (Some(every), true) = (every, rules.is_empty()) {
        let rule = VisitRule {
            tag: tag.map(str::to_owned),
            every,
        };
        let id = RecordId(desk.fresh_id());
        patches.push(Patch::create(Kind::VisitRule, id, rule.fields()));
    }
    Ok(patches)
}

/// What makes an entry so: a new record, or what is new about the one that is there. `lost` are the
/// fields that may be written no longer.
fn entry(
    desk: &Desk<'_>,
    kind: &Kind,
    known: Option<&Record>,
    mut set: BTreeMap<FieldName, Value>,
    lost: &[&'static str],
) -> Patch {
    let Some(record) = known else {
        return Patch::create(kind.clone(), RecordId(desk.fresh_id()), set);
    };
    for field in lost {
        if record.fields.contains_key(*field) {
            set.entry(FieldName::known(field)).or_insert(Value::NULL);
        }
    }
    Patch::edit(record, set)
}

/// Every record of a kind, for whoever may change them.
fn load(desk: &Desk<'_>, kind: &Kind) -> Result<Vec<Record>, ReplicaError> {
    desk.community()?;
    let all = records(desk.store.connection(), kind)?.into_iter();
    Ok(all.map(|(record, _)| record).collect())
}

fn find(all: &[Record], id: RecordId) -> Result<&Record, ReplicaError> {
    let found = all.iter().find(|record| record.id == id);
    found.ok_or(ReplicaError::NotFound)
}

/// A code of its own: the end of a fresh id is drawn by lot.
fn code(desk: &Desk<'_>, sort: char) -> String {
    format!(
        "{sort}{:012x}",
        desk.fresh_id().as_u128() & 0xFFFF_FFFF_FFFF
    )
}

/// The place after all these.
fn after(orders: impl Iterator<Item = i64>) -> i64 {
    orders.max().unwrap_or(0).saturating_add(1)
}

fn write(
    desk: &mut Desk<'_>,
    subject: String,
    mut patches: Vec<Patch>,
) -> Result<Outcome, ReplicaError> {
    patches.retain(|patch| !patch.is_empty());
    if patches.is_empty() {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope: desk.community()?,
        patches,
        events: Vec::new(),
        summary: Summary {
            subject,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}
