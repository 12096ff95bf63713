//! What a line costs.

/// What a line costs its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Wi-Fi, or a cable.
    Free,
    /// A telephone's data.
    Metered,
    /// It cannot be told.
    Unknown,
}
