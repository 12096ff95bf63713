use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Fields;
use crate::merge::{FieldName, Scalar, Value};

/// The BLAKE3 hash of some bytes, which is what a record names them by. As text: 52 characters of
/// base32 in lower case, so that it fits into a field's name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash([u8; 32]);

/// A text that is no hash: 52 characters of `a-z` and `2-7`, the last one `a` or `q`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 52 characters of a-z and 2-7")]
pub struct ParseBlobHashError;

impl BlobHash {
    /// Characters of its text.
    pub const TEXT: usize = 52;
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

    /// The hash of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Digit `n` is bits 5n to 5n + 4; behind the last byte stand zeros.
        let byte = |at: usize| u16::from(self.0.get(at).copied().unwrap_or_default());
        let text: String = (0..Self::TEXT)
            .map(|n| {
                let (at, shift) = (n * 5 / 8, n * 5 % 8);
                let pair = (byte(at) << 8) | byte(at + 1);
                char::from(Self::DIGITS[usize::from((pair >> (11 - shift)) & 31)])
            })
            .collect();
        f.pad(&text)
    }
}

impl FromStr for BlobHash {
    type Err = ParseBlobHashError;

    fn from_str(text: &str) -> Result<Self, ParseBlobHashError> {
        if text.len() != Self::TEXT {
            return Err(ParseBlobHashError);
        }
        let mut hash = [0; 32];
        for (n, digit) in text.bytes().enumerate() {
            let value = Self::DIGITS.iter().position(|known| *known == digit);
            let value = value.and_then(|value| u16::try_from(value).ok());
            let value = value.ok_or(ParseBlobHashError)?;
            let (at, shift) = (n * 5 / 8, n * 5 % 8);
            let [first, second] = (value << (11 - shift)).to_be_bytes();
            hash[at] |= first;
            match hash.get_mut(at + 1) {
                Some(next) => *next |= second,
                // One hash has one text.
                None if second != 0 => return Err(ParseBlobHashError),
                None => {}
            }
        }
        Ok(Self(hash))
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobHash({self})")
    }
}

impl Serialize for BlobHash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlobHash {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A picture that a record names: the bytes travel apart, after the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Of its bytes.
    pub hash: BlobHash,
    /// How many they are.
    pub size: u32,
    /// What they are: `image/jpeg`, `image/svg+xml`.
    pub media_type: String,
    /// A small one of the same, a blob of its own.
    pub thumb: Option<BlobHash>,
}

impl Picture {
    /// The set of photos: each is a field `photo/<hash>`.
    pub const PHOTO: &'static str = "photo";
    /// The set of signatures: a field `signature/<hash>`.
    pub const SIGNATURE: &'static str = "signature";

    /// The pictures of a set, in the order in which they were taken.
    pub(super) fn read(fields: Fields<'_>, set: &str) -> Vec<Self> {
        let mut found: Vec<_> = groups(fields, set)
            .map(|(hash, members)| (place(members), Self::of(hash, members)))
            .collect();
        found.sort_by_key(|(place, picture)| (*place, picture.hash));
        found.into_iter().map(|(_, picture)| picture).collect()
    }

    fn of(hash: BlobHash, members: &BTreeMap<FieldName, Scalar>) -> Self {
        let size = match members.get("size") {
            Some(Scalar::Int(size)) => u32::try_from(*size).unwrap_or_default(),
            _ => 0,
        };
        let media_type = match members.get("type") {
            Some(Scalar::Text(text)) => text.clone(),
            _ => String::new(),
        };
        Self {
            hash,
            size,
            media_type,
            thumb: thumb(members),
        }
    }

    /// The field that names it; `place` is its number in the set.
    pub(super) fn field(&self, set: &str, place: usize) -> Option<(FieldName, Value)> {
        let mut members = BTreeMap::from([
            (FieldName::known("size"), i64::from(self.size).into()),
            (FieldName::known("type"), self.media_type.as_str().into()),
            (
                FieldName::known("place"),
                i64::try_from(place).unwrap_or_default().into(),
            ),
        ]);
        if let Some(thumb) = self.thumb {
            members.insert(FieldName::known("thumb"), thumb.to_string().into());
        }
        let name = FieldName::member(set, &self.hash.to_string()).ok()?;
        Some((name, Value::Group(members)))
    }
}

