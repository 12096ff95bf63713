//! What others write while a list is written or taken back.

use std::collections::BTreeSet;
use std::ops::ControlFlow::Continue;

use chuanmen_core::domain::{FieldsBuilder, Household, HouseholdId, Kind, Place, Resident};
use chuanmen_core::merge::{Patch, Record, RecordId};
use tokio::runtime::{Builder, Runtime};

use super::super::town::{COMMUNITY, Phone, Town, accepted, area, fields, grid, id, new, visit};
use super::{alive, check, run, sheet, town};
use crate::hub::{ImportDone, ImportOf, LeftBecause, Progress, Undone};
use crate::import::{ImportKind, Meanings, Sheet};
use crate::store::ImportState;

/// Doors of a list that is written, and taken back, in two commits.
const DOORS: u32 = 600;

/// A list of people, each behind a door of their own.
fn many() -> Sheet {
    let rows = (0..DOORS).map(|n| format!("花卉园,3,{},居民{n}\n", 1_001 + n));
    let rows = rows.collect::<Vec<_>>().concat();
    sheet(format!("小区,楼栋,房号,姓名\n{rows}").as_bytes())
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn pushes(town: &Town, phone: &mut Phone, patches: Vec<Patch>) {
    // The phone's clock has not heard of what the hub wrote in this moment.
    town.clock.pass(1_000);
    let saved = phone.saves(grid(1), patches);
    let reply = runtime().block_on(town.sync(phone, vec![saved]));
    accepted(&reply.answers[0]);
}

/// Writes a list, and does something between its two commits.
fn run_and(town: &Town, list: &Sheet, mut meanwhile: impl FnMut()) -> ImportDone {
    let (here, said) = (area(COMMUNITY), Meanings::new());
    let kind = ImportKind::Residents;
    let matching = town.hub.match_import(here, kind, list, &said).unwrap();
    let of = ImportOf {
        file: "名单.xlsx".into(),
        author: None,
    };
    let mut watch = |progress: Progress| {
        if (1..progress.of).contains(&progress.done) {
            meanwhile();
        }
        Continue(())
    };
    let done = town
        .hub
        .run_import(here, of, (list, &matching), &said, &mut watch);
    done.unwrap()
}

/// Takes a list back, and does something between its two commits.
fn undo_and(town: &Town, done: &ImportDone, mut meanwhile: impl FnMut()) -> Undone {
    let mut watch = |progress: Progress| {
        if (1..progress.of).contains(&progress.done) {
            meanwhile();
        }
        Continue(())
    };
    let undone = town
        .hub
        .undo_import(area(COMMUNITY), done.id, None, &mut watch);
    undone.unwrap()
}

/// The same, of a household.
fn of(home: HouseholdId, mut patch: Patch) -> Patch {
    let household = FieldsBuilder::new().set("household", home);
    patch.set.extend(household.build());
    patch
}

/// A household of the building in which the others are, as a phone adds it.
fn home(town: &Town, low: u128, room: &str) -> Patch {
    let others = alive(town, grid(1), Kind::Household);
    let other = Household::read(&others[0]).unwrap();
    let home = Household {
        id: HouseholdId(id(low)),
        place: Place {
            room: room.into(),
            ..other.place.clone()
        },
        ..other
    };
    Patch::create(Kind::Household, home.id.into(), home.fields())
}

fn ids(town: &Town, kind: Kind) -> BTreeSet<RecordId> {
    let alive = alive(town, grid(1), kind).into_iter();
    alive.map(|record| record.id).collect()
}

#[test]
fn a_door_that_somebody_visited_while_a_list_is_taken_back_stays() {
    let town = town();
    let mut member = town.phone("member");
    let done = run(&town, ImportKind::Residents, &many());
    assert_eq!(done.added, 1_200);
    let mut visited = None;
    let undone = undo_and(&town, &done, || {
        let home = *ids(&town, Kind::Household).first().unwrap();
        pushes(&town, &mut member, vec![of(home.into(), visit(0x700))]);
        visited = Some(home);
    });
    let visited = visited.unwrap();
    assert_eq!(ids(&town, Kind::Household), [visited].into());
    let left: Vec<_> = undone.left.iter().map(|left| left.record).collect();
    assert_eq!(
        (left, undone.left[0].because),
        (vec![visited], LeftBecause::InUse)
    );
    assert_eq!((undone.removed, undone.gone), (1_199, 0));
}

#[test]
fn a_door_that_somebody_took_away_while_a_list_is_taken_back_is_gone() {
    let town = town();
    let mut member = town.phone("member");
    let done = run(&town, ImportKind::Residents, &many());
    let undone = undo_and(&town, &done, || {
        let homes = alive(&town, grid(1), Kind::Household);
        let deleted = FieldsBuilder::new().set(Record::DELETED, true).build();
        pushes(&town, &mut member, vec![Patch::edit(&homes[0], deleted)]);
    });
    assert!(ids(&town, Kind::Household).is_empty());
    assert_eq!((undone.removed, undone.gone), (1_199, 1));
    assert_eq!(undone.left, []);
}

#[test]
fn what_somebody_changed_of_a_list_while_it_is_written_is_not_written_again() {
    let town = town();
    let mut member = town.phone("member");
    let done = run_and(&town, &many(), || {
        let people = alive(&town, grid(1), Kind::Resident);
        let renamed = Patch::edit(&people[0], fields(&[("name", "岩九")]));
        let homes = alive(&town, grid(1), Kind::Household);
        let place = Place {
            room: "9901".into(),
            ..Household::read(&homes[1]).unwrap().place
        };
        let moved = FieldsBuilder::new().set("place", place.value()).build();
        let gone = FieldsBuilder::new().set(Record::DELETED, true).build();
        let patches = vec![
            renamed,
            Patch::edit(&homes[1], moved),
            Patch::edit(&people[2], gone),
        ];
        pushes(&town, &mut member, patches);
    });
    assert_eq!((done.added, done.left), (1_200, 0));
    assert_eq!(ids(&town, Kind::Household).len(), 600);
    assert_eq!(ids(&town, Kind::Resident).len(), 599);
}

#[test]
fn a_door_that_somebody_added_while_a_list_is_written_is_not_doubled() {
    let town = town();
    let mut member = town.phone("member");
    let list = many();
    let plan = check(&town, ImportKind::Residents, &list);
    let done = run_and(&town, &list, || {
        let resident = new(Kind::Resident, 0x801, &[("name", "居民599")]);
        let patches = vec![
            home(&town, 0x800, "1600"),
            of(HouseholdId(id(0x800)), resident),
            home(&town, 0x802, "1599"),
        ];
        pushes(&town, &mut member, patches);
    });
    // Two doors and one of the people were there by then.
    assert_eq!((done.added, done.left), (1_197, 3));
    assert_eq!((done.state, &done.plan), (ImportState::Done, &plan));
    let homes = alive(&town, grid(1), Kind::Household);
    let rooms: BTreeSet<_> = homes
        .iter()
        .filter_map(Household::read)
        .map(|home| home.place.room)
        .collect();
    assert_eq!((homes.len(), rooms.len()), (600, 600));
    let people = alive(&town, grid(1), Kind::Resident);
    assert_eq!(people.len(), 600);
    let behind = |home: u128| {
        let people = people.iter().filter_map(Resident::read);
        let own = people.filter(|who| who.household == HouseholdId(id(home)));
        own.map(|who| who.name).collect::<Vec<_>>()
    };
    assert_eq!(
        (behind(0x800), behind(0x802)),
        (vec!["居民599".to_owned()], vec!["居民598".to_owned()])
    );
    // What the phone added stays when the list is taken back, with who was put into it.
    let undone = undo_and(&town, &done, || {});
    assert_eq!((undone.removed, undone.left.len()), (1_197, 0));
    assert_eq!(ids(&town, Kind::Household).len(), 2);
}
