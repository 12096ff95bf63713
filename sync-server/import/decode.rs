use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// A text in UTF-8, in UTF-16 with a byte order mark, or in GB18030. What is no UTF-8 is GB18030, or
/// nothing that we know: encodings of China contain each other.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    for encoding in [marked.unwrap_or(UTF_8), GB18030] {
        let (text, _, malformed) = encoding.decode(bytes);
        if !malformed {
            return Some(text);
        }
    }
    None
}
