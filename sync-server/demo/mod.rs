//! A community to try things with, made up from a seed: ten grids, their people, three months of
//! visits, needs and wishes in every state; shops, schools and companies beside them,
//! two campaigns, and posts to sign up for. Nobody in it exists: citizen ID numbers have a region
//! that there is not, telephones a prefix that was never given out.

mod agenda;
mod calendar;
mod campaigns;
mod care;
mod catalogue;
mod chance;
mod checklist;
mod compounds;
mod families;
mod guides;
mod health;
mod identity;
mod ledger;
mod life;
mod lists;
mod meetings;
mod names;
mod need_texts;
mod needs;
mod neighbours;
mod organisation_texts;
mod organisations;
mod points;
mod posts;
mod staff;
mod territory;
mod texts;
mod visits;
mod wish_texts;
mod wishes;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Kind, Party, Role, Scope, Visit, VisitId};
use chuanmen_core::merge::Patch;
use chuanmen_core::protocol::Transaction;

use agenda::Agenda;
use calendar::Calendar;
use campaigns::Campaigns;
use chance::Chance;
use families::Home;
use identity::Registry;
use ledger::{Ledger, made};
use life::GridStory;
use needs::Needs;
use organisations::Organisations;
use staff::Staff;
use territory::{Site, Territory};

pub use neighbours::neighbours;
use wishes::Wishes;

/// What to make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSpec {
    /// How many households, vacant flats included.
    pub households: u32,
    /// Of all choices: the same seed, households and moment make the same demo, byte for byte.
    pub seed: u64,
    /// The moment the story ends with; nothing in it is later. Not before May 2020: stamps reach
    /// four months back, and none may be older than that year.
    pub now: UnixMillis,
}

/// A made-up community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The subdistrict, whose record is among the areas.
    pub subdistrict: AreaId,
    /// The community, whose record is, too.
    pub community: AreaId,
    /// Everybody who may sign in. Their names are among the records already; logins and passwords
    /// are not.
    pub accounts: Vec<DemoAccount>,
    /// What was written and when the hub took it, oldest first. Each is valid by
    /// [`chuanmen_core::protocol::validate`] and carries a stamp of the hub; take it in at its
    /// moment, since claims on wishes expire by that.
    pub transactions: Vec<(UnixMillis, Transaction)>,
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Which.
    pub id: AccountId,
    /// Full name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where: their grid, the community or the subdistrict.
    pub area: AreaId,
    /// For whom, of [`Role::Party`].
    pub party: Option<Party>,
    /// `wangge3`.
    pub login: String,
    /// No secret: it follows from the seed and is printed.
    pub password: String,
}

/// Needs and wishes by the visit they were told on: one user action saves them together.
type Attached = BTreeMap<VisitId, Vec<Patch>>;

/// A grid's homes, and the visits to them.
struct Lived {
    homes: Vec<Home>,
    visits: Vec<(usize, Visit)>,
}

/// Makes a demo up.
#[must_use]
pub fn generate(spec: &DemoSpec) -> Demo {
    generate_at(spec, &Site::FIRST)
}

fn generate_at(spec: &DemoSpec, site: &Site) -> Demo {
    let calendar = Calendar::new(spec.now);
    let mut chance = Chance::new(spec.seed);
    let map = Territory::draw(spec.households, site, &calendar, &mut chance);
    let mut staff = Staff::hire(&map, &calendar, &mut chance);
    staff.join(&map, &calendar, spec.seed);
    let mut ledger = Ledger::default();
    found(&map, &staff, &calendar, &mut ledger, &mut chance);
    let handbook = guides::patches(spec.seed, &calendar);
    let scope = Scope::Community(map.community);
    let author = staff.chief_supervisor();
    ledger.records(calendar.load_moment(), scope, author, handbook);
    let mut campaigns = Campaigns::plan(&map, &calendar, spec.seed);
    let mut planned = campaigns.patches(&calendar);
    planned.extend(posts::patches(spec.seed, &calendar));
    ledger.records(calendar.load_moment(), scope, author, planned);
    points::tell((&map, &staff, &calendar), spec.seed, &mut ledger);
    let mut lived = live(&map, &staff, &calendar, &mut ledger, &mut chance);
    let mut attached = ask(
        spec,
        &map,
        &staff,
        &calendar,
        &lived,
        &mut ledger,
        &mut chance,
    );
    let place = (&map, &staff, &calendar);
    lists::tell(place, spec.seed, &mut attached, &mut ledger);
    meetings::tell(place, spec.seed, (&lived, &attached), &mut ledger);
    health::tell(place, spec.seed, &lived, &mut ledger);
    campaigns.mark(&mut lived);
    save_visits(&map, lived, attached, &mut ledger);
    let organisations = Organisations {
        map: &map,
        staff: &staff,
        calendar: &calendar,
    };
    organisations.tell(spec.seed, &mut ledger);
    Demo {
        subdistrict: map.subdistrict,
        community: map.community,
        accounts: staff.accounts,
        transactions: ledger.into_transactions(&mut chance),
    }
}

