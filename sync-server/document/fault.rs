/// Why a document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// More bytes than allowed.
    #[error("文件超过 32 MB，请删去图片或分成几份。")]
    TooLarge,
    /// It becomes too large once unpacked.
    #[error("这个文档解开后太大，没有打开。")]
    TooLargeUnpacked,
    /// More words than a handbook has.
    #[error("文档的字太多，请分成几份。")]
    TooMuchText,
    /// A Word document of the old kind, or one with a password.
    #[error("这是旧格式（.doc）或加了密码的文档，请另存为 .docx 再选。")]
    Old,
    /// It begins like a Word document and is none.
    #[error("这个文件打不开：不是完好的 .docx 文档。")]
    Broken,
    /// Neither a Word document nor a text.
    #[error("只认 Word 文档（.docx）和文本（.txt、.md），请另存一份再选。")]
    Unknown,
    /// Nothing in it.
    #[error("文档里没有文字。")]
    Empty,
}

impl DocumentFault {
    /// Stable: programs may match on it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "document.too_large",
            Self::TooLargeUnpacked => "document.too_large_unpacked",
            Self::TooMuchText => "document.too_much_text",
            Self::Old => "document.old",
            Self::Broken => "document.broken",
            Self::Unknown => "document.unknown",
            Self::Empty => "document.empty",
        }
    }
}
