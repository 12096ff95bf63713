//! How facts are taken in, one by one.

mod join;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Fact;
use crate::domain::{
    Account, AccountId, Area, AreaId, CareTag, ChecklistItem, Grant, Household, HouseholdId, Kind,
    Need, NeedCategory, Organisation, OrganisationId, Post, Project, Resident, ResidentId,
    Resource, Scope, StoredEvent, Visit, VisitRule, Wish,
};
use crate::merge::{Record, RecordId};
use crate::report::desk::DeskEvents;
use crate::report::home::{Call, Home, Listed};
use crate::report::item::Item;
use crate::report::window::VisitLine;

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
}

fn put<K: Ord, V>(into: &mut BTreeMap<K, V>, value: Option<V>, key: impl FnOnce(&V) -> K) {
    if let Some(value) = value {
        into.insert(key(&value), value);
    }
}
