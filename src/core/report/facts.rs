use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::desk::{DeskEvents, Service};
use super::home::{Call, Home, Listed};
use super::item::Item;
use super::window::VisitLine;
use crate::domain::{
    Account, AccountId, Area, AreaId, AreaLevel, CareTag, ChecklistItem, Grant, Host, Household,
    HouseholdId, Kind, Ledger, Need, NeedCategory, Organisation, OrganisationId, Post, Project,
    Resident, ResidentId, Resource, Scope, StoredEvent, Visit, VisitId, VisitRule, VisitRules,
    Wish,
};
use crate::merge::{Record, RecordId};

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

/// Takes facts one by one, so that nobody has to hold them all: records by kind, typed but not yet
/// joined.
#[derive(Debug, Default)]
pub struct FactsBuilder {
    /// Of the checklist: each code and answer once, however many visits say it.
    words: BTreeSet<Arc<str>>,
    areas: BTreeMap<AreaId, Area>,
    households: BTreeMap<HouseholdId, Home>,
    organisations: BTreeMap<OrganisationId, (Option<AreaId>, Organisation)>,
    /// Households entered twice that are gone, and which one each became.
    merged: BTreeMap<HouseholdId, HouseholdId>,
    /// Households that somebody took away.
    taken_away: BTreeSet<HouseholdId>,
    residents: BTreeMap<ResidentId, Resident>,
    visits: Vec<(Scope, Call)>,
    accounts: BTreeMap<AccountId, Account>,
    duties: BTreeMap<RecordId, Grant>,
    needs: BTreeMap<RecordId, Item<Need>>,
    wishes: BTreeMap<RecordId, Item<Wish>>,
    projects: Vec<Project>,
    posts: BTreeMap<RecordId, Post>,
    desk: DeskEvents,
    resources: Vec<(Option<AreaId>, Resource)>,
    tags: Vec<CareTag>,
    categories: Vec<NeedCategory>,
    checklist: Vec<ChecklistItem>,
    rules: Vec<VisitRule>,
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
}

impl FactsBuilder {
    /// Takes one in; an event after the record it is about.
    pub fn take(&mut self, fact: Fact) {
        match fact {
            Fact::Record(scope, record) => self.record(scope, &record),
            Fact::Line(scope, line) => self.visits.push((scope, Call::new(line, None))),
            Fact::Event(event) => self.attach(event),
        }
    }

    /// Types one record. What this version cannot read is not counted.
    fn record(&mut self, scope: Scope, record: &Record) {
        if record.is_deleted() && record.kind != Kind::Household {
            return;
        }
        let grid = match scope {
            Scope::Grid(grid) => Some(grid),
            _ => None,
        };
        let stamped = record.clocks.at.wall();
        match record.kind {
            Kind::Area => put(&mut self.areas, Area::read(record), |area| area.id),
            Kind::Household => {
                if let Some(kept) = Household::successor(record) {
                    self.merged.insert(record.id.into(), kept);
                } else if record.is_deleted() {
                    self.taken_away.insert(record.id.into());
                }
                let home = Household::read(record).map(|household| Home::new(household, grid));
                put(&mut self.households, home, |home| home.household.id);
            }
            Kind::Organisation => {
                if let Some(found) = Organisation::read(record) {
                    self.organisations.insert(found.id, (grid, found));
                }
            }
            Kind::Resident => put(&mut self.residents, Resident::read(record), |who| who.id),
            Kind::Visit => {
                if let Some(visit) = Visit::read(record) {
                    let line = VisitLine::new(&visit, stamped);
                    let listed = self.listed(visit);
                    self.visits.push((scope, Call::new(line, Some(listed))));
                }
            }
            Kind::Account => {
                put(&mut self.accounts, Account::read(record), |who| who.id);
            }
            Kind::Grant => put(&mut self.duties, Grant::read(record), |grant| grant.id),
            Kind::Need => {
                let need = Need::read(record).map(|need| {
                    let raised_at = need.raised_at.min(stamped);
                    Item::new(need, grid, raised_at)
                });
                put(&mut self.needs, need, |item| item.what.id.into());
            }
            Kind::Wish => {
                let wish = Wish::read(record).map(|wish| {
                    let raised_at = wish.raised_at.min(stamped);
                    Item::new(wish, grid, raised_at)
                });
                put(&mut self.wishes, wish, |item| item.what.id.into());
            }
            Kind::Post => put(&mut self.posts, Post::read(record), |post| post.id.into()),
            Kind::Project => self.projects.extend(Project::read(record)),
            Kind::Resource => {
                let resource = Resource::read(record).map(|resource| (grid, resource));
                self.resources.extend(resource);
            }
            Kind::CareTag => self.tags.extend(CareTag::read(record)),
            Kind::NeedCategory => self.categories.extend(NeedCategory::read(record)),
            Kind::ChecklistItem => self.checklist.extend(ChecklistItem::read(record)),
            Kind::VisitRule => self.rules.extend(VisitRule::read(record)),
            _ => {}
        }
    }

