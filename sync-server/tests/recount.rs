//! What the hub reads for a report counts what all its records and events count: seen at the end
//! of every test that has a town, and here of random deeds.

use chuanmen_core::UnixMillis;
use chuanmen_core::china_date;
use chuanmen_core::domain::{Event, FieldsBuilder, Kind, Project, Scope};
use chuanmen_core::merge::{EventId, Patch, Record, RecordId};
use chuanmen_core::report::{
    Cell, Fact, Facts, FactsBuilder, Only, Pick, ReportName, Table, Window,
};
use jiff::ToSpan;
use jiff::civil::Date;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use super::moves::place;
use super::town::{COMMUNITY, Phone, Town, area, grid, new};
use crate::hub::Hub;
use crate::store::ReadTxn;

/// Compares what each report of a few months says with what it says of everything.
pub(super) fn check(hub: &Hub) {
    let read = hub.store().read().unwrap();
    let now = hub.now();
    for (key, _) in read.communities().unwrap() {
        let scopes = read.scopes(key).unwrap();
        let scopes = scopes.iter().map(|row| row.scope).collect();
        let all: Facts = read.facts(key, &scopes).unwrap().into();
        let narrowed = |window: &Window| {
            let mut facts = FactsBuilder::default();
            let take = &mut |fact| facts.take(fact);
            read.facts_within(key, &scopes, window, take).unwrap();
            facts.build()
        };
        for month in months(now) {
            let window = Window::overview(month, now);
            let overview = narrowed(&window).overview(None, month, now);
            assert_eq!(overview, all.overview(None, month, now), "{month}");
            for name in ReportName::KNOWN {
                for only in [Only::default(), of_a_week(name, month)] {
                    let window = Window::table(name, &only, month, now);
                    let table = narrowed(&window).table_of(name, None, &only, month, now);
                    assert_eq!(
                        table,
                        all.table_of(name, None, &only, month, now),
                        "{month}"
                    );
                }
            }
        }
    }
}

/// The running month, the last one, and one of half a year ago.
fn months(now: UnixMillis) -> [Date; 3] {
    let this = china_date(now).first_of_month();
    [0, 1, 6].map(|back: i64| this.saturating_sub(back.months()))
}

/// A week longer ago than anything else the report looks at.
fn of_a_week(name: &ReportName, month: Date) -> Only {
    let first = month.saturating_sub(30_i64.weeks());
    Only {
        week: Some(first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days())),
        ..Only::pick(match name {
            ReportName::Needs => Pick::Resolved,
            _ => Pick::Due,
        })
    }
}

/// Somebody who does things at random.
struct Chaos {
    chance: ChaCha8Rng,
    phone: Phone,
    homes: Vec<RecordId>,
    people: Vec<RecordId>,
    visits: Vec<(Scope, RecordId)>,
    asked: Vec<(Kind, Scope, RecordId)>,
}

const STEPS: [&str; 17] = [
    "accept", "dispatch", "start", "remind", "return", "resolve", "resolve", "confirm", "confirm",
    "reopen", "merge", "withdraw", "verify", "publish", "claim", "fulfil", "reject",
];

