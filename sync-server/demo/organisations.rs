use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    AccountId, Contact, FieldsBuilder, Kind, Need, NeedId, Organisation, OrganisationId, Outcome,
    Purpose, Scope, Sex, Site, Trade, Urgency, Visit, VisitId,
};
use chuanmen_core::merge::Patch;
use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;

use super::calendar::{Calendar, Hours};
use super::chance::Chance;
use super::identity::Registry;
use super::ledger::{Ledger, made};
use super::life::{Step, enter};
use super::names::{PEOPLES, People};
use super::organisation_texts as texts;
use super::staff::Staff;
use super::territory::{Grid, Territory};

/// Organisations of a grid, from and to.
const IN_GRID: (i64, i64) = (12, 20);
/// Names that are drawn until one is free.
const TRIES: u32 = 20;
/// Of a hundred, how many are out of business, have a party organisation, stand in a building.
const CLOSED: u32 = 6;
const PARTY: u32 = 15;
const IN_A_BUILDING: u32 = 75;
/// Of a hundred calls, how many found nobody.
const SHUT: u32 = 18;
/// Of a hundred calls that met somebody, how many heard a need.
const ASKED: u32 = 6;
/// Until something asked for should be done, in days.
const DUE_DAYS: i64 = 10;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x5348_4f50;

/// Who writes, and with what.
pub(super) struct Organisations<'d> {
    pub(super) map: &'d Territory,
    pub(super) staff: &'d Staff,
    pub(super) calendar: &'d Calendar,
}

