//! The bytes that a sync travels in. `application/cmz1` is the protocol's JSON in one zstd frame,
//! packed with dictionary number 1; `cmz2` will be dictionary number 2. A media type and not a
//! content encoding, because a browser's `fetch` can offer a type of its own but no encoding.
//!
//! A dictionary once published stays in `dictionaries/` for good, unchanged: phones in the field
//! go on using the one they were built with. `make dictionary` trains a new one; see
//! `docs/adr/0010-a-trained-dictionary-as-a-media-type.md`.

mod dictionary;

#[cfg(test)]
mod tests;

use dictionary::{DICTIONARIES, Dictionary};
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{CParameter, find_frame_compressed_size, get_frame_content_size};

pub use dictionary::Effort;

/// How bodies are packed: a media type, and the dictionary that it names.
#[derive(Clone, Copy)]
pub struct Codec(&'static Dictionary);

impl Codec {
    /// What the media type of every codec begins with; its number follows.
    pub const FAMILY: &'static str = "application/cmz";

    /// The one to send with.
    #[must_use]
    pub fn newest() -> Self {
        let [.., newest] = &DICTIONARIES;
        Self(newest)
    }

    /// The codec of a media type (without parameters); none if it is no codec's, or one that this
    /// build does not know.
    #[must_use]
    pub fn named(media_type: &str) -> Option<Self> {
        let found = |one: &&Dictionary| one.media_type.eq_ignore_ascii_case(media_type);
        DICTIONARIES.iter().find(found).map(Self)
    }

    /// `application/cmz1`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        self.0.media_type
    }

    /// The one with this number; none if this build does not know it.
    #[must_use]
    pub fn numbered(number: u16) -> Option<Self> {
        let found = |one: &&Dictionary| one.number() == u32::from(number);
        DICTIONARIES.iter().find(found).map(Self)
    }

    /// The number of its dictionary.
    #[must_use]
    pub fn number(self) -> u16 {
        u16::try_from(self.0.number()).unwrap_or_default()
    }

    /// Packs a body into one frame that names its dictionary, its length and its checksum.
    ///
    /// # Errors
    /// When zstd has no memory.
    pub fn pack(self, body: &[u8], effort: Effort) -> Result<Vec<u8>, PackError> {
        let packed = || {
            let prepared = self.0.encoder(effort);
            let mut compressor = Compressor::with_prepared_dictionary(prepared)?;
            compressor.set_parameter(CParameter::ChecksumFlag(true))?;
            compressor.compress(body)
        };
        let mut packed = packed().map_err(|why| PackError(why.to_string()))?;
        packed.shrink_to_fit();
        Ok(packed)
    }

    /// Unpacks a body of at most `bound` bytes. Never holds more than that: a frame says its
    /// length first, one that says more than `bound` is not begun, and one that goes on beyond
    /// what it said is given up.
    ///
    /// # Errors
    /// See [`UnpackError`].
    pub fn unpack(self, frame: &[u8], bound: usize) -> Result<Vec<u8>, UnpackError> {
        // Walks over the blocks without unpacking them: cut, or followed by something else.
        if find_frame_compressed_size(frame) != Ok(frame.len()) {
            return Err(UnpackError::Broken);
        }
        if Dictionary::id_in(frame) != Some(self.0.id) {
            return Err(UnpackError::OtherDictionary);
        }
        let Ok(Some(length)) = get_frame_content_size(frame) else {
            return Err(UnpackError::Broken);
        };
        let length = usize::try_from(length).ok();
        let length = length.filter(|length| *length <= bound);
        let length = length.ok_or(UnpackError::TooLarge)?;
        let mut decompressor = Decompressor::with_prepared_dictionary(self.0.decoder())
            .map_err(|_| UnpackError::Broken)?;
        decompressor
            .decompress(frame, length)
            .map_err(|_| UnpackError::Broken)
    }
}

/// Whether both name the same dictionary.
impl PartialEq for Codec {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Codec {}

impl std::fmt::Debug for Codec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.media_type())
    }
}

/// zstd could not pack a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the body cannot be packed: {0}")]
pub struct PackError(String);

/// Why a body cannot be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    /// It was packed with another dictionary, or with none.
    #[error("the frame names another dictionary than the media type")]
    OtherDictionary,
    /// It was cut, changed on the way, or is no zstd frame.
    #[error("the frame is broken")]
    Broken,
    /// It would be larger than the bound.
    #[error("the frame holds too much")]
    TooLarge,
}