impl Chaos {
    fn any<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        from.choose(&mut self.chance).cloned()
    }

    fn scope(&mut self) -> Scope {
        grid(self.chance.random_range(1..=2))
    }

    /// Some time within seven months.
    fn before(&mut self, now: UnixMillis) -> i64 {
        now.0 - self.chance.random_range(0..200 * UnixMillis::DAY)
    }

    fn fresh(kind: Kind, fields: FieldsBuilder) -> Patch {
        Patch::create(kind, RecordId(Uuid::now_v7()), fields.build())
    }

    /// One deed; none where there is nothing to do it to.
    fn deed(&mut self, now: UnixMillis) -> Option<(Scope, Vec<Patch>, Vec<Event>)> {
        let (scope, at) = (self.scope(), self.before(now));
        let fields = FieldsBuilder::new();
        let patch = match self.chance.random_range(0..10) {
            0 => {
                let building = 0x401 + self.chance.random_range(0..2);
                Self::fresh(
                    Kind::Household,
                    fields.set("place", place(building).value()),
                )
            }
            1 => Self::fresh(
                Kind::Resident,
                fields
                    .set("household", self.any(&self.homes.clone())?.to_string())
                    .set("name", "岩温")
                    .set("care_tag/living_alone", true),
            ),
            2 | 3 => {
                let corrected = self.any(&self.visits.clone());
                let corrects = corrected.filter(|(of, _)| *of == scope && at % 3 == 0);
                let outcome = ["met", "nobody_home"][usize::from(at % 2 == 0)];
                Self::fresh(
                    Kind::Visit,
                    fields
                        .set("household", self.any(&self.homes.clone())?.to_string())
                        .set("visitor", self.phone.account)
                        .set("outcome", outcome)
                        .set("ended_at", at)
                        .maybe("corrects", corrects.map(|(_, id)| id.to_string())),
                )
            }
            4 | 5 => {
                let kind = self.any(&[Kind::Need, Kind::Wish])?;
                Self::fresh(
                    kind,
                    fields
                        .set("household", self.any(&self.homes.clone())?.to_string())
                        .set("text", "楼道灯不亮")
                        .set("category", "public_facility")
                        .set("raised_at", at),
                )
            }
            6..=8 => {
                let (kind, scope, subject) = self.any(&self.asked.clone())?;
                let event = Event {
                    id: EventId(Uuid::now_v7()),
                    kind,
                    subject,
                    step: self.any(&STEPS)?.into(),
                    fields: fields.set("satisfaction", 4).set("number", 7).build(),
                };
                return Some((scope, Vec::new(), vec![event]));
            }
            _ => {
                let deleted = self
                    .visits
                    .iter()
                    .copied()
                    .chain(self.asked.iter().map(|(_, scope, id)| (*scope, *id)));
                let deleted: Vec<_> = deleted.collect();
                let (scope, id) = self.any(&deleted)?;
                let kind = self.asked.iter().find(|(_, _, other)| *other == id);
                let kind = kind.map_or(Kind::Visit, |(kind, ..)| kind.clone());
                let set = fields.set(Record::DELETED, at % 2 == 0).build();
                return Some((scope, vec![Patch::create(kind, id, set)], Vec::new()));
            }
        };
        match patch.kind {
            Kind::Household => self.homes.push(patch.id),
            Kind::Resident => self.people.push(patch.id),
            Kind::Visit => self.visits.push((scope, patch.id)),
            ref kind => self.asked.push((kind.clone(), scope, patch.id)),
        }
        Some((scope, vec![patch], Vec::new()))
    }
}

#[tokio::test]
async fn reports_equal_a_plain_recount_after_random_pushes_moves_and_erasures() {
    for seed in 0..4 {
        let town = Town::new();
        let mut chaos = Chaos {
            chance: ChaCha8Rng::seed_from_u64(seed),
            phone: town.phone("supervisor"),
            homes: Vec::new(),
            people: Vec::new(),
            visits: Vec::new(),
            asked: Vec::new(),
        };
        let community = Scope::Community(area(COMMUNITY));
        let buildings = [(0x401, 1), (0x402, 2)].map(|(low, grid)| {
            let parent = area(COMMUNITY + grid).to_string();
            new(
                Kind::Area,
                low,
                &[("level", "building"), ("name", "栋"), ("parent", &parent)],
            )
        });
        let tag = new(
            Kind::CareTag,
            0x410,
            &[("code", "living_alone"), ("name", "独居老人")],
        );
        let saved = [buildings.as_slice(), &[tag]].concat();
        let saved = chaos.phone.saves(community, saved);
        let mut taken = 0;
        town.sync(&chaos.phone, vec![saved]).await;
        for round in 0..150 {
            town.clock.pass(UnixMillis::DAY + 7);
            if let Some((scope, patches, events)) = chaos.deed(town.hub.now()) {
                let mut saved = chaos.phone.saves(scope, patches);
                saved.events = events;
                let answers = town.sync(&chaos.phone, vec![saved]).await.answers;
                taken += usize::from(super::town::refusal(&answers[0]) == "accepted");
            }
            if round % 11 == 10
                && let Some(home) = chaos.any(&chaos.homes.clone())
            {
                let building = place(0x401 + u128::from(round % 22 == 10));
                let moved = FieldsBuilder::new().set("place", building.value());
                let moved = Patch::create(Kind::Household, home, moved.build());
                let scope = chaos.scope();
                let moved = chaos.phone.saves(scope, vec![moved]);
                town.sync(&chaos.phone, vec![moved]).await;
            }
            if round % 40 == 39
                && let Some(person) = chaos.any(&chaos.people.clone())
            {
                town.hub.erase(area(COMMUNITY), person).unwrap();
            }
            if round % 50 == 49 {
                check(&town.hub);
            }
        }
        assert!(taken > 50, "most deeds are taken: {taken}");
    }
}

/// How many records, events and lines of visits are read for the overview.
fn sizes(read: &dyn ReadTxn, town: &Town) -> [usize; 3] {
    let key = read.community(area(COMMUNITY)).unwrap().unwrap();
    let scopes = [grid(1)].into();
    let window = Window::overview(china_date(town.hub.now()), town.hub.now());
    let mut sizes = [0; 3];
    let mut count = |fact| match fact {
        Fact::Record(..) => sizes[0] += 1,
        Fact::Event(_) => sizes[1] += 1,
        Fact::Line(..) => sizes[2] += 1,
    };
    read.facts_within(key, &scopes, &window, &mut count)
        .unwrap();
    sizes
}

