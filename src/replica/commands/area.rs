//! The area tree, changed by the community: grids, compounds and buildings added, renamed, put
//! elsewhere, and retired once they are empty. What hangs below a building that goes to another
//! grid the hub moves along.

use std::collections::BTreeMap;

use chuanmen_core::domain::{AreaId, AreaLevel, FieldsBuilder, Kind};
use chuanmen_core::merge::{FieldName, Patch, Record};

use super::catalogue::whole;
use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{AreaForm, AreaNode, AreaTreeView, Outcome, ReplicaError, Summary};
use crate::queries::{area_tree, level_above};
use crate::storage::Save;

/// The longest name, in characters: it has to fit in lists and on doorplates.
const NAME_CHARS: usize = 30;

/// Adds an area, or changes one.
pub(super) fn save(
    desk: &mut Desk<'_>,
    id: Option<AreaId>,
    form: &AreaForm,
) -> Result<Outcome, ReplicaError> {
    let tree = load(desk)?;
    let parent = node(&tree, form.parent)?;
    let level = below(&parent.level).ok_or_else(|| invalid("parent", "option"))?;
    let known = id.map(|id| node(&tree, id)).transpose()?;
    if known.is_some_and(|known| known.level != level) {
        return Err(invalid("parent", "option"));
    }
    let name = typed::name("name", &form.name)?;
    if name.chars().count() > NAME_CHARS {
        return Err(invalid("name", "too_long"));
    }
    let siblings = tree.areas.iter().filter(|one| {
        let other = Some(one.id) != id;
        other && one.parent == Some(parent.id) && one.level == level
    });
    let siblings: Vec<_> = siblings.collect();
    if siblings.iter().any(|one| one.name == name) {
        return Err(invalid("name", "twice"));
    }
    let number = whole("number", &form.number, &(1..=9_999))?;
    // Doors are told apart by the numbers of their buildings.
    if level == AreaLevel::Building && siblings.iter().any(|one| one.number == number) {
        return Err(invalid("number", "twice"));
    }
    let fields = FieldsBuilder::new()
        .set("name", name.as_str())
        .set("parent", parent.id)
        .set("number", number);
    let patch = match id {
        Some(id) => {
            let (_, record) = desk.find(&Kind::Area, id.into())?;
            Patch::edit(&record, fields.build())
        }
        None => {
            let id = AreaId(desk.fresh_id());
            let fields = fields.set("level", level.as_str());
            Patch::create(Kind::Area, id.into(), fields.build())
        }
    };
    write(desk, name, patch)
}

/// Takes an area away in which nothing is, and for which nobody answers.
pub(super) fn retire(desk: &mut Desk<'_>, id: AreaId) -> Result<Outcome, ReplicaError> {
    let tree = load(desk)?;
    let node = node(&tree, id)?;
    if level_above(&node.level).is_none() {
        return Err(ReplicaError::StepNotPossible);
    }
    let inhabited = node.households > 0 || node.residents > 0 || node.organisations > 0;
    if inhabited || !node.who.is_empty() || tree.areas.iter().any(|one| one.parent == Some(id)) {
        return Err(invalid("area", "in_use"));
    }
    let name = node.name.clone();
    let (_, record) = desk.find(&Kind::Area, id.into())?;
    let gone = BTreeMap::from([(FieldName::known(Record::DELETED), true.into())]);
    write(desk, name, Patch::edit(&record, gone))
}

/// The tree, for whoever may change it.
fn load(desk: &Desk<'_>) -> Result<AreaTreeView, ReplicaError> {
    desk.community()?;
    Ok(area_tree(desk.store, desk.wall)?)
}

fn node(tree: &AreaTreeView, id: AreaId) -> Result<&AreaNode, ReplicaError> {
    let found = tree.areas.iter().find(|one| one.id == id);
    found.ok_or(ReplicaError::NotFound)
}

/// What lies in an area of this size.
fn below(level: &AreaLevel) -> Option<AreaLevel> {
    let mut levels = AreaLevel::KNOWN.iter();
    levels
        .find(|one| level_above(one).as_ref() == Some(level))
        .cloned()
}

fn write(desk: &mut Desk<'_>, subject: String, patch: Patch) -> Result<Outcome, ReplicaError> {
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope: desk.community()?,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            subject,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}