    /// Gives an event to the need or wish it is about, if that is there, or to the desk.
    fn attach(&mut self, event: StoredEvent) {
        let Some(event) = self.desk.take(event) else {
            return;
        };
        let subject = event.event.subject;
        if let Some(need) = self.needs.get_mut(&subject) {
            need.events.push(event);
        } else if let Some(wish) = self.wishes.get_mut(&subject) {
            wish.events.push(event);
        }
    }

    /// What a list says of a visit.
    fn listed(&mut self, visit: Visit) -> Listed {
        let mut word = |text: String| match self.words.get(text.as_str()) {
            Some(known) => Arc::clone(known),
            None => {
                let word = Arc::<str>::from(text);
                self.words.insert(Arc::clone(&word));
                word
            }
        };
        let answers = visit.answers.into_iter();
        Listed {
            visitor: visit.visitor,
            purpose: visit.purpose,
            unchanged: visit.unchanged,
            answers: answers
                .map(|(code, said)| (word(code), word(said)))
                .collect(),
            note: visit.note.into(),
        }
    }

    /// Joins what was taken in.
    #[must_use]
    pub fn build(mut self) -> Facts {
        self.follow_merged();
        let mut lived_in = BTreeSet::new();
        for resident in self.residents.values() {
            if let Some(home) = self.households.get_mut(&resident.household) {
                home.admit(resident);
                lived_in.insert(resident.household);
            }
        }
        self.join_visits();
        // One that was taken away stands if somebody lives there or called whom whoever took it
        // away did not know of.
        let gone = |id: &HouseholdId, home: &Home| {
            let empty = home.visits.is_empty() && !lived_in.contains(id);
            self.merged.contains_key(id) || (self.taken_away.contains(id) && empty)
        };
        self.households.retain(|id, home| !gone(id, home));

        let mut grids: Vec<_> = self.of_level(&AreaLevel::Grid).cloned().collect();
        grids.sort_by_key(|grid| (grid.number, grid.id));
        let community = self.of_level(&AreaLevel::Community).next();
        let area = community.map(|area| area.id);
        let community = community.map(|area| area.name.clone()).unwrap_or_default();
        let rules = VisitRules::new(self.rules, self.tags.iter().cloned());
        let services = self.desk.services(&self.posts);

        Facts {
            community,
            area,
            grids,
            areas: self.areas,
            homes: self.households,
            organisations: self.organisations,
            residents: self.residents,
            accounts: self.accounts,
            duties: self.duties.into_values().collect(),
            needs: self.needs.into_values().map(Item::in_order).collect(),
            wishes: self.wishes.into_values().map(Item::in_order).collect(),
            projects: self.projects,
            services,
            ledgers: self.desk.ledgers(),
            resources: self.resources,
            tags: in_order(self.tags, |tag| (tag.order, tag.code.clone())),
            categories: in_order(self.categories, |row| (row.order, row.code.clone())),
            checklist: in_order(self.checklist, |row| (row.order, row.code.clone())),
            rules,
        }
    }

