//! Households and buildings that move from one grid to another, and the phones on either side.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Household, HouseholdId, Housing, Kind, Place, Role, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use chuanmen_core::protocol::{Answer, LogEntry, Page, Transaction};

use crate::hub::NewGrant;

use super::town::{COMMUNITY, Phone, Town, area, community, fields, grid, id, new, refusal, visit};

pub(super) const HOME: u128 = 0x500;
pub(super) const LI: u128 = 0x501;
pub(super) const WISH: u128 = 0x502;
pub(super) const EAST: u128 = 0x401;
pub(super) const WEST: u128 = 0x402;

pub(super) fn place(building: u128) -> Place {
    Place {
        building: area(building),
        unit: "2".into(),
        floor: 5,
        room: "502".into(),
    }
}

pub(super) fn one(name: &'static str, value: impl Into<Value>) -> BTreeMap<FieldName, Value> {
    [(FieldName::known(name), value.into())].into()
}

fn home(low: u128, building: u128) -> Patch {
    let household = Household {
        id: HouseholdId(id(low)),
        place: place(building),
        housing: Housing::Own,
        note: String::new(),
    };
    Patch::create(Kind::Household, RecordId(id(low)), household.fields())
}

pub(super) fn of_home(kind: Kind, low: u128, text: &'static str) -> Patch {
    let mut patch = new(kind, low, &[("name", text), ("text", text)]);
    patch.set.extend(one("household", id(HOME).to_string()));
    patch
}

fn building(low: u128, grid: u128) -> Patch {
    let mut patch = new(Kind::Area, low, &[("level", "building"), ("name", "3 栋")]);
    let parent = area(COMMUNITY + grid).to_string();
    patch.set.extend(one("parent", parent));
    patch
}

/// Two buildings in two grids; in the first lives Li, whose wish was claimed.
pub(super) struct Street {
    pub(super) town: Town,
    pub(super) supervisor: Phone,
    pub(super) member: Phone,
    pub(super) neighbour: Phone,
}

impl Street {
    pub(super) async fn new() -> Self {
        let mut street = Self::published().await;
        let claim = street
            .supervisor
            .takes(grid(1), Kind::Wish, RecordId(id(WISH)), "claim");
        street.take(&claim, Who::Supervisor).await;
        street.town.drain(&mut street.member, 1 << 20).await;
        street.town.drain(&mut street.neighbour, 1 << 20).await;
        street
    }

    /// The same before anybody claimed the wish, or looked.
    pub(super) async fn published() -> Self {
        let town = Town::new();
        let mut street = Self {
            supervisor: town.phone("supervisor"),
            member: town.phone("member"),
            neighbour: town.phone("neighbour"),
            town,
        };
        let areas = vec![building(EAST, 1), building(WEST, 2)];
        let areas = street.supervisor.saves(community(), areas);
        street.take(&areas, Who::Supervisor).await;
        let there = vec![
            home(HOME, EAST),
            of_home(Kind::Resident, LI, "李国华"),
            of_home(Kind::Wish, WISH, "一副老花镜"),
        ];
        let there = street.member.saves(grid(1), there);
        street.take(&there, Who::Member).await;
        let next_door = street.neighbour.saves(grid(2), vec![home(0x4f0, WEST)]);
        let response = street.town.sync(&street.neighbour, vec![next_door]).await;
        assert_eq!(refusal(&response.answers[0]), "accepted");
        for step in ["verify", "publish"] {
            let step = street
                .supervisor
                .takes(grid(1), Kind::Wish, RecordId(id(WISH)), step);
            street.take(&step, Who::Supervisor).await;
        }
        street
    }

    pub(super) async fn answer(&self, transaction: &Transaction, who: Who) -> Answer {
        let phone = match who {
            Who::Supervisor => &self.supervisor,
            Who::Member => &self.member,
        };
        let response = self.town.sync(phone, vec![transaction.clone()]).await;
        response.answers[0].clone()
    }