/// Areas, catalogue and colleagues: what everybody in the community holds.
fn found(
    map: &Territory,
    staff: &Staff,
    calendar: &Calendar,
    ledger: &mut Ledger,
    chance: &mut Chance,
) {
    let patches = map
        .patches()
        .chain(catalogue::patches(map.community, calendar, chance))
        .chain(staff.patches());
    let groups: Vec<_> = patches.map(|patch| vec![patch]).collect();
    let scope = Scope::Community(map.community);
    ledger.load(
        calendar.load_moment(),
        scope,
        staff.chief_supervisor(),
        groups,
    );
}

/// Households behind every door, and three months of visits to them.
fn live(
    map: &Territory,
    staff: &Staff,
    calendar: &Calendar,
    ledger: &mut Ledger,
    chance: &mut Chance,
) -> Vec<Lived> {
    let agenda = Agenda::new(*calendar);
    let mut registry = Registry::default();
    let mut lived = Vec::new();
    for (index, grid) in map.grids.iter().enumerate() {
        let doors = grid.doors.iter();
        let homes: Vec<_> = doors
            .map(|door| families::settle(door, &mut registry, calendar, chance))
            .collect();
        let scope = Scope::Grid(grid.id);
        let author = staff.chief_supervisor();
        ledger.load(
            calendar.load_moment(),
            scope,
            author,
            homes.iter().map(Home::patches),
        );
        let visits = visits::of_grid(&homes, staff.callers(index), &agenda, calendar, chance);
        lived.push(Lived { homes, visits });
    }
    lived
}

/// Needs and wishes, told on visits and dealt with since.
fn ask(
    spec: &DemoSpec,
    map: &Territory,
    staff: &Staff,
    calendar: &Calendar,
    lived: &[Lived],
    ledger: &mut Ledger,
    chance: &mut Chance,
) -> Attached {
    let grids = map.grids.iter().zip(lived).enumerate();
    let stories: Vec<_> = grids
        .map(|(index, (grid, lived))| GridStory {
            scope: Scope::Grid(grid.id),
            member: staff.member(index),
            homes: &lived.homes,
            visits: &lived.visits,
        })
        .collect();
    let mut attached = Attached::new();
    let needs = Needs {
        grids: &stories,
        staff,
        calendar,
    };
    needs.tell(spec.households, &mut attached, ledger, chance);
    let wishes = Wishes {
        grids: &stories,
        staff,
        calendar,
    };
    wishes.tell(spec.households, &mut attached, ledger, chance);
    attached
}

/// Each visit with what was told on it.
fn save_visits(map: &Territory, lived: Vec<Lived>, mut attached: Attached, ledger: &mut Ledger) {
    for (grid, lived) in map.grids.iter().zip(lived) {
        for (_, visit) in lived.visits {
            let told = attached.remove(&visit.id).unwrap_or_default();
            let saved = made(Kind::Visit, visit.id, visit.fields());
            let patches = [saved].into_iter().chain(told).collect();
            ledger.records(visit.ended_at, Scope::Grid(grid.id), visit.visitor, patches);
        }
    }
}
