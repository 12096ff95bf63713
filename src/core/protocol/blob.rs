//! How photos and signatures travel: in parts, apart from the records that name them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::limits;

/// Which bytes of a blob travel, as `Content-Range` says it: `bytes 0-65535/180000`. Never empty,
/// never beyond the end, never more than [`limits::BLOB_BYTES`] in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobPart {
    start: usize,
    end: usize,
    total: usize,
}

/// Why a `Content-Range` names no part of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobPartError {
    /// It is not of the form, or names no bytes.
    #[error("not of the form bytes 0-65535/180000")]
    Form,
    /// The blob has more than [`limits::BLOB_BYTES`].
    #[error("a blob has at most {} bytes", limits::BLOB_BYTES)]
    TooLarge,
}

impl BlobPart {
    /// The bytes from `start` on, at most `length` of them, of `total`; none if nothing is left.
    #[must_use]
    pub fn of(start: usize, length: usize, total: usize) -> Option<Self> {
        let end = start.saturating_add(length).min(total);
        (start < end && total <= limits::BLOB_BYTES).then_some(Self { start, end, total })
    }

    /// Its first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// How many bytes it has.
    #[must_use]
    pub const fn length(self) -> usize {
        self.end - self.start
    }

    /// How many bytes the blob has.
    #[must_use]
    pub const fn total(self) -> usize {
        self.total
    }

    /// It out of the whole; none if the whole is shorter.
    #[must_use]
    pub fn cut(self, blob: &[u8]) -> Option<&[u8]> {
        blob.get(self.start..self.end)
    }
}

impl fmt::Display for BlobPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes {}-{}/{}", self.start, self.end - 1, self.total)
    }
}

impl FromStr for BlobPart {
    type Err = BlobPartError;

    fn from_str(text: &str) -> Result<Self, BlobPartError> {
        let form = BlobPartError::Form;
        let (range, total) = text
            .strip_prefix("bytes ")
            .and_then(|rest| rest.split_once('/'))
            .ok_or(form)?;
        let (start, last) = range.split_once('-').ok_or(form)?;
        let number = |text: &str| -> Result<usize, BlobPartError> {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.then(|| text.parse().ok()).flatten();
            number.ok_or(form)
        };
        let (start, last, total) = (number(start)?, number(last)?, number(total)?);
        if start > last || last >= total {
            return Err(form);
        }
        if total > limits::BLOB_BYTES {
            return Err(BlobPartError::TooLarge);
        }
        Ok(Self {
            start,
            end: last + 1,
            total,
        })
    }
}

/// How much the hub holds of a blob, after a part of it or asked by itself. A phone goes on from
/// there, whatever it thought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobHeld {
    /// Bytes from the beginning.
    pub held: usize,
    /// Whether that is all of it, and its hash was right.
    pub complete: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_that_name_no_bytes_are_no_parts() {
        for bad in [
            "",
            "bytes",
            "bytes 0-0",
            "bytes 5-4/10",
            "bytes 0-10/10",
            "bytes -1-4/10",
            "bytes +1-4/10",
            "bytes 0-4/*",
            "bytes */10",
            "bytes 0-/10",
            "bytes 0 - 4/10",
            "items 0-4/10",
            "bytes 0-4/10, 5-9/10",
            "bytes 0-99999999999999999999999/5",
            "bytes ０-４/10",
        ] {
            assert_eq!(bad.parse::<BlobPart>(), Err(BlobPartError::Form), "{bad}");
        }
        let large = format!("bytes 0-4/{}", limits::BLOB_BYTES + 1);
        assert_eq!(large.parse::<BlobPart>(), Err(BlobPartError::TooLarge));
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_a_part_and_reads_back(text in "bytes [0-9]{1,7}-[0-9]{1,7}/[0-9]{1,7}") {
            if let Ok(part) = text.parse::<BlobPart>() {
                prop_assert!(part.length() > 0);
                prop_assert!(part.start() + part.length() <= part.total());
                prop_assert!(part.total() <= limits::BLOB_BYTES);
                prop_assert_eq!(part.to_string().parse(), Ok(part));
            }
        }

        #[test]
        fn parts_of_any_size_make_the_whole(
            blob in prop::collection::vec(any::<u8>(), 1..4_000),
            length in 1_usize..700,
        ) {
            let mut put_together = Vec::new();
            while let Some(part) = BlobPart::of(put_together.len(), length, blob.len()) {
                prop_assert_eq!(part.to_string().parse(), Ok(part));
                put_together.extend_from_slice(part.cut(&blob).unwrap());
            }
            prop_assert_eq!(put_together, blob);
        }
    }
}
