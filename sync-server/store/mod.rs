//! What the hub keeps.

mod facts;

pub use facts::CommunityFacts;
