//! People who change their household, and households that were entered twice, over two grids.

use chuanmen_core::domain::{Household, Kind, Resident};
use chuanmen_core::merge::{Patch, Record, RecordId};

use super::moves::{HOME, LI, Street, WEST, WISH, Who, of_home, one, place};
use super::town::{COMMUNITY, area, grid, id, visit};

/// The only household of the second grid before anybody moves.
const NEXT_DOOR: u128 = 0x4f0;
const TWIN: u128 = 0x600;
const CALL: u128 = 0x601;

fn found(street: &Street, number: u128, low: u128) -> Option<Record> {
    let stands = street.town.stands(grid(number));
    stands.into_iter().find(|record| record.id.0 == id(low))
}

fn edit(street: &Street, low: u128, field: &'static str, value: String) -> Patch {
    Patch::edit(&found(street, 1, low).unwrap(), one(field, value))
}

#[tokio::test]
async fn who_moves_in_with_a_household_of_another_grid_lies_there_with_her_wishes() {
    let mut street = Street::new().await;
    let next_door = id(NEXT_DOOR).to_string();
    let patches = vec![
        edit(&street, LI, "household", next_door.clone()),
        edit(&street, WISH, "household", next_door),
    ];
    let moved = street.supervisor.saves(grid(1), patches);
    street.take(&moved, Who::Supervisor).await;
    assert!(found(&street, 1, HOME).is_some(), "the household stays");
    for low in [LI, WISH] {
        assert!(found(&street, 1, low).is_none());
        assert!(found(&street, 2, low).is_some());
    }
    // The phone of the other grid is told of them, and of what became of the wish.
    let pages = street.town.drain(&mut street.neighbour, 1 << 20).await;
    let logs = pages.iter().flat_map(|page| &page.log);
    let moves: Vec<_> = logs.map(|entry| &entry.moves).collect();
    let came = moves.iter().flat_map(|moves| &moves.came);
    // What the board shows of the wish is told as well.
    let came: Vec<_> = came.filter(|one| one.kind != Kind::Posting).collect();
    let events = moves.iter().flat_map(|moves| &moves.came_events);
    assert_eq!((came.len(), events.count()), (2, 3));
    let pages = street.town.drain(&mut street.member, 1 << 20).await;
    let logs = pages.iter().flat_map(|page| &page.log);
    let left: Vec<_> = logs.flat_map(|entry| &entry.moves.left).collect();
    assert_eq!(left.len(), 2);
}

#[tokio::test]
async fn who_changes_household_within_a_grid_stays_in_it() {
    let mut street = Street::new().await;
    let home = Household::read(&found(&street, 1, HOME).unwrap()).unwrap();
    let new = Patch::create(Kind::Household, RecordId(id(TWIN)), home.fields());
    let lives = edit(&street, LI, "household", id(TWIN).to_string());
    let split = street.member.saves(grid(1), vec![new, lives]);
    street.take(&split, Who::Member).await;
    assert!(found(&street, 1, LI).is_some());
    assert!(found(&street, 2, LI).is_none());
}

#[tokio::test]
async fn who_leaves_for_a_building_of_another_grid_goes_there_in_one_save() {
    let mut street = Street::new().await;
    let mut home = Household::read(&found(&street, 1, HOME).unwrap()).unwrap();
    home.place = place(WEST);
    let new = Patch::create(Kind::Household, RecordId(id(TWIN)), home.fields());
    let lives = edit(&street, LI, "household", id(TWIN).to_string());
    let wishes = edit(&street, WISH, "household", id(TWIN).to_string());
    let split = street.member.saves(grid(1), vec![new, lives, wishes]);
    street.take(&split, Who::Member).await;
    for low in [TWIN, LI, WISH] {
        assert!(found(&street, 1, low).is_none());
        assert!(found(&street, 2, low).is_some());
    }
}

#[tokio::test]
async fn what_hangs_on_a_household_entered_twice_moves_with_the_one_that_stayed() {
    let mut street = Street::new().await;
    let home = Household::read(&found(&street, 1, HOME).unwrap()).unwrap();
    let twin = Patch::create(Kind::Household, RecordId(id(TWIN)), home.fields());
    let mut call = visit(CALL);
    call.set.extend(one("household", id(TWIN).to_string()));
    let entered = street.member.saves(grid(1), vec![twin, call]);
    street.take(&entered, Who::Member).await;
    let mut gone = one("deleted", true);
    gone.extend(one(Household::MERGED_INTO, id(HOME).to_string()));
    let gone = Patch::edit(&found(&street, 1, TWIN).unwrap(), gone);
    let merged = street.member.saves(grid(1), vec![gone]);
    street.take(&merged, Who::Member).await;

    street.move_home().await;
    for low in [HOME, LI, WISH, TWIN, CALL] {
        assert!(found(&street, 1, low).is_none(), "{low:x}");
        assert!(found(&street, 2, low).is_some(), "{low:x}");
    }
    // Who was offline still writes about the one that went: it follows.
    let mut late = of_home(Kind::Need, 0x602, "灯不亮");
    late.set.extend(one("household", id(TWIN).to_string()));
    let late = street.member.saves(grid(1), vec![late]);
    street.take(&late, Who::Member).await;
    assert!(found(&street, 2, 0x602).is_some());
}

#[tokio::test]
async fn whoever_was_entered_twice_is_erased_with_both_entries() {
    let mut street = Street::new().await;
    let li = found(&street, 1, LI).unwrap();
    let twin = Patch::create(Kind::Resident, RecordId(id(TWIN)), li.fields.clone());
    let entered = street.member.saves(grid(1), vec![twin]);
    street.take(&entered, Who::Member).await;
    let mut gone = one("deleted", true);
    gone.extend(one(Resident::MERGED_INTO, id(LI).to_string()));
    let gone = Patch::edit(&found(&street, 1, TWIN).unwrap(), gone);
    let merged = street.member.saves(grid(1), vec![gone]);
    street.take(&merged, Who::Member).await;
    let erased = street.town.hub.erase(area(COMMUNITY), RecordId(id(LI)));
    // Li and the other entry; the wish is the household's.
    assert_eq!(erased.unwrap(), 2);
    assert!(found(&street, 1, TWIN).is_none());
}
