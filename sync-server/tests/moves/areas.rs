//! Buildings and grids that change, are taken away, or are needed still.

use chuanmen_core::domain::{Kind, Role, Scope};
use chuanmen_core::merge::{Patch, Record, RecordId};

use super::super::town::{COMMUNITY, area, community, grid, id, new, refusal};
use super::{EAST, Street, Who, all_of_it, building, entries, home, one};
use crate::hub::NewGrant;

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
