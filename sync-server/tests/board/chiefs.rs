//! Building chiefs: what they see of the board, and what they raise for their building.

use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{Patch, RecordId};

use super::super::moves::{EAST, HOME, WEST, Who, one};
use super::super::town::{Phone, area, community, grid, id, new, refusal};
use super::{NAME, SECRETS, Square};

#[tokio::test]
async fn a_chief_is_granted_a_building_and_sees_the_board() {
    let square = Square::new().await;
    let grant = crate::hub::NewGrant {
        id: None,
        role: chuanmen_core::domain::Role::BuildingChief,
        area: area(EAST),
        party: None,
    };
    let hub = &square.street.town.hub;
    let old = hub.grants_of("chief").unwrap();
    hub.withdraw("chief", old[0].id).unwrap();
    hub.grant("chief", grant).unwrap();
    let heard = square.hears(&square.chief).await;
    assert!(heard.contains("一副老花镜") && !heard.contains(NAME));
    let told = square.town().sync(&square.chief, Vec::new()).await.granted;
    let scopes: Vec<_> = told.iter().filter_map(|one| one.scope).collect();
    assert!(scopes.contains(&community()) && !scopes.contains(&grid(1)));
}

/// The chief's phone, who answers for a building of the first grid.
async fn chief_of_east(square: &mut Square) {
    let grant = crate::hub::NewGrant {
        id: None,
        role: chuanmen_core::domain::Role::BuildingChief,
        area: area(EAST),
        party: None,
    };
    square.street.town.hub.grant("chief", grant).unwrap();
}

fn common_need(low: u128, building: u128, by: &Phone) -> Patch {
    let mut need = new(
        Kind::Need,
        low,
        &[("category", "facility"), ("text", "楼道灯不亮")],
    );
    need.set.extend(one("area", area(building).to_string()));
    need.set.extend(one("raised_by", by.account.to_string()));
    need
}

#[tokio::test]
async fn a_chief_raises_a_need_of_the_building_and_sees_what_is_done_about_it() {
    let mut square = Square::new().await;
    chief_of_east(&mut square).await;
    let mut chief = square.chief.clone();
    let own = Scope::Account(chief.account);
    let raised = chief.saves(own, vec![common_need(0x900, EAST, &chief)]);
    for _ in 0..2 {
        assert_eq!(refusal(&square.send(&chief, &raised).await), "accepted");
    }
    let need = RecordId(id(0x900));
    let stands = square.town().stands(grid(1));
    assert_eq!(stands.iter().filter(|one| one.id == need).count(), 1);
    for step in ["accept", "dispatch", "resolve"] {
        let step = square
            .street
            .supervisor
            .takes(grid(1), Kind::Need, need, step);
        square.street.take(&step, Who::Supervisor).await;
    }
    let pages = square.street.town.drain(&mut chief, 1 << 20).await;
    let steps: Vec<_> = pages.iter().flat_map(|page| &page.events).collect();
    let steps: Vec<_> = steps.iter().map(|one| &*one.event.step).collect();
    assert_eq!(steps, ["accept", "dispatch", "resolve"]);
    let heard = serde_json::to_string(&pages).unwrap();
    assert!(!SECRETS[..4].iter().any(|secret| heard.contains(secret)));
}

#[tokio::test]
async fn a_chief_raises_nothing_for_another_building_or_somebodys_household() {
    let mut square = Square::new().await;
    chief_of_east(&mut square).await;
    let mut chief = square.chief.clone();
    let own = Scope::Account(chief.account);
    let volunteer = square.volunteer.clone();
    let mut of_home = common_need(0x901, EAST, &chief);
    of_home.set.extend(one("household", id(HOME).to_string()));
    for need in [
        common_need(0x902, WEST, &chief),
        common_need(0x903, EAST, &volunteer),
        of_home,
        new(Kind::Need, 0x904, &[("text", "哪里都不是")]),
    ] {
        let raised = chief.saves(own, vec![need]);
        assert_eq!(refusal(&square.send(&chief, &raised).await), "not_granted");
    }
    let raised = chief.saves(own, vec![common_need(0x905, EAST, &chief)]);
    assert_eq!(refusal(&square.send(&chief, &raised).await), "accepted");
    let edit = new(Kind::Need, 0x905, &[("text", "改一改")]);
    let edit = chief.saves(own, vec![edit]);
    assert_eq!(refusal(&square.send(&chief, &edit).await), "read_only");
    let step = chief.takes(own, Kind::Need, RecordId(id(0x905)), "resolve");
    assert_eq!(
        refusal(&square.send(&chief, &step).await),
        "step_not_allowed"
    );
    let mut other = volunteer;
    let raised = common_need(0x906, EAST, &other);
    let raised = other.saves(Scope::Account(other.account), vec![raised]);
    assert_eq!(refusal(&square.send(&other, &raised).await), "not_granted");
}
