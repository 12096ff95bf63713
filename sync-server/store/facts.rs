use chuanmen_core::domain::{Scope, StoredEvent};
use chuanmen_core::merge::Record;
use chuanmen_core::report::Facts;

/// Everything a community's reports are computed from, as it stands in one snapshot of the store:
/// the records and events of its community scope and of its grids, or of some of these scopes.
#[derive(Debug, Clone, Default)]
pub struct CommunityFacts {
    /// Every record asked for, deleted ones too, with the scope it lies in.
    pub records: Vec<(Scope, Record)>,
    /// Every event of these, with the scope it lies in.
    pub events: Vec<(Scope, StoredEvent)>,
}

impl From<CommunityFacts> for Facts {
    fn from(facts: CommunityFacts) -> Self {
        Self::new(facts.records, facts.events)
    }
}