    /// What names a household that was entered twice and is gone is told of the one that stayed.
    fn follow_merged(&mut self) {
        let merged = &self.merged;
        if merged.is_empty() {
            return;
        }
        // Always into a smaller id: this ends.
        let kept = |mut id: HouseholdId| {
            while let Some(next) = merged.get(&id) {
                id = *next;
            }
            id
        };
        for resident in self.residents.values_mut() {
            resident.household = kept(resident.household);
        }
        for (_, call) in &mut self.visits {
            call.line.household = call.line.household.map(kept);
        }
        for need in self.needs.values_mut() {
            need.what.household = need.what.household.map(kept);
        }
        for wish in self.wishes.values_mut() {
            wish.what.household = kept(wish.what.household);
        }
    }

    fn join_visits(&mut self) {
        let corrected: BTreeSet<(Scope, VisitId)> = self
            .visits
            .iter()
            .filter_map(|(scope, call)| Some((*scope, call.line.corrects?)))
            .collect();
        for (scope, call) in std::mem::take(&mut self.visits) {
            let stands = !corrected.contains(&(scope, call.line.id));
            // Only a household's visit is counted: what is said of homes is said of people.
            if let Some(household) = call.line.household
                && let Some(home) = self.households.get_mut(&household)
                && stands
            {
                home.visits.push(call);
            }
        }
        for home in self.households.values_mut() {
            home.visits.sort_by_key(Call::order);
        }
    }

    fn of_level(&self, level: &AreaLevel) -> impl Iterator<Item = &Area> {
        self.areas.values().filter(move |area| area.level == *level)
    }
}

fn put<K: Ord, V>(into: &mut BTreeMap<K, V>, value: Option<V>, key: impl FnOnce(&V) -> K) {
    if let Some(value) = value {
        into.insert(key(&value), value);
    }
}

/// Sorts a catalogue; of two entries with one code the first in order holds.
fn in_order<T>(mut entries: Vec<T>, key: impl Fn(&T) -> (i64, String)) -> Vec<T> {
    entries.sort_by_key(&key);
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(key(entry).1));
    entries
}

impl Facts {
    /// `第 3 网格`; empty where it is not known.
    pub(super) fn grid_name(&self, grid: Option<AreaId>) -> &str {
        let area = grid.and_then(|grid| self.areas.get(&grid));
        area.map_or("", |area| area.name.as_str())
    }

    /// `花卉园小区 3-2-502`; empty where the household is not known.
    pub(super) fn place(&self, household: Option<HouseholdId>) -> String {
        let Some(home) = household.and_then(|id| self.homes.get(&id)) else {
            return String::new();
        };
        let place = &home.household.place;
        let building = self.areas.get(&place.building);
        let compound = building
            .and_then(|building| self.areas.get(&building.parent?))
            .map_or("", |compound| compound.name.as_str());
        let number = building.map_or_else(String::new, |building| match building.number {
            0 => building.name.clone(),
            number => number.to_string(),
        });
        let door: Vec<_> = [number.as_str(), &place.unit, &place.room]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        format!("{compound} {}", door.join("-")).trim().to_owned()
    }

    /// The building or area that shares a need, or else its household's place or its
    /// organisation's name; empty where that is not known.
    pub(super) fn where_of(&self, need: &Need) -> String {
        if let Some(area) = need.area {
            let known = self.areas.get(&area);
            return known.map_or_else(String::new, |area| area.name.clone());
        }
        match need.host() {
            Some(Host::Organisation(id)) => {
                let known = self.organisations.get(&id);
                known.map_or_else(String::new, |(_, known)| known.name.clone())
            }
            Some(Host::Household(id)) => self.place(Some(id)),
            None => String::new(),
        }
    }

    /// A colleague's name; empty where it is not known.
    pub(super) fn account_name(&self, account: AccountId) -> &str {
        self.accounts
            .get(&account)
            .map_or("", |who| who.name.as_str())
    }

    /// Whether something of `of` is asked for when looking at `grid`.
    pub(super) fn is_asked(grid: Option<AreaId>, of: Option<AreaId>) -> bool {
        grid.is_none() || grid == of
    }
}
