use std::collections::BTreeMap;

use super::{AreaId, Fields, FieldsBuilder, HouseholdId};
use crate::merge::{FieldName, Record, Scalar, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// Whose the flat is.
    pub enum Housing {
        /// 自住
        Own => "own",
        /// 租住
        Rent => "rent",
        /// 合租
        Shared => "shared",
        /// 空置
        Vacant => "vacant",
    }
}

/// Where a household lives. Merged as one: two people's halves of an address are no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The building.
    pub building: AreaId,
    /// The unit (staircase), as written on its door: `2`; empty where a building has none.
    pub unit: String,
    /// The floor; 0 where floors are not told apart (a lane, a villa).
    pub floor: i64,
    /// The room as written on the door: `502`.
    pub room: String,
}

/// The people behind one door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Which.
    pub id: HouseholdId,
    /// Where.
    pub place: Place,
    /// Whose the flat is.
    pub housing: Housing,
    /// What a visitor should know.
    pub note: String,
}

impl Household {
    /// The field that says which household this one, entered twice, became.
    pub const MERGED_INTO: &'static str = "merged_into";

    /// Which household this one became, if it was entered twice and is gone. It is always the one
    /// entered first, the one of the smaller id: two people who merge the same two at the same time
    /// merge them the same way, and no chain of them ever closes to a ring.
    #[must_use]
    pub fn successor(record: &Record) -> Option<HouseholdId> {
        let into = Fields(&record.fields).parse::<HouseholdId>(Self::MERGED_INTO)?;
        (record.is_deleted() && into < record.id.into()).then_some(into)
    }

    /// Reads a household; none if it has no place.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let text = |member| match fields.within("place", member) {
            Some(Scalar::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let floor = match fields.within("place", "floor") {
            Some(Scalar::Int(floor)) => *floor,
            _ => 0,
        };
        let place = Place {
            building: text("building").parse().ok()?,
            unit: text("unit"),
            floor,
            room: text("room"),
        };
        Some(Self {
            id: record.id.into(),
            place,
            housing: fields.word("housing").unwrap_or(Housing::Own),
            note: fields.string("note"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("place", self.place.value())
            .set("housing", self.housing.as_str())
            .text("note", &self.note)
            .build()
    }
}

impl Place {
    /// The group value of field `place`.
    #[must_use]
    pub fn value(&self) -> Value {
        Value::Group(BTreeMap::from([
            (
                FieldName::known("building"),
                self.building.to_string().into(),
            ),
            (FieldName::known("unit"), self.unit.as_str().into()),
            (FieldName::known("floor"), self.floor.into()),
            (FieldName::known("room"), self.room.as_str().into()),
        ]))
    }
}