    pub(super) async fn take(&self, transaction: &Transaction, who: Who) {
        let answer = self.answer(transaction, who).await;
        assert_eq!(refusal(&answer), "accepted", "{answer:?}");
    }

    /// What of Li's household stands in a grid.
    fn stands(&self, number: u128) -> Vec<RecordId> {
        lis(&ids(&self.town.stands(grid(number))))
    }

    /// The supervisor writes that Li's household lives in the other grid's building.
    pub(super) async fn move_home(&mut self) {
        let stands = self.town.stands(grid(1));
        let record = stands.iter().find(|record| record.id.0 == id(HOME));
        let patch = Patch::edit(record.unwrap(), one("place", place(WEST).value()));
        let moved = self.supervisor.saves(grid(1), vec![patch]);
        self.take(&moved, Who::Supervisor).await;
    }
}

#[derive(Clone, Copy)]
pub(super) enum Who {
    Supervisor,
    Member,
}

fn ids(records: &[Record]) -> Vec<RecordId> {
    records.iter().map(|record| record.id).collect()
}

/// Those of the records that are Li's.
fn lis(ids: &[RecordId]) -> Vec<RecordId> {
    let found = all_of_it().into_iter().filter(|id| ids.contains(id));
    found.collect()
}

pub(super) fn entries(pages: Vec<Page>) -> Vec<LogEntry> {
    pages.into_iter().flat_map(|page| page.log).collect()
}

fn all_of_it() -> Vec<RecordId> {
    [HOME, LI, WISH].map(|low| RecordId(id(low))).to_vec()
}

#[tokio::test]
async fn a_household_takes_everything_along_and_both_grids_are_told() {
    let mut street = Street::new().await;
    street.move_home().await;
    assert_eq!(street.stands(1), []);
    assert_eq!(street.stands(2), all_of_it());

    let old = entries(street.town.drain(&mut street.member, 1 << 20).await);
    assert_eq!(old.last().unwrap().moves.left, all_of_it());
    let new = entries(street.town.drain(&mut street.neighbour, 1 << 20).await);
    let moves = &new.last().unwrap().moves;
    assert_eq!(ids(&moves.came), all_of_it());
    let steps: Vec<_> = moves
        .came_events
        .iter()
        .map(|one| &*one.event.step)
        .collect();
    assert_eq!(steps, ["verify", "publish", "claim"], "in the hub's order");
}

#[tokio::test]
async fn a_bootstrap_after_a_move_gives_each_grid_what_is_its_own() {
    let mut street = Street::new().await;
    street.move_home().await;
    for (login, mine) in [("informant", Vec::new()), ("neighbour", all_of_it())] {
        let mut phone = street.town.phone(login);
        let pages = street.town.drain(&mut phone, 1 << 20).await;
        let found: Vec<_> = pages.iter().flat_map(|page| ids(&page.records)).collect();
        assert_eq!(lis(&found), mine, "{login}");
        let events: usize = pages.iter().map(|page| page.events.len()).sum();
        assert_eq!(events, mine.len(), "{login}: three steps or none");
    }
}

#[tokio::test]
async fn an_edit_made_offline_follows_the_household_and_its_author_is_told() {
    let mut street = Street::new().await;
    let call = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let mut call_at = visit(0x700);
    call_at.set.extend(of_home(Kind::Visit, 0x700, "x").set);
    let late = street.member.saves(grid(1), vec![call, call_at]);
    street.move_home().await;

    for duplicate in [false, true] {
        let answer = street.answer(&late, Who::Member).await;
        let told = matches!(answer, Answer::Accepted { elsewhere: true, duplicate: again, .. } if again == duplicate);
        assert!(told, "{answer:?}");
    }
    let there = street.town.stands(grid(2));
    let li = there.iter().find(|record| record.id.0 == id(LI)).unwrap();
    assert_eq!(li.fields["phone"].as_text(), Some("13800691111"));
    assert!(there.iter().any(|record| record.id.0 == id(0x700)));
    assert_eq!(street.stands(1), []);
    let told = entries(street.town.drain(&mut street.neighbour, 1 << 20).await);
    assert_eq!(told.last().unwrap().transaction.scope, grid(2));
}

