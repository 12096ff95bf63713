//! What is no longer there for a phone: erased, cut off the log, withdrawn.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Kind, Role};
use chuanmen_core::merge::{Patch, RecordId};

use super::super::town::{COMMUNITY, area, fields, grid, id, new, refusal};
use super::{HOME, LI, Street, Who, all_of_it, entries, ids};
use crate::hub::NewGrant;

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
