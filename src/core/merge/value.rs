use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A plain JSON value. No fractions: measured quantities are integers in their smallest unit, so
/// equal values are equal on every machine. Integers stay within ±(2^53 − 1), which JavaScript
/// can hold (checked at the hub's door, see `protocol::validate`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// Nothing, or no longer anything.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text; no NUL.
    Text(String),
}

/// What a field holds: a scalar, or a group of scalars that only make sense together (a place:
/// building, unit, floor, room) and so merge as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A plain value.
    Scalar(Scalar),
    /// Values that are written and merged together.
    Group(BTreeMap<FieldName, Scalar>),
}

impl Value {
    /// JSON null.
    pub const NULL: Self = Self::Scalar(Scalar::Null);

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Scalar(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Scalar(Scalar::Int(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is `true`.
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Scalar(Scalar::Bool(true)))
    }

    /// The group's members, if it is one.
    #[must_use]
    pub const fn as_group(&self) -> Option<&BTreeMap<FieldName, Scalar>> {
        match self {
            Self::Group(members) => Some(members),
            Self::Scalar(_) => None,
        }
    }
}

/// Reads a scalar in one pass. Derived code for untagged enums would first copy every value into
/// a buffer; records are read by the ten thousand.
struct ScalarVisitor;

/// The same, where a group may stand too.
struct ValueVisitor;

/// What both visitors do with a plain value.
macro_rules! visit_scalars {
    () => {
        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Scalar::Null.into())
        }
        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Scalar::Null.into())
        }
        fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
            Ok(Scalar::Bool(value).into())
        }
        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Ok(Scalar::Int(value).into())
        }
        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
            match i64::try_from(value) {
                Ok(value) => Ok(Scalar::Int(value).into()),
                Err(_) => Err(E::invalid_value(Unexpected::Unsigned(value), &self)),
            }
        }
        fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
            Ok(Scalar::Text(value.to_owned()).into())
        }
        fn visit_string<E: de::Error>(self, value: String) -> Result<Self::Value, E> {
            Ok(Scalar::Text(value).into())
        }
    };
}

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a whole number or a text")
    }
    visit_scalars!();
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a whole number, a text or a group of these")
    }
    visit_scalars!();
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Value, A::Error> {
        Deserialize::deserialize(MapAccessDeserializer::new(members)).map(Value::Group)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ValueVisitor)
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        Self::Scalar(scalar)
    }
}

macro_rules! from {
    ($($type:ty => |$value:ident| $scalar:expr),+ $(,)?) => {$(
        impl From<$type> for Scalar {
            fn from($value: $type) -> Self { $scalar }
        }
        impl From<$type> for Value {
            fn from(value: $type) -> Self { Self::Scalar(value.into()) }
        }
    )+};
}
from! {
    bool => |value| Self::Bool(value),
    i64 => |value| Self::Int(value),
    &str => |value| Self::Text(value.to_owned()),
    String => |value| Self::Text(value),
}

/// A field's name: 1 to 64 bytes of `a-z`, `0-9`, `_` and `/`, beginning with a letter. A member
/// of a set is a field of its own, named after a slash: `care_tag/left_behind_child`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FieldName(Cow<'static, str>);

/// A text that cannot name a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a field name is 1 to 64 bytes of a-z, 0-9, _ and /, beginning with a letter")]
pub struct InvalidFieldName;

impl FieldName {
    /// The longest name, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// A name known at compile time. Its form is held by the test of each entity.
    #[must_use]
    pub const fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// A member of a set: `care_tag` and `living_alone` make `care_tag/living_alone`.
    ///
    /// # Errors
    /// When the two together are not a field name.
    pub fn member(set: &str, member: &str) -> Result<Self, InvalidFieldName> {
        format!("{set}/{member}").try_into()
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after `set/`, if this is a member of `set`.
    #[must_use]
    pub fn member_of(&self, set: &str) -> Option<&str> {
        self.0.strip_prefix(set)?.strip_prefix('/')
    }
}

impl TryFrom<String> for FieldName {
    type Error = InvalidFieldName;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        let good = name.len() <= Self::MAX_BYTES
            && name.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && name
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'/'));
        if good {
            Ok(Self(Cow::Owned(name)))
        } else {
            Err(InvalidFieldName)
        }
    }
}

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .try_into()
            .map_err(serde::de::Error::custom)
    }
}

impl Borrow<str> for FieldName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_value_reads_back_as_it_was_written() {
        let json = r#"[null,true,-7,9007199254740991,"楼道灯",{"born":"1955-03-08","floor":5}]"#;
        let values: Vec<Value> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&values).unwrap(), json);
        assert_eq!(values[2], Value::from(-7));
        assert!(values[5].as_group().is_some());
        let through: Vec<Value> =
            serde_json::from_value(serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(through, values);
    }

    #[test]
    fn fractions_lists_large_integers_and_groups_in_groups_are_no_values() {
        for bad in [
            "1.5",
            "[]",
            "18446744073709551615",
            r#"{"a":{"b":1}}"#,
            r#"{"A":1}"#,
        ] {
            assert!(serde_json::from_str::<Value>(bad).is_err(), "{bad}");
        }
    }
}