/// Every blob that a record's fields name, thumbnails too. What names one is a field of the sets
/// `photo` and `signature`, whatever the record is.
pub fn blobs_named(
    fields: &BTreeMap<FieldName, Value>,
) -> impl Iterator<Item = BlobHash> + use<'_> {
    [Picture::PHOTO, Picture::SIGNATURE]
        .into_iter()
        .flat_map(|set| groups(Fields(fields), set))
        .flat_map(|(hash, members)| [Some(hash), thumb(members)])
        .flatten()
}

fn groups<'a>(
    fields: Fields<'a>,
    set: &str,
) -> impl Iterator<Item = (BlobHash, &'a BTreeMap<FieldName, Scalar>)> + use<'a> {
    // The set's own part of the map: records are read by the ten thousand, most without pictures.
    let from = FieldName::member(set, "").ok();
    // The digit behind the slash.
    let to = FieldName::try_from(format!("{set}0")).ok();
    let within = from.zip(to).map(|(from, to)| fields.0.range(from..to));
    let prefix = set.len() + 1;
    within
        .into_iter()
        .flatten()
        .filter_map(move |(name, value)| {
            let hash = name.as_str().get(prefix..)?.parse().ok()?;
            Some((hash, value.as_group()?))
        })
}

fn thumb(members: &BTreeMap<FieldName, Scalar>) -> Option<BlobHash> {
    match members.get("thumb") {
        Some(Scalar::Text(text)) => text.parse().ok(),
        _ => None,
    }
}

fn place(members: &BTreeMap<FieldName, Scalar>) -> i64 {
    match members.get("place") {
        Some(Scalar::Int(place)) => *place,
        _ => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hash_is_52_characters_that_can_name_a_field() {
        let hash = BlobHash::of(b"");
        // The published hash of nothing begins with af1349b9f5f9a1a6.
        assert!(hash.to_string().starts_with("v4jutopv"));
        assert_eq!(hash.to_string().len(), BlobHash::TEXT);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!(FieldName::member(Picture::SIGNATURE, &hash.to_string()).is_ok());
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        let good = BlobHash::of(b"x").to_string();
        for bad in [
            String::new(),
            good[1..].to_owned(),
            format!("{good}a"),
            good.to_uppercase(),
            format!("{}1", &good[..51]),
            // The last digit holds one bit: any other is a second text for a hash.
            format!("{}b", &good[..51]),
            "照".repeat(17) + "a",
        ] {
            assert_eq!(bad.parse::<BlobHash>(), Err(ParseBlobHashError), "{bad}");
        }
    }

    #[test]
    fn thumbnails_are_named_and_other_fields_are_not() {
        let picture = Picture {
            hash: BlobHash::of(b"photo"),
            size: 5,
            media_type: "image/jpeg".into(),
            thumb: Some(BlobHash::of(b"thumb")),
        };
        let signature = Picture {
            hash: BlobHash::of(b"name"),
            thumb: None,
            ..picture.clone()
        };
        let mut fields = BTreeMap::from([
            (FieldName::known("note"), Value::from("photo/abc")),
            (FieldName::known("photo/abc"), Value::NULL),
            (FieldName::known("photograph"), Value::from(true)),
        ]);
        fields.extend(picture.field(Picture::PHOTO, 0));
        fields.extend(signature.field(Picture::SIGNATURE, 0));
        let named: Vec<_> = blobs_named(&fields).collect();
        let thumb = BlobHash::of(b"thumb");
        assert_eq!(named, [picture.hash, thumb, signature.hash]);
        assert_eq!(Picture::read(Fields(&fields), Picture::PHOTO), [picture]);
        // Taken back by a null, as a newer version might.
        for value in fields.values_mut() {
            *value = Value::NULL;
        }
        assert_eq!(blobs_named(&fields).count(), 0);
    }

    proptest! {
        #[test]
        fn every_hash_reads_back(bytes: [u8; 32]) {
            let hash = BlobHash(bytes);
            prop_assert_eq!(hash.to_string().parse(), Ok(hash));
            let json = serde_json::to_string(&hash).unwrap();
            prop_assert_eq!(serde_json::from_str::<BlobHash>(&json).unwrap(), hash);
        }

        #[test]
        fn a_text_that_reads_as_a_hash_is_its_only_text(text in "[a-z2-7]{52}") {
            if let Ok(hash) = text.parse::<BlobHash>() {
                prop_assert_eq!(hash.to_string(), text);
            }
        }
    }
}