#[tokio::test]
async fn what_ended_long_ago_is_not_read_and_visits_are_lines() {
    let town = Town::new();
    let mut phone = town.phone("supervisor");
    let id = RecordId(super::town::id(1));
    let need = new(Kind::Need, 1, &[("text", "灯")]);
    let mut saved = phone.saves(grid(1), vec![need, super::town::visit(2)]);
    saved.patches[1].set.extend(
        FieldsBuilder::new()
            .set("household", super::town::id(3).to_string())
            .set("visitor", phone.account)
            .set("ended_at", town.hub.now().0)
            .build(),
    );
    let resolved = phone.takes(grid(1), Kind::Need, id, "resolve");
    town.sync(&phone, vec![saved, resolved]).await;
    town.clock.pass(120 * UnixMillis::DAY);
    let read = town.hub.store().read().unwrap();
    assert_eq!(sizes(&*read, &town), [0, 0, 1]);
    drop(read);
    let reopened = phone.takes(grid(1), Kind::Need, id, "reopen");
    town.sync(&phone, vec![reopened]).await;
    let read = town.hub.store().read().unwrap();
    assert_eq!(sizes(&*read, &town), [1, 2, 1]);
}

/// A household's visits, each so many days ago.
fn calls(town: &Town, phone: &Phone, household: u128, calls: &[(i64, &str)]) -> Vec<Patch> {
    let visits = (0x500..).zip(calls);
    let visit = |(low, (days, outcome)): (u128, &(i64, &str))| {
        let mut visit = new(Kind::Visit, low, &[("outcome", outcome)]);
        let fields = FieldsBuilder::new()
            .set("household", super::town::id(household).to_string())
            .set("visitor", phone.account)
            .set("ended_at", town.hub.now().0 - days * UnixMillis::DAY);
        visit.set.extend(fields.build());
        visit
    };
    visits.map(visit).collect()
}

#[tokio::test]
async fn of_visits_long_ago_a_households_last_and_the_last_that_met_somebody_are_read() {
    let town = Town::new();
    let mut phone = town.phone("supervisor");
    let long_ago = [
        (400, "met"),
        (390, "met"),
        (380, "nobody_home"),
        (370, "refused"),
    ];
    let patches = calls(&town, &phone, 3, &long_ago);
    let saved = phone.saves(grid(1), patches);
    town.sync(&phone, vec![saved]).await;
    let read = town.hub.store().read().unwrap();
    assert_eq!(sizes(&*read, &town), [0, 0, 2]);
}

#[tokio::test]
async fn a_project_names_the_need_it_answered_long_ago() {
    let town = Town::new();
    let mut phone = town.phone("supervisor");
    let id = RecordId(super::town::id(1));
    let need = phone.saves(grid(1), vec![new(Kind::Need, 1, &[("text", "楼道灯不亮")])]);
    let resolved = phone.takes(grid(1), Kind::Need, id, "resolve");
    let mut project = new(Kind::Project, 2, &[("name", "换灯")]);
    let member = Project::member(id.0);
    let needs = FieldsBuilder::new().members(Project::NEED, [&*member]);
    project.set.extend(needs.build());
    let project = phone.saves(Scope::Community(area(COMMUNITY)), vec![project]);
    town.sync(&phone, vec![need, resolved, project]).await;
    town.clock.pass(400 * UnixMillis::DAY);
    check(&town.hub);
    let path = "/v1/reports/projects_list";
    let (_, table): (_, Table) = town.json(phone.get(path)).await;
    assert!(table.rows[0].contains(&Cell::from("楼道灯不亮")));
}

#[tokio::test]
async fn a_database_from_before_is_filled_in_when_it_is_opened() {
    let town = Town::new();
    let mut phone = town.phone("supervisor");
    let need = new(Kind::Need, 1, &[("text", "灯")]);
    let saved = phone.saves(grid(1), vec![need]);
    let resolved = phone.takes(grid(1), Kind::Need, RecordId(super::town::id(1)), "resolve");
    town.sync(&phone, vec![saved, resolved]).await;
    let database = town.folder.path().join("hub.db");
    let old = rusqlite::Connection::open(&database).unwrap();
    old.execute_batch(
        "DROP TABLE api_token; DROP TABLE audit; DROP TABLE quarantine_blob; DROP TABLE quarantine;
         DROP INDEX record_booking; DROP INDEX record_called; DROP INDEX record_correction;
         DROP INDEX record_visit; DROP INDEX record_ended;
         ALTER TABLE access_grant DROP COLUMN party;
         ALTER TABLE record DROP COLUMN at; ALTER TABLE record DROP COLUMN ended_at;
         PRAGMA user_version = 6",
    )
    .unwrap();
    drop(old);
    town.clock.pass(120 * UnixMillis::DAY);
    let hub = Town::open(&database, &town.clock);
    let read = hub.store().read().unwrap();
    assert_eq!(sizes(&*read, &town), [0, 0, 0]);
}
