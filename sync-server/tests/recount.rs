//! What the hub reads for a report counts what all its records and events count: seen at the end
//! of every test that has a town, and here of random deeds.

use chuanmen_core::UnixMillis;
use chuanmen_core::china_date;
use chuanmen_core::domain::{Event, FieldsBuilder, Kind, Scope};
use chuanmen_core::merge::{EventId, Patch, Record, RecordId};
use chuanmen_core::report::{Facts, Only, Pick, ReportName, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use super::moves::place;
use super::town::{COMMUNITY, Phone, Town, area, grid, new};
use crate::hub::Hub;
use crate::store::{CommunityFacts, ReadTxn};

/// Compares what each report of a few months says with what it says of everything.
pub(super) fn check(hub: &Hub) {
    let read = hub.store().read().unwrap();
    let now = hub.now();
    for (key, _) in read.communities().unwrap() {
        let scopes = read.scopes(key).unwrap();
        let scopes = scopes.iter().map(|row| row.scope).collect();
        let all: Facts = read.facts(key, &scopes).unwrap().into();
        let narrowed =
            |window: &Window| -> Facts { read.facts_within(key, &scopes, window).unwrap().into() };
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

/// What there is of a window and of all, to see that the window does leave something out.
fn sizes(read: &dyn ReadTxn, town: &Town) -> [CommunityFacts; 2] {
    let key = read.community(area(COMMUNITY)).unwrap().unwrap();
    let scopes = [grid(1)].into();
    let window = Window::overview(china_date(town.hub.now()), town.hub.now());
    [
        read.facts(key, &scopes).unwrap(),
        read.facts_within(key, &scopes, &window).unwrap(),
    ]
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
    let [all, narrowed] = sizes(&*read, &town);
    assert_eq!(
        (all.records.len(), all.events.len(), all.lines.len()),
        (2, 1, 0)
    );
    assert!(narrowed.records.is_empty() && narrowed.events.is_empty());
    assert_eq!(narrowed.lines.len(), 1);
    drop(read);
    let reopened = phone.takes(grid(1), Kind::Need, id, "reopen");
    town.sync(&phone, vec![reopened]).await;
    let read = town.hub.store().read().unwrap();
    let [_, narrowed] = sizes(&*read, &town);
    assert_eq!((narrowed.records.len(), narrowed.events.len()), (1, 2));
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
    let [all, narrowed] = sizes(&*read, &town);
    assert_eq!((all.records.len(), narrowed.records.len()), (1, 0));
}
