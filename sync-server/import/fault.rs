/// Why a whole file is not taken. Nothing of it was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// More bytes than allowed.
    #[error("文件超过 {limit} MB，请分成几份再导入。")]
    TooLarge {
        /// Megabytes.
        limit: u64,
    },
    /// The workbook says, or turns out, to be larger once unpacked than allowed.
    #[error("这个表格解开后超过 {limit} MB，不像一份名单，没有打开。")]
    TooLargeUnpacked {
        /// Megabytes.
        limit: u64,
    },
    /// The workbook consists of more files than any workbook.
    #[error("这个表格由太多文件组成，不像一份名单，没有打开。")]
    TooManyParts,
    /// More rows than allowed.
    #[error("表格超过 {limit} 行，请分成几份再导入。")]
    TooManyRows {
        /// Rows.
        limit: usize,
    },
    /// More columns than allowed.
    #[error("第 {row} 行超过 {limit} 列，请删去多余的列。")]
    TooManyColumns {
        /// Counted from 1.
        row: u32,
        /// Columns.
        limit: usize,
    },
    /// A cell that is longer than allowed.
    #[error("{column}{row} 单元格超过 {limit} 个字，请缩短。")]
    CellTooLong {
        /// Counted from 1.
        row: u32,
        /// Its letters.
        column: String,
        /// Characters.
        limit: usize,
    },
    /// All cells together hold more text than allowed.
    #[error("表格里的文字太多，请分成几份再导入。")]
    TooMuchText,
    /// More merged cells than allowed.
    #[error("表格里合并的单元格太多，请取消合并再导入。")]
    TooManyMerged,
    /// A workbook of the old kind, or one with a password.
    #[error("这是旧格式（.xls）或加了密码的表格，请另存为 .xlsx 再导入。")]
    OldWorkbook,
    /// It begins like a workbook and is none.
    #[error("这个文件打不开：不是完好的 .xlsx 表格。")]
    BrokenWorkbook,
    /// Text in no encoding that we know.
    #[error("文字编码认不出来，请另存为“CSV UTF-8”再导入。")]
    Encoding,
    /// No text at all.
    #[error("这个文件不是表格，请用 .xlsx 或 .csv。")]
    NotATable,
    /// Nothing in it.
    #[error("表格是空的。")]
    Empty,
}

impl FileFault {
    /// Stable: programs may match on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "file.too_large",
            Self::TooLargeUnpacked { .. } => "file.too_large_unpacked",
            Self::TooManyParts => "file.too_many_parts",
            Self::TooManyRows { .. } => "file.too_many_rows",
            Self::TooManyColumns { .. } => "file.too_many_columns",
            Self::CellTooLong { .. } => "file.cell_too_long",
            Self::TooMuchText => "file.too_much_text",
            Self::TooManyMerged => "file.too_many_merged",
            Self::OldWorkbook => "file.old_workbook",
            Self::BrokenWorkbook => "file.broken_workbook",
            Self::Encoding => "file.encoding",
            Self::NotATable => "file.not_a_table",
            Self::Empty => "file.empty",
        }
    }
}
