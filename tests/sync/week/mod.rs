//! A week in a community: ten phones go from door to door, mostly without a signal; two supervisors
//! see to what comes of it. What the hub reports on Sunday is counted once more from what was done.

mod town;

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    HouseholdId, NeedState, NeedStep, Outcome as Met, Party, Role, Urgency, WishKind, WishState,
    WishStep,
};
use chuanmen_core::report::{Cell, Overview, ReportName, Table};
use chuanmen_replica::api::{
    BoardQuery, Command, NeedDraft, NeedRow, NeedsQuery, PlacesQuery, TakeNeedStep, TakeWishStep,
    VisitDraft, WishDraft, WishesQuery,
};
use jiff::civil::{Date, date};

use self::town::{Phone, Town};

/// Seven in the morning of Monday 2 November 2026, in China.
const MONDAY: UnixMillis = UnixMillis(1_793_574_000_000);
const MONTH: Date = date(2026, 11, 1);
const HOUR: i64 = 3_600_000;

/// What was done, counted as it is done.
#[derive(Default)]
struct Tally {
    visits: u32,
    raised: u32,
    /// Needs by mark, and the day on which each was resolved.
    resolved: BTreeSet<String>,
    grades: Vec<u32>,
    wishes: u32,
    published: u32,
    /// Doors where somebody was met.
    met: BTreeSet<String>,
}

/// What one phone does on one day: three doors, of which one in four is not opened; at every
/// second met door a need, at every third a wish.
async fn walk(
    (number, phone): (usize, &Phone),
    homes: &[(HouseholdId, String)],
    day: usize,
    tally: &mut Tally,
) {
    for turn in day * 3..day * 3 + 3 {
        let (household, title) = &homes[turn % homes.len()];
        let met = turn % 4 != 3;
        let mark = format!("{number:02}-{turn:02} {title}");
        let mut visit = VisitDraft {
            outcome: Some(if met { Met::Met } else { Met::NobodyHome }),
            note: format!("周记{mark}"),
            ..VisitDraft::default()
        };
        if met && turn.is_multiple_of(2) {
            visit.needs.push(NeedDraft {
                category: "public_facility".to_owned(),
                text: format!("周事{mark}"),
                urgency: Urgency::Normal,
            });
            tally.raised += 1;
        }
        if met && turn.is_multiple_of(3) {
            visit.wishes.push(WishDraft {
                resident: None,
                kind: WishKind::Goods,
                text: format!("周愿{mark}"),
                needed_by: None,
            });
            tally.wishes += 1;
        }
        let household = *household;
        phone.send(Command::RecordVisit { household, visit }).await;
        tally.visits += 1;
        if met {
            tally.met.insert(title.clone());
        }
    }
}

/// The doors of a phone's own grid at which somebody lives.
fn homes(phone: &Phone) -> Vec<(HouseholdId, String)> {
    let mut homes = Vec::new();
    for compound in phone.ask(PlacesQuery {}).compounds {
        for building in compound.buildings {
            let building = building.id;
            let board = phone.ask(BoardQuery { building });
            let floors = board.units.into_iter().flat_map(|unit| unit.floors);
            for cell in floors.flat_map(|floor| floor.cells) {
                let household = cell.household;
                let view = phone.ask(chuanmen_replica::api::HouseholdQuery { household });
                if !view.residents.is_empty() {
                    homes.push((household, format!("{} {}", view.compound, view.title)));
                }
            }
        }
    }
    homes
}

async fn step(phone: &Phone, need: &NeedRow, step: NeedStep) {
    let taken = TakeNeedStep {
        need: need.id,
        note: "按流程办".to_owned(),
        party: (step == NeedStep::Dispatch).then_some(Party::PropertyCompany),
        satisfaction: (step == NeedStep::Confirm).then_some(4),
        into: None,
        contact: false,
        department: String::new(),
        step,
    };
    phone.send(Command::TakeNeedStep(taken)).await;
}

/// The week's needs that stand so on a device.
fn standing(phone: &Phone, state: NeedState) -> Vec<NeedRow> {
    let mut needs = phone.ask(NeedsQuery {});
    needs.retain(|need| need.text.starts_with("周事") && need.state == state);
    needs.sort_by(|a, b| a.text.cmp(&b.text));
    needs
}

/// A supervisor's morning: accepts and dispatches half of what came, resolves half of what was
/// dispatched before, publishes every second wish.
async fn desk(supervisor: &Phone, even: bool, tally: &mut Tally) {
    let mine = |index: usize| index.is_multiple_of(2) == even;
    for (index, need) in standing(supervisor, NeedState::Dispatched)
        .iter()
        .enumerate()
    {
        if mine(index) {
            step(supervisor, need, NeedStep::Resolve).await;
            tally.resolved.insert(need.text.clone());
        }
    }
    for (index, need) in standing(supervisor, NeedState::Recorded).iter().enumerate() {
        if mine(index) {
            step(supervisor, need, NeedStep::Accept).await;
            step(supervisor, need, NeedStep::Dispatch).await;
        }
    }
    let mut wishes = supervisor.ask(WishesQuery {});
    wishes.retain(|wish| wish.text.starts_with("周愿") && wish.state == WishState::Collected);
    wishes.sort_by(|a, b| a.text.cmp(&b.text));
    for (index, wish) in wishes.iter().enumerate() {
        if mine(index) {
            for taken in [WishStep::Verify, WishStep::Publish] {
                let taken = TakeWishStep {
                    wish: wish.id,
                    step: taken,
                    note: String::new(),
                    satisfaction: None,
                    number: None,
                    text: String::new(),
                };
                supervisor.send(Command::TakeWishStep(taken)).await;
            }
            tally.published += 1;
        }
    }
}

