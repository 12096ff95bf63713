use std::fmt::{Debug, Display};
use std::str::FromStr;

use chuanmen_core::domain::{CitizenId, Scope};
use chuanmen_core::merge::{FieldName, RecordId, ReplicaId, Stamp};
use chuanmen_core::protocol::SnapshotKey;
use chuanmen_server::auth::{EnrolmentCode, Token};

/// Reads a text as everything that is written as one.
pub(crate) fn read(input: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(input) else {
        return "no text".to_owned();
    };
    let read = [
        again::<Stamp>(text),
        again::<ReplicaId>(text),
        again::<RecordId>(text),
        again::<Scope>(text),
        again::<SnapshotKey>(text),
        field_name(text),
        citizen_id(text),
        code(text),
        token(text),
    ];
    format!("{read:?} {:?}", text.len().checked_ilog2())
}

/// What is read and written is read as the same.
fn again<T: FromStr + Display + PartialEq + Debug>(text: &str) -> bool {
    let Ok(first) = text.parse::<T>() else {
        return false;
    };
    let written = first.to_string();
    let second = written.parse::<T>().ok();
    assert_eq!(second.as_ref(), Some(&first), "{written}");
    true
}

fn field_name(text: &str) -> bool {
    let Ok(name) = FieldName::try_from(text.to_owned()) else {
        return false;
    };
    assert!(name.as_str() == text && text.len() <= FieldName::MAX_BYTES);
    true
}

fn citizen_id(text: &str) -> bool {
    let Ok(id) = CitizenId::parse(text) else {
        return false;
    };
    assert_eq!(CitizenId::parse(id.as_str()).as_ref(), Ok(&id));
    let (_, _, masked) = (id.born(), id.sex(), id.to_string());
    assert!(id.as_str().len() == 18 && masked.chars().count() == 18);
    true
}

fn code(text: &str) -> bool {
    let Some(code) = EnrolmentCode::parse(text) else {
        return false;
    };
    assert!(EnrolmentCode::parse(&code.to_string()) == Some(code));
    true
}

fn token(text: &str) -> bool {
    let Some(token) = Token::from_header(text) else {
        return false;
    };
    assert!(text.ends_with(&token.reveal()));
    true
}
