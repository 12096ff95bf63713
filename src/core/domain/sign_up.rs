use std::collections::BTreeMap;

use super::{Fields, FieldsBuilder, PostId, RotaPlace, SignUpId, SignUpState};
use crate::merge::{FieldName, Record, Value};

/// What somebody is told of their place on a post's rota, and nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// Which.
    pub id: SignUpId,
    /// For what.
    pub post: PostId,
    /// How they stand.
    pub state: SignUpState,
    /// How many wait before them.
    pub ahead: i64,
    /// How long they served, in minutes.
    pub minutes: i64,
}

impl SignUp {
    /// What is told of a place.
    #[must_use]
    pub fn of(id: SignUpId, post: PostId, place: &RotaPlace) -> Self {
        Self {
            id,
            post,
            state: place.state.clone(),
            ahead: place.ahead,
            minutes: place.minutes,
        }
    }

    /// Reads what was told; none without its post and how they stand.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            post: fields.parse("post")?,
            state: fields.word("state")?,
            ahead: fields.int("ahead").unwrap_or(0).max(0),
            minutes: fields.int("minutes").unwrap_or(0).max(0),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("post", self.post)
            .set("state", self.state.as_str())
            .set("ahead", self.ahead)
            .set("minutes", self.minutes)
            .build()
    }
}