fn wishes(overview: &Overview) -> BTreeMap<String, u32> {
    let rows = overview.wishes.iter();
    rows.map(|row| (row.state.to_string(), row.count)).collect()
}

fn column(table: &Table, key: &str) -> Vec<String> {
    let index = table.columns.iter().position(|column| column.key == key);
    let index = index.unwrap_or_else(|| panic!("no column {key}"));
    let cells = table.rows.iter().map(|row| match &row[index] {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    });
    cells.collect()
}

#[tokio::test]
async fn a_weeks_report_is_what_ten_phones_and_two_supervisors_did() {
    let town = Town::at(MONDAY, 600).await;
    let members = town.people(&Role::GridMember, 5);
    let informants = town.people(&Role::Informant, 5);
    let supervisors = town.people(&Role::CommunitySupervisor, 2);
    let mut phones = Vec::new();
    for (number, owner) in members.iter().chain(&informants).enumerate() {
        phones.push(town.phone(owner, number).await);
    }
    let chief = town.phone(supervisors[0], 10).await;
    let deputy = town.phone(supervisors[1], 11).await;
    let before = chief.overview(MONTH).await;
    let unseen: BTreeSet<_> = column(&chief.table(ReportName::Care, MONTH).await, "place")
        .into_iter()
        .collect();
    assert_eq!(before.totals.care_unseen as usize, unseen.len());

    let mut tally = Tally::default();
    let doors: Vec<_> = phones.iter().map(homes).collect();
    for day in 0..7 {
        for (number, phone) in phones.iter().enumerate() {
            town.hands.pass(HOUR / 2);
            // Two phones that share a grid begin at different ends of it.
            let mut round = doors[number].clone();
            if number >= 5 {
                round.reverse();
            }
            walk((number, phone), &round, day, &mut tally).await;
            // A signal every third day; on Sunday for everybody.
            if (day + number) % 3 == 0 {
                phone.sync().await;
            }
        }
        for (supervisor, even) in [(&chief, true), (&deputy, false)] {
            supervisor.sync().await;
            desk(supervisor, even, &mut tally).await;
            supervisor.sync().await;
        }
        // Whoever has a signal asks residents how content they are.
        let phone = &phones[day];
        phone.sync().await;
        for need in standing(phone, NeedState::Resolved) {
            step(phone, &need, NeedStep::Confirm).await;
            tally.grades.push(4);
        }
        phone.sync().await;
        // The next morning; on Sunday, the afternoon.
        town.hands.pass(if day < 6 { 19 * HOUR } else { 5 * HOUR });
    }
    for phone in &phones {
        phone.sync().await;
    }
    chief.sync().await;
    let after = chief.overview(MONTH).await;

    // Needs.
    let week = after.weeks.last().unwrap();
    assert_eq!(week.monday, date(2026, 11, 2));
    assert_eq!(week.raised, tally.raised);
    assert_eq!(week.resolved as usize, tally.resolved.len());
    assert_eq!(week.rated as usize, tally.grades.len());
    assert_eq!(week.grades, tally.grades.iter().sum::<u32>());
    let open = before.totals.open_needs + tally.raised - week.resolved;
    assert_eq!(after.totals.open_needs, open);
    let ledger = column(&chief.table(ReportName::Needs, MONTH).await, "text");
    let told = ledger.iter().filter(|text| text.starts_with("周事"));
    assert_eq!(told.count(), tally.raised as usize);

    // Wishes.
    let (then, now) = (wishes(&before), wishes(&after));
    let more = |states: &[WishState]| {
        let of = |counts: &BTreeMap<String, u32>| {
            let states = states.iter().map(WishState::as_str);
            states
                .map(|state| counts.get(state).copied().unwrap_or(0))
                .sum::<u32>()
        };
        of(&now) - of(&then)
    };
    assert_eq!(
        more(&[WishState::Collected]),
        tally.wishes - tally.published
    );
    // Claims of before run out within the week: those wishes stand on the board again.
    let on_the_board = [WishState::Published, WishState::Claimed];
    assert_eq!(more(&on_the_board), tally.published);

    // Visits, each of them once.
    let notes = column(&chief.table(ReportName::Visits, MONTH).await, "note");
    let notes: Vec<_> = notes
        .iter()
        .filter(|note| note.starts_with("周记"))
        .collect();
    assert_eq!(notes.len(), tally.visits as usize);
    assert_eq!(notes.iter().collect::<BTreeSet<_>>().len(), notes.len());

    // Care: who was met stands no longer among the unseen, everybody else does.
    let left: BTreeSet<_> = column(&chief.table(ReportName::Care, MONTH).await, "place")
        .into_iter()
        .collect();
    let expected: BTreeSet<_> = unseen.difference(&tally.met).cloned().collect();
    assert_eq!(left, expected);
    assert_eq!(after.totals.care_unseen as usize, expected.len());

    // And all twelve hold the same.
    deputy.sync().await;
    assert_eq!(
        standing(&chief, NeedState::Confirmed),
        standing(&deputy, NeedState::Confirmed)
    );
}
