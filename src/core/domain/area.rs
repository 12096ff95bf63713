use std::collections::BTreeMap;

use super::{AreaId, Fields, FieldsBuilder};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// How large an area is, largest first.
    pub enum AreaLevel {
        /// 街道
        Subdistrict => "subdistrict",
        /// 社区
        Community => "community",
        /// 网格
        Grid => "grid",
        /// 小区
        Compound => "compound",
        /// 楼栋
        Building => "building",
    }
}

/// A piece of the map: subdistrict ⊃ community ⊃ grid ⊃ compound ⊃ building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Which.
    pub id: AreaId,
    /// How large.
    pub level: AreaLevel,
    /// `花卉园社区`, `第 3 网格`, `3 栋`.
    pub name: String,
    /// What it lies in; a grid's compounds name the grid.
    pub parent: Option<AreaId>,
    /// Its place among its siblings, from 1; a building's or grid's number.
    pub number: i64,
}

impl Area {
    /// Reads an area; none if it has no level.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            level: fields.word("level")?,
            name: fields.string("name"),
            parent: fields.parse("parent"),
            number: fields.int("number").unwrap_or_default(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("level", self.level.as_str())
            .set("name", self.name.as_str())
            .maybe("parent", self.parent)
            .set("number", self.number)
            .build()
    }
}