#[tokio::test]
async fn a_save_about_a_moved_and_a_staying_household_is_refused_whole() {
    let mut street = Street::new().await;
    let stays = street.member.saves(grid(1), vec![home(0x600, EAST)]);
    street.take(&stays, Who::Member).await;
    street.move_home().await;
    let note = |low| Patch {
        set: fields(&[("note", "按两次门铃")]),
        ..new(Kind::Household, low, &[])
    };
    let both = street.member.saves(grid(1), vec![note(HOME), note(0x600)]);
    let answer = street.answer(&both, Who::Member).await;
    assert_eq!(refusal(&answer), "moved");
}

#[tokio::test]
async fn a_building_that_changes_its_grid_takes_its_households_along() {
    let mut street = Street::new().await;
    let stands = street.town.stands(community());
    let east = stands
        .iter()
        .find(|record| record.id.0 == id(EAST))
        .unwrap();
    let set = one("parent", area(COMMUNITY + 2).to_string());
    let rehung = street
        .supervisor
        .saves(community(), vec![Patch::edit(east, set)]);
    street.take(&rehung, Who::Supervisor).await;
    assert_eq!(street.stands(1), []);
    assert_eq!(street.stands(2), all_of_it());
}

#[tokio::test]
async fn a_household_comes_back_as_it_went() {
    let mut street = Street::new().await;
    street.move_home().await;
    let stands = street.town.stands(grid(2));
    let record = stands
        .iter()
        .find(|record| record.id.0 == id(HOME))
        .unwrap();
    let set = one("place", place(EAST).value());
    let back = street
        .supervisor
        .saves(grid(2), vec![Patch::edit(record, set)]);
    street.take(&back, Who::Supervisor).await;
    assert_eq!(street.stands(1), all_of_it());
    let note = Patch {
        set: fields(&[("note", "搬回来了")]),
        ..new(Kind::Household, HOME, &[])
    };
    let note = street.member.saves(grid(1), vec![note]);
    let answer = street.answer(&note, Who::Member).await;
    assert!(matches!(
        answer,
        Answer::Accepted {
            elsewhere: false,
            ..
        }
    ));
}

#[tokio::test]
async fn an_id_forged_after_one_of_another_grid_cannot_be_moved_onto_it() {
    let street = Street::new().await;
    let mut neighbour = street.town.phone("neighbour");
    let forged = vec![home(HOME, EAST), of_home(Kind::Resident, LI, "假的")];
    let forged = neighbour.saves(grid(2), forged);
    let response = street.town.sync(&neighbour, vec![forged]).await;
    assert_eq!(refusal(&response.answers[0]), "accepted");
    let here = street.town.stands(grid(1));
    let li = here.iter().find(|record| record.id.0 == id(LI)).unwrap();
    assert_eq!(li.fields["name"].as_text(), Some("李国华"));
}

#[tokio::test]
async fn a_household_in_no_known_building_stays_where_its_author_put_it() {
    let mut street = Street::new().await;
    let nowhere = street.member.saves(grid(1), vec![home(0x601, 0xdead)]);
    street.take(&nowhere, Who::Member).await;
    let here = ids(&street.town.stands(grid(1)));
    assert!(here.contains(&RecordId(id(0x601))));
}

#[tokio::test]
async fn what_a_need_lacked_may_arrive_later() {
    let mut street = Street::new().await;
    let need = RecordId(id(0x800));
    let early = street.member.takes(grid(1), Kind::Need, need, "progress");
    let answer = street.answer(&early, Who::Member).await;
    assert_eq!(refusal(&answer), "unknown_subject");
    let raised = of_home(Kind::Need, 0x800, "灯不亮");
    let raised = street.supervisor.saves(grid(1), vec![raised]);
    street.take(&raised, Who::Supervisor).await;
    street.take(&early, Who::Member).await;
}

