/// What a file may hold. Past any of these it is refused before more of it is unpacked or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes of a workbook once unpacked, by what it says and by what comes out.
    pub unpacked: u64,
    /// Files in a workbook.
    pub parts: usize,
    /// Rows that are not empty.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Characters of one cell.
    pub cell: usize,
    /// Bytes of all cells' text: a workbook can name one text from every cell.
    pub text: usize,
    /// Cells that are merged with another.
    pub merged: usize,
}

impl Limits {
    /// Bytes of a megabyte.
    pub const MEGABYTE: u64 = 1024 * 1024;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 32 * Self::MEGABYTE,
            unpacked: 256 * Self::MEGABYTE,
            parts: 1_000,
            rows: 100_000,
            columns: 64,
            cell: 2_000,
            text: 128 * 1024 * 1024,
            merged: 1_000_000,
        }
    }
}