impl Organisations<'_> {
    /// Has every grid's organisations entered on the first day, called at since, and some of them
    /// ask for something.
    pub(super) fn tell(&self, seed: u64, ledger: &mut Ledger) {
        let chance = &mut Chance::new(seed ^ OWN);
        let mut names = BTreeSet::new();
        for (index, grid) in self.map.grids.iter().enumerate() {
            let all = self.open(grid, &mut names, chance);
            let scope = Scope::Grid(grid.id);
            let entered = all
                .iter()
                .map(|one| made(Kind::Organisation, one.id, one.fields()));
            let author = self.staff.chief_supervisor();
            let groups = entered.map(|patch| vec![patch]);
            ledger.load(self.calendar.load_moment(), scope, author, groups);
            for one in all.iter().filter(|one| !one.closed) {
                self.call_at(one, scope, self.staff.callers(index), ledger, chance);
            }
        }
    }

    /// The organisations of a grid, no two of the community of one name.
    fn open(
        &self,
        grid: &Grid,
        names: &mut BTreeSet<String>,
        chance: &mut Chance,
    ) -> Vec<Organisation> {
        let usual: Vec<_> = texts::TRADES
            .iter()
            .map(|(weight, word, endings)| (*weight, (*word, *endings)))
            .collect();
        let endings: BTreeMap<_, _> = usual.iter().map(|(_, trade)| *trade).collect();
        let count = chance.between(IN_GRID.0, IN_GRID.1);
        let mut everywhere = texts::EVERYWHERE.into_iter();
        let mut all = Vec::new();
        for _ in 0..count {
            let (trade, ends) = match everywhere.next() {
                Some(word) => (word, endings.get(word).copied().unwrap_or_default()),
                None => chance.weighted(&usual, ("shop", "")),
            };
            let mut drawn = || format!("{}{}", chance.word(texts::FIRST), chance.word(ends));
            let free = (0..TRIES)
                .map(|_| drawn())
                .find(|name| names.insert(name.clone()));
            all.extend(free.map(|name| self.organisation(name, trade, grid, chance)));
        }
        all
    }

    fn organisation(
        &self,
        name: String,
        trade: &str,
        grid: &Grid,
        chance: &mut Chance,
    ) -> Organisation {
        let door = chance.pick(&grid.doors).map(|door| door.building);
        let building = door.filter(|_| chance.percent(IN_A_BUILDING));
        let number = chance.between(1, 60);
        let address = match building {
            Some(_) => format!("底商 {} 号", number % 9 + 1),
            None => format!("{} {number} 号", chance.word(texts::ROADS)),
        };
        let people = chance.weighted(&PEOPLES, People::Han);
        let surname = people.surname(chance);
        let sex = if chance.percent(50) {
            Sex::Female
        } else {
            Sex::Male
        };
        let born = i16::try_from(chance.between(1962, 1998)).unwrap_or(1980);
        let about = if chance.percent(35) {
            chance.line(texts::ABOUT)
        } else {
            ""
        };
        Organisation {
            id: OrganisationId(chance.id(self.calendar.load_moment())),
            name,
            trade: Trade::from(trade),
            site: Site { building, address },
            // Of an exchange that there is not, as the handbook's.
            phone: format!("0691555{:04}", chance.between(200, 9_999)),
            contact: Contact {
                name: people.name(surname, &sex, born, chance),
                phone: Registry::default().phone(chance),
            },
            party_organisation: chance.percent(PARTY),
            employees: chance.percent(80).then(|| chance.between(1, 30)),
            note: about.to_owned(),
            closed: chance.percent(CLOSED),
        }
    }

    /// Up to three calls in as many months.
    fn call_at(
        &self,
        one: &Organisation,
        scope: Scope,
        callers: &[AccountId],
        ledger: &mut Ledger,
        chance: &mut Chance,
    ) {
        let days: Vec<_> = self.calendar.call_days().collect();
        for _ in 0..chance.between(0, 3) {
            let Some(day) = chance.pick(&days).copied() else {
                return;
            };
            let starts = self.calendar.call_starts(day);
            let (start, caller) = (chance.pick(&starts).copied(), chance.pick(callers).copied());
            let (Some(start), Some(visitor)) = (start, caller) else {
                continue;
            };
            let shut = chance.percent(SHUT);
            let ended_at = start.plus(chance.between(60, 900) * 1000);
            let note = chance.line(if shut { texts::SHUT } else { texts::MET });
            let visit = Visit {
                id: VisitId(chance.id(ended_at)),
                host: one.id.into(),
                visitor,
                started_at: start,
                ended_at,
                purpose: Purpose::Safety,
                outcome: if shut {
                    Outcome::NobodyHome
                } else {
                    Outcome::Met
                },
                unchanged: false,
                answers: BTreeMap::new(),
                note: note.to_owned(),
                corrects: None,
                campaign: None,
                photos: Vec::new(),
                signature: None,
            };
            let mut patches = vec![made(Kind::Visit, visit.id, visit.fields())];
            if !shut && chance.percent(ASKED) {
                patches.push(self.asked(one, &visit, scope, ledger, chance));
            }
            ledger.records(ended_at, scope, visitor, patches);
        }
    }

    /// A need told on a call, and dealt with if there was time.
    fn asked(
        &self,
        one: &Organisation,
        visit: &Visit,
        scope: Scope,
        ledger: &mut Ledger,
        chance: &mut Chance,
    ) -> Patch {
        let asked = chance.pick(&texts::ASKED).copied();
        let (category, text) = asked.unwrap_or(("sanitation", "垃圾桶不够"));
        let id = NeedId(chance.id(visit.ended_at));
        let need = Need {
            id,
            household: None,
            organisation: Some(one.id),
            area: None,
            category: category.to_owned(),
            text: text.to_owned(),
            urgency: Urgency::Normal,
            due_on: Some(china_date(visit.ended_at).saturating_add(DUE_DAYS.days())),
            raised_by: Some(visit.visitor),
            raised_at: visit.ended_at,
            awaits_resource: false,
        };
        let by = self.staff.supervisor(chance);
        let mut at = visit.ended_at;
        let mut steps = Vec::new();
        for (word, field) in [
            ("accept", None),
            ("dispatch", Some(("party", "property_company"))),
            ("resolve", Some(("note", "办好了，已经告诉店里"))),
        ] {
            at = Hours::Office.from(
                at.plus(chance.between(2, 30) * 60 * UnixMillis::MINUTE),
                chance,
            );
            let fields = match field {
                Some((name, value)) => FieldsBuilder::new().set(name, value),
                None => FieldsBuilder::new(),
            };
            steps.push(Step {
                at,
                by,
                word,
                fields,
            });
        }
        steps.retain(|step| step.at.plus(5 * UnixMillis::MINUTE) <= self.calendar.now);
        enter(steps, &Kind::Need, id.into(), scope, ledger, chance);
        made(Kind::Need, id, need.fields())
    }
}
