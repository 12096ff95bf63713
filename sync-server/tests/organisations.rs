//! Organisations that follow their building to another grid, and what is left of an erased one.

use chuanmen_core::domain::{Kind, Organisation, OrganisationId, Site};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::Answer;

use super::moves::{EAST, Street, WEST, Who, entries, one};
use super::town::{COMMUNITY, area, community, fields, grid, id, new, refusal, visit};

const SHOP: u128 = 0xa00;
const STALL: u128 = 0xa01;
const VISIT: u128 = 0xa02;
const NEED: u128 = 0xa03;

fn site(building: u128) -> Site {
    Site {
        building: Some(area(building)),
        address: "底商 3 号".into(),
    }
}

/// A shop in the east building that was visited and asked for something, and a stall in the
/// street.
async fn street() -> Street {
    let mut street = Street::new().await;
    let organisation =
        |low, name| new(Kind::Organisation, low, &[("name", name), ("kind", "shop")]);
    let mut shop = organisation(SHOP, "玉香傣味园");
    shop.set.extend(one("place", site(EAST).value().unwrap()));
    let of_shop = |mut patch: Patch| {
        patch.set.extend(one("organisation", id(SHOP).to_string()));
        patch
    };
    let mut call = visit(VISIT);
    call.set.remove("household");
    let need = new(Kind::Need, NEED, &[("text", "门口积水")]);
    let there = vec![
        shop,
        organisation(STALL, "街口水果摊"),
        of_shop(call),
        of_shop(need),
    ];
    let there = street.member.saves(grid(1), there);
    street.take(&there, Who::Member).await;
    let step = street
        .member
        .takes(grid(1), Kind::Need, RecordId(id(NEED)), "progress");
    street.take(&step, Who::Member).await;
    street.town.drain(&mut street.member, 1 << 20).await;
    street
}

/// What of the shop stands in a grid.
fn shops(street: &Street, number: u128) -> Vec<RecordId> {
    let all = [SHOP, VISIT, NEED].map(|low| RecordId(id(low)));
    let stands = street.town.stands(grid(number)).into_iter();
    stands
        .map(|record| record.id)
        .filter(|id| all.contains(id))
        .collect()
}

async fn rehang(street: &mut Street) {
    let stands = street.town.stands(community());
    let east = stands.iter().find(|record| record.id.0 == id(EAST));
    let parent = one("parent", area(COMMUNITY + 2).to_string());
    let patch = Patch::edit(east.unwrap(), parent);
    let rehung = street.supervisor.saves(community(), vec![patch]);
    street.take(&rehung, Who::Supervisor).await;
}

#[tokio::test]
async fn an_organisation_follows_its_building_with_its_visits_and_needs() {
    let mut street = street().await;
    rehang(&mut street).await;
    assert_eq!(shops(&street, 1), []);
    assert_eq!(shops(&street, 2).len(), 3);
    let stall = street.town.stands(grid(1));
    assert!(
        stall.iter().any(|record| record.id.0 == id(STALL)),
        "it stands in no building"
    );

    let told = entries(street.town.drain(&mut street.neighbour, 1 << 20).await);
    let with_shop = |entry: &&chuanmen_core::protocol::LogEntry| {
        entry
            .moves
            .came
            .iter()
            .any(|record| record.id.0 == id(SHOP))
    };
    let entry = told.iter().find(with_shop).unwrap();
    assert_eq!(entry.moves.came.len(), 3, "it comes as one");
    assert_eq!(&*entry.moves.came_events[0].event.step, "progress");
}

#[tokio::test]
async fn one_that_says_it_moved_is_moved_and_late_edits_and_visits_follow() {
    let mut street = street().await;
    let note = Patch {
        set: fields(&[("note", "下午三点后人少")]),
        ..new(Kind::Organisation, SHOP, &[])
    };
    let mut call = visit(0xa10);
    call.set.remove("household");
    call.set.extend(one("organisation", id(SHOP).to_string()));
    let late = street.member.saves(grid(1), vec![note, call]);

    let stands = street.town.stands(grid(1));
    let shop = stands.iter().find(|record| record.id.0 == id(SHOP));
    let place = one("place", site(WEST).value().unwrap());
    let moved = street
        .supervisor
        .saves(grid(1), vec![Patch::edit(shop.unwrap(), place)]);
    street.take(&moved, Who::Supervisor).await;
    let answer = street.answer(&late, Who::Member).await;
    assert!(
        matches!(
            answer,
            Answer::Accepted {
                elsewhere: true,
                ..
            }
        ),
        "{answer:?}"
    );
    assert_eq!(shops(&street, 1), []);
    let there = street.town.stands(grid(2));
    let shop = there.iter().find(|record| record.id.0 == id(SHOP)).unwrap();
    let shop = Organisation::read(shop).unwrap();
    assert_eq!(
        (shop.id, &*shop.note),
        (OrganisationId(id(SHOP)), "下午三点后人少")
    );
    assert!(there.iter().any(|record| record.id.0 == id(0xa10)));
}

#[tokio::test]
async fn an_erased_organisation_takes_its_visits_and_needs_with_it_and_stays_away() {
    let mut street = street().await;
    let hub = &street.town.hub;
    assert_eq!(hub.erase(area(COMMUNITY), RecordId(id(SHOP))).unwrap(), 3);
    assert_eq!(shops(&street, 1), []);
    let mut need = new(Kind::Need, 0xa20, &[("text", "还有事")]);
    need.set.extend(one("organisation", id(SHOP).to_string()));
    let late = street.member.saves(grid(1), vec![need]);
    let answer = street.answer(&late, Who::Member).await;
    assert_eq!(refusal(&answer), "erased");
}
