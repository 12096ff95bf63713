//! What reports are computed from.

mod builder;
mod names;

pub use builder::FactsBuilder;

use std::collections::BTreeMap;

use super::desk::Service;
use super::home::Home;
use super::item::Item;
use super::window::VisitLine;
use crate::domain::{
    Account, AccountId, Area, AreaId, CareTag, ChecklistItem, Grant, HouseholdId, Kind, Ledger,
    Need, NeedCategory, Organisation, OrganisationId, Project, Resident, ResidentId, Resource,
    Scope, StoredEvent, VisitRules, Wish,
};
use crate::merge::Record;

/// What is known of a community, read once, from which every report is computed.
///
/// Deleted records are left out, and so are visits that another visit of the same scope corrects.
/// A record whose scope is a grid belongs to that grid, whatever it says itself.
#[derive(Debug)]
pub struct Facts {
    pub(super) community: String,
    pub(super) area: Option<AreaId>,
    /// By number.
    pub(super) grids: Vec<Area>,
    pub(super) areas: BTreeMap<AreaId, Area>,
    pub(super) homes: BTreeMap<HouseholdId, Home>,
    /// Each with the grid it lies in.
    pub(super) organisations: BTreeMap<OrganisationId, (Option<AreaId>, Organisation)>,
    pub(super) residents: BTreeMap<ResidentId, Resident>,
    pub(super) accounts: BTreeMap<AccountId, Account>,
    /// Who answers for what.
    pub(super) duties: Vec<Grant>,
    pub(super) needs: Vec<Item<Need>>,
    pub(super) wishes: Vec<Item<Wish>>,
    pub(super) projects: Vec<Project>,
    /// Who came to which post, where the desk is asked.
    pub(super) services: Vec<Service>,
    /// Whose points are what, where the desk is asked.
    pub(super) ledgers: BTreeMap<AccountId, Ledger>,
    /// Each with the grid it lies in; none of the community's.
    pub(super) resources: Vec<(Option<AreaId>, Resource)>,
    /// In the catalogue's order, as the next two.
    pub(super) tags: Vec<CareTag>,
    pub(super) categories: Vec<NeedCategory>,
    pub(super) checklist: Vec<ChecklistItem>,
    pub(super) rules: VisitRules,
}

/// One thing of those that reports are computed from.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A record, deleted ones too, with the scope it lies in.
    Record(Scope, Record),
    /// A visit that is not among the records.
    Line(Scope, VisitLine),
    /// What happened to a record that was told before, or a post or a ledger of the desk's.
    Event(StoredEvent),
}

impl Facts {
    /// Reads the records and events of a community, in any order.
    #[must_use]
    pub fn new(
        records: impl IntoIterator<Item = (Scope, Record)>,
        events: impl IntoIterator<Item = (Scope, StoredEvent)>,
    ) -> Self {
        let mut builder = FactsBuilder::default();
        for (scope, record) in records {
            builder.take(Fact::Record(scope, record));
        }
        for (scope, event) in events {
            // What is asked of the desk, and what whom it is about is told, is no other service.
            let of_desk = matches!(event.event.kind, Kind::Post | Kind::Ledger);
            if !of_desk || matches!(scope, Scope::Desk(_)) {
                builder.take(Fact::Event(event));
            }
        }
        builder.build()
    }

    /// Whether something of `of` is asked for when looking at `grid`.
    pub(super) fn is_asked(grid: Option<AreaId>, of: Option<AreaId>) -> bool {
        grid.is_none() || grid == of
    }
}
