use std::fmt;
use std::str::FromStr;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum ImportKind {
    /// Residents with their households; the areas must be there.
    Residents,
    /// Grids, compounds and buildings.
    Areas,
}

/// A word that names no kind of list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("lists are of residents or areas")]
pub struct ParseImportKindError;

impl ImportKind {
    /// The word in the database and at the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Areas => "areas",
        }
    }
}

impl fmt::Display for ImportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ImportKind {
    type Err = ParseImportKindError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "residents" => Ok(Self::Residents),
            "areas" => Ok(Self::Areas),
            _ => Err(ParseImportKindError),
        }
    }
}
