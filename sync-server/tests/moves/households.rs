//! Households that move, and what both grids are told.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::Answer;

use super::super::town::{fields, grid, id, new, refusal};
use super::{EAST, HOME, LI, Street, Who, all_of_it, entries, home, ids, lis, of_home, one, place};

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