#[tokio::test]
async fn what_was_erased_is_nowhere_and_stays_away() {
    let mut street = Street::new().await;
    let late = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let late = street.member.saves(grid(1), vec![late]);
    street.move_home().await;
    street.town.drain(&mut street.neighbour, 1 << 20).await;
    let hub = &street.town.hub;
    assert_eq!(hub.erase(area(COMMUNITY), RecordId(id(HOME))).unwrap(), 3);

    for file in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(street.town.folder.path().join(file)).unwrap();
        for word in ["李国华", "一副老花镜"] {
            let found = bytes.windows(word.len()).any(|w| w == word.as_bytes());
            assert!(!found, "{word} in {file}");
        }
    }
    let told = entries(street.town.drain(&mut street.neighbour, 1 << 20).await);
    assert_eq!(told.last().unwrap().moves.left, all_of_it());
    let answer = street.answer(&late, Who::Member).await;
    assert_eq!(refusal(&answer), "erased");
    assert!(hub.erase(area(COMMUNITY), RecordId(id(HOME))).is_err());
}

#[tokio::test]
async fn a_phone_that_was_away_for_longer_than_the_log_is_kept_begins_anew() {
    let mut street = Street::new().await;
    let note = |text| Patch {
        set: fields(&[("note", text)]),
        ..new(Kind::Household, HOME, &[])
    };
    let missed = street.supervisor.saves(grid(1), vec![note("门铃坏了")]);
    street.take(&missed, Who::Supervisor).await;
    street.town.clock.pass(181 * UnixMillis::DAY);
    assert!(street.town.hub.cut_logs().unwrap() > 0);
    let late = street.supervisor.saves(grid(1), vec![note("门铃修好了")]);
    street.take(&late, Who::Supervisor).await;
    let pages = street.town.drain(&mut street.member, 1 << 20).await;
    let anew: Vec<_> = pages.iter().filter(|page| page.anew).collect();
    assert!(anew.iter().any(|page| ids(&page.records) == all_of_it()));
    let pages = street.town.drain(&mut street.member, 1 << 20).await;
    assert!(pages.is_empty(), "and goes on from the log after that");
}

#[tokio::test]
async fn a_withdrawn_grant_takes_its_scope_away_and_a_new_one_gives_it_back() {
    let mut street = Street::new().await;
    let grants = street.town.hub.grants_of("member").unwrap();
    street.town.hub.withdraw("member", grants[0].id).unwrap();
    let response = street.town.sync(&street.member, Vec::new()).await;
    assert!(!response.withdrawn.is_empty());
    street.member.learn(&response);
    let regrant = NewGrant {
        id: None,
        role: Role::GridMember,
        area: area(COMMUNITY + 1),
        party: None,
    };
    street.town.hub.grant("member", regrant).unwrap();
    let pages = street.town.drain(&mut street.member, 1 << 20).await;
    assert!(
        pages
            .iter()
            .any(|page| page.anew && ids(&page.records) == all_of_it())
    );
}

/// A need that is nobody's own, but of all who live in a building.
fn common_need(low: u128, building: u128) -> Patch {
    let mut need = new(Kind::Need, low, &[("text", "楼道灯不亮")]);
    need.set.extend(one("area", area(building).to_string()));
    need
}

fn taken_away(low: u128) -> Patch {
    let mut patch = new(Kind::Area, low, &[]);
    patch.set.extend(one(Record::DELETED, true));
    patch
}

