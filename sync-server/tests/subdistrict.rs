//! The subdistrict's view.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Kind;
use chuanmen_core::report::{CommunityRow, Overview, Subdistrict};

use super::town::{COMMUNITY, Phone, SISTER, Town, accepted, area, grid, new};

const PATH: &str = "/v1/subdistrict?month=2026-11";

async fn view(town: &Town) -> Subdistrict {
    let phone = town.phone("subdistrict");
    town.json(phone.get(PATH)).await.1
}

fn row(view: &Subdistrict, base: u128) -> &CommunityRow {
    let mut rows = view.communities.iter();
    rows.find(|row| row.id == area(base)).unwrap()
}

async fn raise(town: &Town, alice: &mut Phone, low: u128) {
    let need = new(Kind::Need, low, &[("text", "路灯不亮")]);
    let saved = alice.saves(grid(1), vec![need]);
    accepted(&town.sync(alice, vec![saved]).await.answers[0]);
}

#[tokio::test]
async fn each_communitys_line_is_what_its_own_overview_says() {
    let town = Town::new();
    raise(&town, &mut town.phone("member"), 1).await;
    let view = view(&town).await;
    let phone = town.phone("subdistrict");
    for base in [COMMUNITY, SISTER] {
        let path = format!(
            "/v1/reports/overview?month=2026-11&community={}",
            area(base)
        );
        let (_, overview): (_, Overview) = town.json(phone.get(&path)).await;
        let own = row(&view, base);
        assert_eq!(*own, CommunityRow::of(area(base), &overview));
    }
    assert_eq!(view.communities.len(), 2);
    assert_eq!(row(&view, COMMUNITY).totals.open_needs, 1);
    assert_eq!(row(&view, SISTER).totals.open_needs, 0);
}

#[tokio::test]
async fn a_line_is_counted_again_when_something_changed_and_after_an_hour() {
    let town = Town::new();
    let mut alice = town.phone("member");
    raise(&town, &mut alice, 1).await;
    let first = view(&town).await;
    town.clock.pass(UnixMillis::MINUTE);
    let kept = view(&town).await;
    assert_eq!(row(&kept, SISTER).at, row(&first, SISTER).at);
    raise(&town, &mut alice, 2).await;
    let changed = view(&town).await;
    assert_eq!(row(&changed, COMMUNITY).totals.open_needs, 2);
    assert_eq!(row(&changed, SISTER).at, row(&first, SISTER).at);
    town.clock.pass(60 * UnixMillis::MINUTE);
    let later = view(&town).await;
    assert!(row(&later, SISTER).at > row(&first, SISTER).at);
}

#[tokio::test]
async fn only_the_subdistricts_own_supervisors_see_it() {
    let town = Town::new();
    for login in [
        "member",
        "informant",
        "neighbour",
        "chief",
        "volunteer",
        "supervisor",
        "sister",
        "foreign",
    ] {
        let refused = town.refused(town.phone(login).get(PATH)).await;
        assert_eq!(refused, (403, "not_granted".into()), "{login}");
    }
}

#[tokio::test]
async fn another_subdistricts_supervisor_sees_none_of_its_communities() {
    let town = Town::new();
    let (_, view): (_, Subdistrict) = town.json(town.phone("foreign").get(PATH)).await;
    let mut ids = view.communities.iter().map(|row| row.id);
    assert!(ids.all(|id| id != area(COMMUNITY) && id != area(SISTER)));
}

#[tokio::test]
async fn it_is_exported_like_any_report() {
    let town = Town::new();
    let phone = town.phone("subdistrict");
    for format in ["xlsx", "csv"] {
        let answer = town
            .call(phone.get(&format!("{PATH}&format={format}")))
            .await;
        assert_eq!(answer.status(), 200, "{format}");
    }
    let refused = town.refused(phone.get("/v1/subdistrict?month=May")).await;
    assert_eq!(refused, (400, "bad_request".into()));
}
