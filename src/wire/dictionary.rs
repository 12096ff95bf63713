use std::num::NonZeroU32;
use std::sync::OnceLock;

use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::get_dict_id_from_frame;

/// How hard zstd tries. `docs/PERFORMANCE.md` has the measurements behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For small bodies and slow lines: a cheap phone packs what such a line carries at once in a
    /// tenth of a second, and the line saves seconds.
    Hard,
    /// For large bodies on a good line.
    Light,
}

impl Effort {
    /// Bytes up to which packing hard costs nobody anything.
    const SMALL: usize = 16 * 1024;

    /// For a body of `bytes`, on a line that is slow (or not known yet) or good.
    #[must_use]
    pub const fn of(bytes: usize, slow_line: bool) -> Self {
        if slow_line || bytes <= Self::SMALL {
            Self::Hard
        } else {
            Self::Light
        }
    }

    const fn level(self) -> i32 {
        match self {
            Self::Hard => 15,
            Self::Light => 3,
        }
    }
}

/// A dictionary that was published.
pub(crate) struct Dictionary {
    pub(crate) media_type: &'static str,
    /// As it stands in the dictionary and in each frame: 32768 + number. What is below is
    /// reserved for a public registry (RFC 8878).
    pub(crate) id: u32,
    bytes: &'static [u8],
    /// By effort.
    encoders: [OnceLock<EncoderDictionary<'static>>; 2],
    decoder: OnceLock<DecoderDictionary<'static>>,
}

/// Every dictionary ever published, oldest first. Only ever added to.
pub(crate) static DICTIONARIES: [Dictionary; 1] = [Dictionary::published(
    1,
    "application/cmz1",
    include_bytes!("dictionaries/1.zdict"),
)];

impl Dictionary {
    const fn published(number: u32, media_type: &'static str, bytes: &'static [u8]) -> Self {
        Self {
            media_type,
            id: 32_768 + number,
            bytes,
            encoders: [const { OnceLock::new() }; 2],
            decoder: OnceLock::new(),
        }
    }

    /// Its number, as the media type says it.
    pub(crate) const fn number(&self) -> u32 {
        self.id - 32_768
    }

    /// Prepared when it is first needed, in a few milliseconds.
    pub(crate) fn encoder(&self, effort: Effort) -> &EncoderDictionary<'static> {
        let [hard, light] = &self.encoders;
        let prepared = match effort {
            Effort::Hard => hard,
            Effort::Light => light,
        };
        prepared.get_or_init(|| EncoderDictionary::copy(self.bytes, effort.level()))
    }

    pub(crate) fn decoder(&self) -> &DecoderDictionary<'static> {
        let prepare = || DecoderDictionary::copy(self.bytes);
        self.decoder.get_or_init(prepare)
    }

    #[cfg(test)]
    pub(crate) const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The dictionary that a frame says it needs.
    pub(crate) fn id_in(frame: &[u8]) -> Option<u32> {
        get_dict_id_from_frame(frame).map(NonZeroU32::get)
    }
}