#[tokio::test]
async fn a_building_taken_away_is_there_again_when_somebody_had_moved_in_without_a_network() {
    const EMPTY: u128 = 0x403;
    let mut street = Street::published().await;
    for patch in [building(EMPTY, 1), taken_away(EMPTY)] {
        let save = street.supervisor.saves(community(), vec![patch]);
        street.take(&save, Who::Supervisor).await;
    }
    let stands = |street: &Street| {
        let records = street.town.stands(community()).into_iter();
        let mut areas = records.filter(|record| record.id == RecordId(id(EMPTY)));
        areas.next().is_some_and(|area| !area.is_deleted())
    };
    assert!(!stands(&street));
    street.town.drain(&mut street.supervisor, 1 << 20).await;
    let moved_in = street.member.saves(grid(1), vec![home(0x530, EMPTY)]);
    street.take(&moved_in, Who::Member).await;
    assert!(stands(&street));
    let pages = street.town.drain(&mut street.supervisor, 1 << 20).await;
    let told = entries(pages)
        .into_iter()
        .flat_map(|entry| entry.moves.came);
    assert!(
        told.into_iter()
            .any(|record| record.id == RecordId(id(EMPTY)))
    );
}

#[tokio::test]
async fn a_need_of_a_whole_building_goes_with_it_to_another_grid() {
    const COMMON: u128 = 0x520;
    let mut street = Street::published().await;
    let need = street
        .member
        .saves(grid(1), vec![common_need(COMMON, EAST)]);
    street.take(&need, Who::Member).await;
    let moved = street.supervisor.saves(
        community(),
        vec![Patch {
            set: one("parent", area(COMMUNITY + 2).to_string()),
            ..building(EAST, 1)
        }],
    );
    street.take(&moved, Who::Supervisor).await;
    let there = |scope| street.town.stands(scope).into_iter();
    let of_need = |record: &Record| record.id == RecordId(id(COMMON));
    assert!(there(grid(2)).any(|record| of_need(&record)));
    assert!(!there(grid(1)).any(|record| of_need(&record)));
}

#[tokio::test]
async fn a_grid_that_somebody_answers_for_or_that_holds_anything_stays() {
    const GRID: u128 = 0x103;
    let mut street = Street::published().await;
    let mut third = new(
        Kind::Area,
        GRID,
        &[("level", "grid"), ("name", "第 3 网格")],
    );
    third.set.extend(one("parent", area(COMMUNITY).to_string()));
    let made = street.supervisor.saves(community(), vec![third]);
    street.take(&made, Who::Supervisor).await;
    let given = NewGrant {
        id: None,
        role: Role::GridMember,
        area: area(GRID),
        party: None,
    };
    let given = street.town.hub.grant("member", given).unwrap();
    let away = street.supervisor.saves(community(), vec![taken_away(GRID)]);
    let answer = street.answer(&away, Who::Supervisor).await;
    assert_eq!(refusal(&answer), "in_use", "somebody answers for it");
    street.town.hub.withdraw("member", given).unwrap();
    let need = common_need(0x520, EAST);
    let raised = street.supervisor.saves(Scope::Grid(area(GRID)), vec![need]);
    street.take(&raised, Who::Supervisor).await;
    let away = street.supervisor.saves(community(), vec![taken_away(GRID)]);
    let answer = street.answer(&away, Who::Supervisor).await;
    assert_eq!(refusal(&answer), "in_use", "a need lies in it");
}

#[tokio::test]
async fn an_area_in_which_somebody_moved_in_meanwhile_stays_and_an_empty_one_goes() {
    let mut street = Street::published().await;
    const EMPTY: u128 = 0x403;
    let saves = [
        vec![building(EMPTY, 2)],
        vec![taken_away(EAST)],
        vec![taken_away(COMMUNITY + 1)],
        vec![taken_away(EMPTY)],
    ];
    let mut said = Vec::new();
    for patches in saves {
        let save = street.supervisor.saves(community(), patches);
        let response = street.town.sync(&street.supervisor, vec![save]).await;
        said.push(refusal(&response.answers[0]).to_owned());
    }
    assert_eq!(said, ["accepted", "in_use", "in_use", "accepted"]);
}
